// The namespace, the earth in pixels, words, colours, and the canvas that all painters share.
'use strict';

const Zhishou = {};

(function (z) {
  z.FONT = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei","Microsoft YaHei","PingFang SC",sans-serif';
  z.language = 'zh';
  z.theme = 'light';
  z.signs = null;
  z.words = {};

  // World pixels at zoom 0 (Web Mercator, 256 px), the same as Leaflet's CRS.EPSG3857; times 2^zoom gives world pixels.
  z.worldX = (lon) => (lon + 180) / 360 * 256;
  z.worldY = (lat) => {
    const sine = Math.sin(Math.max(-85.05, Math.min(85.05, lat)) * Math.PI / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
  };
  z.latOf = (y) => Math.atan(Math.sinh(Math.PI * (1 - y / 128))) * 180 / Math.PI;
  z.metresPerPixel = (lat, zoom) => 156543.033928 * Math.cos(lat * Math.PI / 180) / Math.pow(2, zoom);

  z.say = (key, n) => {
    const word = z.words[key];
    const text = word ? (word[z.language] || word.zh) : key;
    return n === undefined ? text : text.replace('{n}', String(n));
  };
  // Texts from outside: without the characters that turn the writing around; a name on the map no longer than can be read there.
  const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  z.plain = (text) => String(text).replace(TURNING, '');
  z.brief = (text) => {
    let room = 24; // in Chinese characters; a Latin letter is half as wide
    let cut = '';
    for (const sign of z.plain(text)) {
      room -= sign.codePointAt(0) < 0x2e80 ? 0.5 : 1;
      if (room < 0) return cut + '…';
      cut += sign;
    }
    return cut;
  };
  z.word = (pair) => (pair ? pair[z.language] || pair.zh || '' : '');
  z.otherWord = (pair) => (pair ? (z.language === 'zh' ? pair.en : pair.zh) || '' : '');

  // The theme's colours as the style sheet has them; another theme than the present one is read by putting it on for a moment.
  const NAMES = ['ground', 'farmland', 'forest', 'builtup', 'water', 'water-line', 'contour', 'contour-ink', 'boundary', 'building',
    'building-line', 'road-case', 'road-county', 'road-town', 'road-village', 'road-county-case', 'label', 'label-soft', 'label-water',
    'halo', 'grid', 'beat', 'cordon', 'route', 'way', 'ring', 'trail', 'heat', 'select', 'select-halo', 'flag', 'flag-ink', 'sprite-halo'];
  const palettes = {};
  z.palette = (theme) => {
    if (!palettes[theme]) {
      const root = document.documentElement;
      const before = root.dataset.theme;
      root.dataset.theme = theme;
      const style = getComputedStyle(root);
      palettes[theme] = { theme };
      for (const name of NAMES) palettes[theme][name] = style.getPropertyValue('--map-' + name).trim();
      if (before === undefined) delete root.dataset.theme; else root.dataset.theme = before;
    }
    return palettes[theme];
  };

  z.ageWords = (seconds) => {
    if (seconds < 90) return z.say('seconds', Math.round(seconds));
    if (seconds < 5400) return z.say('minutes', Math.round(seconds / 60));
    return z.say('hours', Math.round(seconds / 3600));
  };

  z.element = (tag, className, parent) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (parent) parent.appendChild(made);
    return made;
  };

  // Whole pixels while the map glides: between pixels the software compositor resamples every canvas in every frame.
  L.PosAnimation.include({
    _runFrame(progress) {
      L.DomUtil.setPosition(this._el, this._startPos.add(this._offset.multiplyBy(progress)).round());
      this.fire('step');
    }
  });

  // A canvas over the map, a little larger than the window, repainted when the map rests and moved by the compositor in
  // between. It borrows the transform of Leaflet's own renderer (the version of Leaflet is pinned).
  z.CanvasLayer = L.Renderer.extend({
    options: { padding: 0.2, opaque: false, painters: [] },

    _initContainer() {
      this._container = z.element('canvas', 'desk-canvas');
      this._context = this._container.getContext('2d', { alpha: !this.options.opaque });
    },

    _destroyContainer() {
      cancelAnimationFrame(this._frame);
      this._container.remove();
      delete this._container;
    },

    _updatePaths() {},

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      const width = Math.round(size.x * ratio);
      const height = Math.round(size.y * ratio);
      if (this._container.width !== width || this._container.height !== height) {
        this._container.width = width;
        this._container.height = height;
        this._container.style.width = size.x + 'px';
        this._container.style.height = size.y + 'px';
      }
      L.DomUtil.setPosition(this._container, this._bounds.min);
      this._view = this._makeView(size, ratio);
      this._paint();
    },

    _makeView(size, ratio) {
      const origin = this._map.getPixelOrigin();
      const zoom = this._map.getZoom();
      return {
        zoom, scale: Math.pow(2, zoom), ratio, width: size.x, height: size.y,
        ox: origin.x + this._bounds.min.x, oy: origin.y + this._bounds.min.y, live: true
      };
    },

    _paint(inFrame) {
      this._frame = 0;
      const context = this._context;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, this._container.width, this._container.height);
      context.setTransform(this._view.ratio, 0, 0, this._view.ratio, 0, 0);
      const view = Object.assign({}, this._view, { palette: z.palette(z.theme), on: z.isOn, inFrame: Boolean(inFrame) });
      for (const paint of this.options.painters) {
        context.save();
        paint(context, view);
        context.restore();
      }
    },

    redraw() {
      if (this._map && !this._frame) this._frame = requestAnimationFrame(() => this._paint(true));
    }
  });

  // Layer switches; a picture for the printer brings its own answer.
  z.switches = {};
  z.isOn = (layer) => z.switches[layer] !== false;
})(Zhishou);
