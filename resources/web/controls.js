// What a map must say about itself: scale, north, the coordinates under the mouse with their datum, source and notice.
'use strict';

(function (z) {
  const ROUND = [1, 2, 5];

  // The longest round distance that fits into this many pixels.
  z.scaleFor = (lat, zoom, pixels) => {
    const perPixel = z.metresPerPixel(lat, zoom);
    const most = perPixel * pixels;
    const power = Math.pow(10, Math.floor(Math.log10(most)));
    const metres = power * ROUND.filter((step) => step * power <= most).pop();
    const words = metres >= 1000 ? z.say('kilometres', metres / 1000) : z.say('metres', metres);
    return { metres, words, pixels: metres / perPixel };
  };

  z.northArrow = (context, palette, x, y) => {
    context.save();
    context.translate(x, y);
    context.lineJoin = 'round';
    for (const [side, fill] of [[-1, palette.label], [1, palette.flag]]) {
      context.beginPath();
      context.moveTo(0, -14);
      context.lineTo(side * 7, 11);
      context.lineTo(0, 6);
      context.closePath();
      context.fillStyle = fill;
      context.fill();
      context.strokeStyle = palette.label;
      context.lineWidth = 1;
      context.stroke();
    }
    context.font = '700 11px ' + z.FONT;
    context.textAlign = 'center';
    context.fillStyle = palette.label;
    context.strokeStyle = palette.halo;
    context.lineWidth = 3;
    context.strokeText(z.say('north'), 0, -18);
    context.fillText(z.say('north'), 0, -18);
    context.restore();
  };

  z.Controls = class {
    constructor(map, options, ground, home, emit) {
      Object.assign(this, { map, options, ground, home, emit });
      this.add('topright', () => this.zoomButtons());
      this.add('topright', () => this.north());
      this.add('bottomright', () => this.foot());
      map.on('moveend zoomend', () => this.scale());
      map.on('mousemove', (event) => this.coordinates(event.latlng.wrap()));
      this.refresh();
    }

    add(position, build) {
      const control = L.control({ position });
      control.onAdd = () => {
        const made = build();
        L.DomEvent.disableClickPropagation(made);
        return made;
      };
      control.addTo(this.map);
    }

    zoomButtons() {
      const panel = z.element('div', 'desk-panel desk-zoom');
      this.buttons = [['zoom_in', '+', () => this.map.zoomIn()], ['zoom_out', '−', () => this.map.zoomOut()], ['home', '⌂', this.home],
        ['map_data', '▤', () => this.emit({ type: 'map_data_wanted' })]];
      for (const entry of this.buttons) {
        const button = z.element('button', '', panel);
        button.type = 'button';
        button.textContent = entry[1];
        button.addEventListener('click', entry[2]);
        entry.push(button);
      }
      return panel;
    }

    north() {
      this.northCanvas = z.element('canvas', 'desk-north');
      this.northCanvas.style.width = '32px';
      this.northCanvas.style.height = '48px';
      return this.northCanvas;
    }

    foot() {
      const foot = z.element('div', 'desk-panel desk-foot');
      this.notice = z.element('span', 'desk-notice', foot);
      this.attribution = z.element('span', '', foot);
      this.where = z.element('span', 'desk-coordinates', foot);
      const scale = z.element('div', '', foot);
      this.scaleText = z.element('div', 'desk-scale-text', scale);
      this.scaleBar = z.element('div', 'desk-scale-bar', scale);
      return foot;
    }

    // The frame of a drill's map, with its word: nobody is to take it for the real one.
    drill(word) {
      if (!word) return;
      if (!this.drillWord) {
        const frame = z.element('div', this.options.filmed ? 'desk-drill desk-film' : 'desk-drill', this.map.getContainer());
        this.drillWord = z.element('span', '', frame);
      }
      this.drillWord.textContent = word;
    }

    coordinates(place) {
      const sides = z.language === 'zh' ? ['北纬 ', '南纬 ', '东经 ', '西经 '] : ['N ', 'S ', 'E ', 'W '];
      const lat = sides[place.lat < 0 ? 1 : 0] + Math.abs(place.lat).toFixed(5) + '°';
      const lon = sides[place.lng < 0 ? 3 : 2] + Math.abs(place.lng).toFixed(5) + '°';
      this.where.textContent = lat + ' ' + lon + ' ' + this.options.datum;
    }

    scale() {
      const scale = z.scaleFor(this.map.getCenter().lat, this.map.getZoom(), 110);
      this.scaleText.textContent = scale.words;
      this.scaleBar.style.width = Math.round(scale.pixels) + 'px';
    }

    refresh() {
      for (const [key, , , button] of this.buttons) {
        button.title = z.say(key);
        button.setAttribute('aria-label', z.say(key));
      }
      const chinese = z.language === 'zh';
      const notice = (chinese ? this.options.notice_zh : this.options.notice_en) || this.options.notice_zh;
      this.drill(chinese ? this.options.drill_zh : this.options.drill_en);
      this.notice.textContent = [this.ground.missing ? z.say('vector_missing') : '', notice].filter(Boolean).join('  ');
      this.notice.hidden = !this.notice.textContent;
      this.attribution.textContent = z.attribution(this.options, this.ground);
      this.attribution.hidden = !this.attribution.textContent;
      const context = this.northCanvas.getContext('2d');
      const ratio = window.devicePixelRatio || 1;
      this.northCanvas.width = Math.round(32 * ratio); // also when the page was enlarged meanwhile; it is empty afterwards
      this.northCanvas.height = Math.round(48 * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      z.northArrow(context, z.palette(z.theme), 16, 34);
      this.map.getContainer().setAttribute('aria-label', z.say('map'));
      this.coordinates(this.map.getCenter());
      this.scale();
    }
  };
})(Zhishou);
