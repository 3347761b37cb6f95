// Incidents, places, areas: what the desk publishes as GeoJSON. Texts are drawn or put into textContent, never parsed.
'use strict';

(function (z) {
  const INCIDENT_SIZE = 30;

  z.Features = class {
    constructor() {
      this.layers = new Map();
      this.selected = null;
    }

    set(name, collection) {
      const features = (collection.features || []).map((feature) => Object.assign(z.shapeOf(feature.geometry), {
        layer: name, id: String(feature.id),
        properties: Object.assign({ detail: [], tone: 'neutral', symbol: '', shape: '', state: '', label: '', label_rank: 5, min_zoom: 0 }, feature.properties)
      }));
      this.layers.set(name, features.filter((feature) => feature.paths.length > 0 && feature.paths[0].length > 0));
    }

    get(layer, id) {
      return (this.layers.get(layer) || []).find((feature) => feature.id === id) || null;
    }

    // The layers in drawing order; one that signs.json does not name is drawn like facilities.
    order() {
      const known = z.signs.layers.filter((layer) => layer.draw !== 'unit');
      const extra = [...this.layers.keys()].filter((name) => !known.some((layer) => layer.name === name));
      return extra.map((name) => ({ name, draw: 'point', style: 'facility', min_zoom: 0, zh: name, en: name })).concat(known);
    }

    shown(view, draw) {
      return this.order().filter((layer) => layer.draw === draw && view.on(layer.name) && view.zoom >= layer.min_zoom && this.layers.has(layer.name));
    }

    eachPoint(view, visit) {
      for (const layer of this.shown(view, 'point')) {
        const size = layer.style === 'incident' ? INCIDENT_SIZE : (z.signs.styles[layer.style] || z.signs.styles.facility).size;
        for (const feature of this.layers.get(layer.name)) {
          if (feature.area || feature.paths[0].length > 2 || view.zoom < feature.properties.min_zoom) continue;
          if (!z.inView(feature.box, view, 20)) continue;
          visit({ feature, layer, size, x: feature.box[0] * view.scale - view.ox, y: feature.box[1] * view.scale - view.oy });
        }
      }
    }

    paintAreas(context, view) {
      for (const layer of this.shown(view, 'area')) {
        for (const feature of this.layers.get(layer.name)) {
          if (z.inView(feature.box, view, 10)) this.area(context, view, layer.style, feature);
        }
      }
      // Lines and areas on a layer of points (a burnt area among hazards) are drawn as thin areas too.
      for (const layer of this.shown(view, 'point')) {
        for (const feature of this.layers.get(layer.name)) {
          if ((feature.area || feature.paths[0].length > 2) && z.inView(feature.box, view, 10)) this.area(context, view, 'grid', feature);
        }
      }
    }

    area(context, view, style, feature) {
      const palette = view.palette;
      const tone = z.signs.tones[feature.properties.tone];
      const toned = feature.properties.tone === 'neutral' || !tone ? null : tone[palette.theme];
      const colour = toned || palette[style] || palette.grid;
      const looks = {
        grid: { width: 0.9, dash: [5, 3], wash: 0 },
        beat: { width: 2.4, dash: [1, 5], wash: 0.05 },
        warning: { width: 1.6, dash: [], wash: 0.14 },
        cordon: { width: 2, dash: [8, 4], wash: 0.07 },
        route: { width: 3.4, dash: [], wash: 0 }
      };
      const look = looks[style] || looks.grid;
      const chosen = this.isSelected(feature);
      context.save();
      context.beginPath();
      z.trace(context, feature.paths, view, feature.area);
      if (feature.area && (look.wash || chosen)) {
        context.globalAlpha = chosen ? Math.max(0.14, look.wash) : look.wash;
        context.fillStyle = colour;
        context.fill('evenodd');
        context.globalAlpha = 1;
      }
      context.strokeStyle = colour;
      context.lineWidth = chosen ? look.width + 1.4 : look.width;
      context.setLineDash(look.dash);
      context.stroke();
      context.restore();
      if (style === 'route') this.arrow(context, view, feature, colour);
    }

    // The direction of a route by form, not only by knowing where it starts.
    arrow(context, view, feature, colour) {
      const path = feature.paths[0];
      if (path.length < 4) return;
      const end = path.length - 2;
      const x = path[end] * view.scale - view.ox;
      const y = path[end + 1] * view.scale - view.oy;
      context.save();
      context.translate(x, y);
      context.rotate(Math.atan2(path[end + 1] - path[end - 1], path[end] - path[end - 2]));
      context.fillStyle = colour;
      context.beginPath();
      context.moveTo(9, 0);
      context.lineTo(-5, -7);
      context.lineTo(-5, 7);
      context.fill();
      context.restore();
    }

    paintPoints(context, view) {
      this.eachPoint(view, (mark) => {
        const image = mark.layer.style === 'incident'
          ? z.incidentSprite(mark.feature.properties, view.palette, INCIDENT_SIZE, view.ratio)
          : z.placeSprite(mark.layer.style, mark.feature.properties, view.palette, view.ratio);
        if (view.live && this.isSelected(mark.feature)) z.paintRing(context, view.palette, mark.x, mark.y, mark.size / 2 + 7);
        z.stamp(context, image, mark.x, mark.y);
      });
    }

    isSelected(feature) {
      return this.selected !== null && this.selected.layer === feature.layer && this.selected.id === feature.id;
    }

    // What lies under a world pixel: the topmost mark first, then the smallest area.
    hit(view, x, y) {
      let best = null;
      this.eachPoint(view, (mark) => {
        const away = Math.hypot(mark.x + view.ox - x, mark.y + view.oy - y);
        const bonus = mark.layer.style === 'incident' ? 6 : 0;
        if (away <= mark.size / 2 + 4 && (!best || away - bonus < best.away)) best = { feature: mark.feature, away: away - bonus };
      });
      if (best) return this.describe(best.feature);
      return this.hitArea(view, x / view.scale, y / view.scale);
    }

    hitArea(view, x, y) {
      let best = null;
      for (const layer of this.shown(view, 'area')) {
        for (const feature of this.layers.get(layer.name)) {
          const box = feature.box;
          if (!feature.area || x < box[0] || x > box[2] || y < box[1] || y > box[3] || !inside(feature.paths, x, y)) continue;
          const size = (box[2] - box[0]) * (box[3] - box[1]);
          if (!best || size < best.size) best = { feature, size };
        }
      }
      return best ? this.describe(best.feature) : null;
    }

    describe(feature) {
      const box = feature.box;
      return {
        layer: feature.layer, id: feature.id, title: feature.properties.title || feature.id, detail: feature.properties.detail,
        wx: (box[0] + box[2]) / 2, wy: (box[1] + box[3]) / 2, area: feature.area
      };
    }
  };

  const inside = (paths, x, y) => {
    let odd = false;
    for (const path of paths) {
      for (let at = 0, before = path.length - 2; at < path.length; before = at, at += 2) {
        const above = path[at + 1] > y;
        if (above === path[before + 1] > y) continue;
        if (x < (path[before] - path[at]) * (y - path[at + 1]) / (path[before + 1] - path[at + 1]) + path[at]) odd = !odd;
      }
    }
    return odd;
  };

  z.paintRing = (context, palette, x, y, radius) => {
    context.save();
    for (const [colour, width] of [[palette['select-halo'], 5], [palette.select, 2.4]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      context.arc(x, y, radius, 0, 7);
      context.stroke();
    }
    context.restore();
  };
})(Zhishou);
