// The legend: every sign that is on the map now, with its words, and the switches of the layers.
'use strict';

(function (z) {
  const CAPTIONED = { units: 'status', incidents: 'severity' };

  z.Legend = class {
    constructor(map, features, units, onToggle) {
      Object.assign(this, { features, units, onToggle, open: true, signature: '' });
      const control = L.control({ position: 'topleft' });
      control.onAdd = () => this.build();
      control.addTo(map);
    }

    build() {
      this.panel = z.element('div', 'desk-panel desk-legend');
      this.head = z.element('button', 'desk-legend-head', this.panel);
      this.head.type = 'button';
      this.title = z.element('span', '', this.head);
      this.mark = z.element('span', '', this.head);
      this.body = z.element('div', 'desk-legend-body', this.panel);
      this.head.addEventListener('click', () => { this.open = !this.open; this.dress(); });
      L.DomEvent.disableClickPropagation(this.panel);
      L.DomEvent.disableScrollPropagation(this.panel);
      return this.panel;
    }

    setOpen(open) {
      this.open = open;
      this.dress();
    }

    // Rebuilt only when what it shows changed: a units update once a second must not touch the document.
    refresh() {
      const groups = this.groups();
      const signature = JSON.stringify([z.language, z.theme, z.switches, groups.map((group) => [group.layer.name, group.items.map((item) => item.key)])]);
      if (signature === this.signature) return;
      this.signature = signature;
      const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.layer : '';
      this.body.replaceChildren();
      for (const group of groups) this.group(group, focused);
      this.dress();
    }

    dress() {
      this.panel.classList.toggle('closed', !this.open);
      this.panel.classList.toggle('en', z.language === 'en');
      this.title.textContent = z.say('legend');
      this.mark.textContent = this.open ? '−' : '+';
      this.head.title = z.say(this.open ? 'collapse' : 'expand');
      this.head.setAttribute('aria-expanded', String(this.open));
    }

    groups() {
      const palette = z.palette(z.theme);
      const made = [{ layer: z.signs.layers.find((layer) => layer.draw === 'unit'), items: this.unitItems(palette) }];
      for (const layer of this.features.order().slice().reverse()) {
        const features = this.features.layers.get(layer.name);
        if (features && features.length) made.push({ layer, items: this.layerItems(layer, features, palette) });
      }
      made.sort((a, b) => (b.layer.name === 'incidents') - (a.layer.name === 'incidents'));
      return made.filter((group) => group.layer.draw !== 'unit' || this.units.units.length);
    }

    unitItems(palette) {
      const ratio = window.devicePixelRatio || 1;
      const kinds = new Set();
      const statuses = new Set();
      const links = new Set();
      for (const unit of this.units.units) {
        kinds.add(z.signs.units[unit.symbol] ? unit.symbol : '');
        statuses.add(unit.status);
        links.add(unit.link);
      }
      const known = Object.keys(z.signs.units).filter((symbol) => kinds.has(symbol)).map((symbol) => ({
        key: symbol, words: z.signs.units[symbol], image: z.unitSprite({ symbol, status: 'on_standby' }, palette, 16, ratio)
      }));
      const states = Object.keys(z.signs.statuses).filter((name) => statuses.has(name) && name !== 'on_standby').map((name) => ({
        key: 's-' + name, words: z.signs.statuses[name], badge: z.signs.statuses[name].badge, caption: 'status'
      }));
      const lost = [['stale', 'question'], ['offline', 'cross']].filter(([name]) => links.has(name)).map(([name, badge]) => ({
        key: 'l-' + name, words: z.signs.links[name], badge, caption: 'status'
      }));
      return known.concat(states, lost);
    }

    layerItems(layer, features, palette) {
      const ratio = window.devicePixelRatio || 1;
      if (layer.draw === 'area') return [];
      if (layer.style !== 'incident') {
        const symbols = new Set(features.map((feature) => feature.properties.symbol));
        return Object.keys(z.signs.places).filter((symbol) => symbols.has(symbol)).map((symbol) => ({
          key: symbol, words: z.signs.places[symbol], image: z.placeSprite(layer.style, { symbol, tone: 'neutral' }, palette, ratio)
        }));
      }
      const seen = (name) => new Set(features.map((feature) => feature.properties[name]));
      const [shapes, tones, states] = [seen('shape'), seen('tone'), seen('state')];
      const example = (properties, size) => z.incidentSprite(Object.assign({ symbol: '', shape: 'A', tone: 'ungraded', state: 'terminated' }, properties), palette, size, ratio);
      return [].concat(
        Object.keys(z.signs.incident_classes).filter((shape) => shapes.has(shape)).map((shape) => ({ key: shape, words: z.signs.incident_classes[shape], image: example({ shape }, 19) })),
        Object.keys(z.signs.tones).filter((tone) => tones.has(tone) && z.signs.tones[tone].zh).map((tone) => ({
          key: 't-' + tone, words: z.signs.tones[tone], swatch: z.signs.tones[tone][palette.theme], ink: z.signs.tones[tone].ink, numeral: tone.startsWith('I') ? tone : '', caption: 'severity'
        })),
        Object.keys(z.signs.states).filter((state) => states.has(state)).map((state) => ({
          key: 'x-' + state, words: z.signs.states[state], image: example({ state }, 11), caption: 'state'
        })));
    }

    group(group, focused) {
      const label = z.element('label', '', this.body);
      const box = z.element('input', '', label);
      box.type = 'checkbox';
      box.dataset.layer = group.layer.name;
      box.checked = z.isOn(group.layer.name);
      box.addEventListener('change', () => this.onToggle(group.layer.name, box.checked));
      if (group.layer.draw === 'area') this.line(label, group.layer.style);
      const words = z.element('span', '', label);
      words.textContent = z.word(group.layer);
      label.title = z.otherWord(group.layer);
      if (focused === group.layer.name) box.focus();
      let caption = '';
      let grid = null;
      for (const item of group.items) {
        if (!grid || (item.caption || '') !== caption) {
          caption = item.caption || '';
          if (caption) z.element('div', 'desk-legend-caption', this.body).textContent = z.say(caption);
          grid = z.element('div', 'desk-legend-items', this.body);
        }
        this.item(grid, item);
      }
    }

    item(grid, item) {
      const row = z.element('div', 'desk-legend-item', grid);
      const ratio = window.devicePixelRatio || 1;
      const canvas = z.element('canvas', '', row);
      const side = 22;
      canvas.width = canvas.height = side * ratio;
      canvas.style.width = canvas.style.height = side + 'px';
      const context = canvas.getContext('2d');
      context.scale(ratio, ratio);
      if (item.image) context.drawImage(item.image, (side - item.image.box) / 2, (side - item.image.box) / 2, item.image.box, item.image.box);
      else if (item.badge) z.drawBadge(context, item.badge, side / 2, side / 2, 6.5);
      else if (item.swatch) this.swatch(context, item, side);
      z.element('span', '', row).textContent = z.word(item.words);
      row.title = z.word(item.words) + ' ' + z.otherWord(item.words);
    }

    swatch(context, item, side) {
      context.fillStyle = item.swatch;
      context.fillRect(0, 4, side, 14);
      if (!item.numeral) return;
      context.font = '700 11px ' + z.FONT;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillStyle = z.theme === 'dark' ? '#14181a' : item.ink;
      context.fillText(item.numeral, side / 2, side / 2 + 0.5);
    }

    line(label, style) {
      const ratio = window.devicePixelRatio || 1;
      const canvas = z.element('canvas', '', label);
      canvas.width = 26 * ratio;
      canvas.height = 10 * ratio;
      canvas.style.width = '26px';
      canvas.style.height = '10px';
      const context = canvas.getContext('2d');
      context.scale(ratio, ratio);
      const palette = z.palette(z.theme);
      context.strokeStyle = palette[style] || palette.grid;
      context.lineWidth = style === 'route' ? 3 : style === 'cordon' || style === 'beat' ? 2 : 1.2;
      context.setLineDash(style === 'grid' ? [5, 3] : style === 'cordon' ? [7, 3] : style === 'beat' ? [1, 4] : []);
      context.beginPath();
      context.moveTo(0, 5);
      context.lineTo(26, 5);
      context.stroke();
    }
  };
})(Zhishou);
