// Imported layers: what signs.json does not know. Lines, fills and marks differ by form in one grey ink, never by colour, and
// each layer brings its own words, place in the order and source. Texts are drawn or put into textContent, never parsed.
'use strict';

(function (z) {
  const LABEL_FROM = 13;
  const SPECK = 2.5; // pixels: a shape that is smaller is a dot, or thousands of parcels keep the map busy for seconds
  const { MARK, DASH, stroke, mark, hatchOf, inside, middleOf, near } = z.brush;

  z.Own = class {
    constructor(desk) {
      this.desk = desk;
      this.layers = new Map();
    }

    static is(name) { return name.startsWith('own_'); }

    // The section of the legend and the line of sources at the foot, both empty until there is a layer.
    attach() {
      this.section = z.element('div', 'desk-legend-body desk-legend-own', this.desk.legend.panel);
      this.sources = z.element('span', '');
      this.desk.controls.attribution.after(this.sources);
      this.desk.legend.others = this;
      this.refresh();
    }

    set(name, collection) {
      const look = collection.layer;
      if (!look || look.gone) {
        this.layers.delete(name);
        this.refresh();
        return;
      }
      const features = (collection.features || []).map((feature) => Object.assign(z.shapeOf(feature.geometry), {
        id: String(feature.id), point: feature.geometry.type === 'Point', properties: Object.assign({ detail: [], title: '', label: '' }, feature.properties)
      })).filter((feature) => feature.paths.length && feature.paths[0].length);
      for (const feature of features) if (feature.properties.label && !feature.point) feature.middle = middleOf(feature);
      const pattern = DASH[look.pattern] ? look.pattern : 'solid';
      this.layers.set(name, { name, features, pattern, title: String(look.title), order: look.order || 0, min_zoom: look.min_zoom || 0, source: String(look.source || '') });
      z.switches[name] = look.on !== false; // the desk keeps the switches of these layers
      this.refresh();
    }

    shown(view) {
      return this.sorted().filter((layer) => z.isOn(layer.name) && view.zoom >= layer.min_zoom);
    }

    sorted() { return [...this.layers.values()].sort((a, b) => a.order - b.order); }

    isChosen(layer, feature) {
      const chosen = this.desk.features.selected;
      return chosen !== null && chosen.layer === layer.name && (feature.id === chosen.id || feature.id.startsWith(chosen.id + '.'));
    }

    paint(context, view) {
      for (const layer of this.shown(view)) {
        context.fillStyle = view.palette.label;
        for (const feature of layer.features) {
          if (feature.point || !z.inView(feature.box, view, 10)) continue;
          const [west, north, east, south] = feature.box;
          if (Math.max(east - west, south - north) * view.scale < SPECK && !(view.live && this.isChosen(layer, feature))) {
            context.fillRect(west * view.scale - view.ox, north * view.scale - view.oy, 1, 1);
          } else this.wide(context, view, layer, feature);
        }
        for (const feature of layer.features) if (feature.point && z.inView(feature.box, view, 10)) this.place(context, view, layer, feature);
      }
    }

    // Room for the marks, before any name is written.
    reserve(view, room) {
      for (const layer of this.shown(view)) {
        for (const feature of layer.features) {
          if (!feature.point || !z.inView(feature.box, view, 0)) continue;
          const [x, y] = [feature.box[0] * view.scale - view.ox, feature.box[1] * view.scale - view.oy];
          room.take([x - MARK, y - MARK, x + MARK, y + MARK]);
        }
      }
    }

    wide(context, view, layer, feature) {
      const chosen = view.live && this.isChosen(layer, feature);
      context.save();
      context.beginPath();
      z.trace(context, feature.paths, view, feature.area);
      if (feature.area && (chosen || layer.pattern === 'hatched')) {
        context.fillStyle = layer.pattern === 'hatched' ? hatchOf(context, view) : view.palette.label;
        context.globalAlpha = layer.pattern === 'hatched' ? 1 : 0.12;
        context.fill('evenodd');
        context.globalAlpha = 1;
      }
      stroke(context, view.palette, layer.pattern, chosen ? 1.6 : 0);
      context.restore();
    }

    place(context, view, layer, feature) {
      const x = feature.box[0] * view.scale - view.ox;
      const y = feature.box[1] * view.scale - view.oy;
      if (view.live && this.isChosen(layer, feature)) z.paintRing(context, view.palette, x, y, MARK + 6);
      context.save();
      mark(context, view.palette, layer.pattern, x, y);
      context.restore();
    }

    // Names are written where the other labels leave room; the same rules of the house (``put``) hold for them.
    label(labels, context, view, room) {
      for (const layer of this.shown(view)) {
        if (view.zoom < Math.max(LABEL_FROM, layer.min_zoom)) continue;
        for (const feature of layer.features) {
          if (!feature.properties.label || !z.inView(feature.box, view, 0)) continue;
          const [wx, wy] = feature.middle || feature.box;
          const spots = feature.point ? [[0, MARK + 9], [0, -MARK - 9]] : [[0, 0], [0, 16], [0, -16]];
          labels.put(context, view, room, feature.properties.label, wx * view.scale - view.ox, wy * view.scale - view.oy,
            { size: 11.5, weight: 400, colour: view.palette.label, spots });
        }
      }
    }

    // On paper whose map it is must be said beside it.
    signSources(context, view) {
      const words = view.live ? '' : this.sourceWords(view);
      if (!words) return;
      context.save();
      context.font = '400 11px ' + z.FONT;
      context.fillStyle = '#ffffff';
      context.globalAlpha = 0.85;
      context.fillRect(0, 0, context.measureText(words).width + 12, 18);
      context.globalAlpha = 1;
      context.fillStyle = '#20272d';
      context.textBaseline = 'middle';
      context.fillText(words, 6, 9);
      context.restore();
    }

    sourceWords(view) {
      const layers = view ? this.shown(view) : this.sorted().filter((layer) => z.isOn(layer.name));
      return [...new Set(layers.map((layer) => layer.source).filter(Boolean))].join('  ');
    }

    // What lies under a world pixel: the nearest mark, then a line close by, then the smallest area.
    hit(view, x, y) {
      const [wx, wy] = [x / view.scale, y / view.scale];
      let best = null;
      for (const layer of this.shown(view).reverse()) {
        for (const feature of layer.features) {
          const cost = this.cost(feature, wx, wy, view.scale);
          if (cost !== null && (!best || cost < best.cost)) best = { layer, feature, cost };
        }
      }
      return best ? this.describe(best.layer, best.feature) : null;
    }

    cost(feature, wx, wy, scale) {
      const reach = 6 / scale;
      const box = feature.box;
      if (wx < box[0] - reach || wx > box[2] + reach || wy < box[1] - reach || wy > box[3] + reach) return null;
      if (feature.point) return Math.hypot(box[0] - wx, box[1] - wy) * scale <= MARK + 4 ? 0 : null;
      if (feature.area) return inside(feature.paths, wx, wy) ? 100 + (box[2] - box[0]) * (box[3] - box[1]) : null;
      return feature.paths.some((path) => near(path, wx, wy, reach)) ? 10 : null;
    }

    describe(layer, feature) {
      const box = feature.box;
      return {
        layer: layer.name, id: feature.id, title: feature.properties.title || layer.title, detail: [layer.title, ...feature.properties.detail],
        wx: (box[0] + box[2]) / 2, wy: (box[1] + box[3]) / 2, area: feature.area
      };
    }

    // Whether a layer, or one of the things on it, answers to what is searched for in the legend.
    found(layer, wanted) {
      if (!wanted || [layer.title, layer.source].some((words) => words.toLowerCase().includes(wanted))) return true;
      return layer.features.some((feature) => feature.properties.title.toLowerCase().includes(wanted));
    }

    // How many layers are listed afterwards.
    refresh() {
      if (!this.section) return 0;
      const listed = this.sorted().reverse().filter((layer) => this.found(layer, this.desk.legend.wanted));
      const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.layer : '';
      this.section.replaceChildren();
      this.section.hidden = listed.length === 0;
      if (listed.length) z.element('div', 'desk-legend-caption', this.section).textContent = z.say('own_layers');
      for (const layer of listed) this.row(layer, focused);
      this.sources.textContent = this.sourceWords(null);
      this.sources.hidden = !this.sources.textContent;
      return listed.length;
    }

    // The marks that are drawn now, for the keyboard.
    marks(view) {
      return this.shown(view).flatMap((layer) => layer.features.filter((feature) => feature.point).map((feature) => this.describe(layer, feature)));
    }

    row(layer, focused) {
      const label = z.element('label', '', this.section);
      const box = z.element('input', '', label);
      box.type = 'checkbox';
      box.dataset.layer = layer.name;
      box.checked = z.isOn(layer.name);
      box.addEventListener('change', () => this.desk.legend.onToggle(layer.name, box.checked));
      this.sample(label, layer);
      const words = z.element('span', 'desk-legend-words', label);
      words.textContent = layer.title;
      label.title = [layer.title, layer.source].filter(Boolean).join('\n');
      if (focused === layer.name) box.focus();
    }

    sample(label, layer) {
      const ratio = window.devicePixelRatio || 1;
      const canvas = z.element('canvas', '', label);
      canvas.width = 26 * ratio;
      canvas.height = 14 * ratio;
      canvas.style.width = '26px';
      canvas.style.height = '14px';
      const context = canvas.getContext('2d');
      context.scale(ratio, ratio);
      const palette = z.palette(z.theme);
      const points = layer.features.some((feature) => feature.point);
      const areas = layer.features.some((feature) => feature.area);
      context.beginPath();
      if (areas) {
        context.rect(2, 2, 22, 10);
        if (layer.pattern === 'hatched') {
          context.fillStyle = hatchOf(context, { palette, ratio: 1 });
          context.fill();
        }
        stroke(context, palette, layer.pattern, 0);
      } else if (!points) {
        context.moveTo(0, 7);
        context.lineTo(26, 7);
        stroke(context, palette, layer.pattern, 0);
      }
      if (points) mark(context, palette, layer.pattern, 13, 7);
    }
  };
})(Zhishou);
