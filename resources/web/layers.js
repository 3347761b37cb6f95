// Incidents, places, areas: what the desk publishes as GeoJSON. Texts are drawn or put into textContent, never parsed.
'use strict';

(function (z) {
  const INCIDENT_SIZE = 30;
  const NOTHING = { hidden: new Set(), list: [] };
  const SELF_NAMED = new Set(['way', 'ring']); // written before the names of places

  z.Features = class {
    constructor() {
      this.layers = new Map();
      this.selected = null;
      this.generation = 0;
      this.badges = null;
    }

    set(name, collection) {
      this.generation += 1;
      const features = (collection.features || []).map((feature) => Object.assign(z.shapeOf(feature.geometry), {
        layer: name, id: String(feature.id),
        properties: Object.assign({ detail: [], tone: 'neutral', symbol: '', shape: '', state: '', label: '', label_rank: 5, min_zoom: 0, label_zoom: 0 }, feature.properties)
      }));
      for (const { properties } of features) properties.label = z.brief(properties.label);
      this.layers.set(name, features.filter((feature) => feature.paths.length > 0 && feature.paths[0].length > 0));
    }

    get(layer, id) {
      return (this.layers.get(layer) || []).find((feature) => feature.id === id) || null;
    }

    // The layers in drawing order; one that signs.json does not name is drawn like facilities.
    order() {
      const known = z.signs.layers.filter((layer) => layer.draw !== 'unit');
      const extra = [...this.layers.keys()].filter((name) => !known.some((layer) => layer.name === name));
      return extra.map((name) => ({ name, draw: 'point', style: 'facility', group: 'imported', min_zoom: 0, zh: name, en: name })).concat(known);
    }

    shown(view) {
      return this.order().filter((layer) => view.on(layer.name) && this.layers.has(layer.name));
    }

    // Layers whose marks are too many for this zoom: they are gathered into badges.
    isFar(layer, view) { return view.zoom < layer.min_zoom; }

    sizeOf(layer) {
      if (layer.style === 'incident') return INCIDENT_SIZE;
      return (z.signs.styles[layer.group === 'drawn' ? 'post' : layer.style] || z.signs.styles.facility).size;
    }

    eachPoint(view, visit) {
      const hidden = this.gatherings(view).hidden;
      for (const layer of this.shown(view)) {
        if (this.isFar(layer, view)) continue;
        const size = this.sizeOf(layer);
        for (const feature of this.layers.get(layer.name)) {
          if (isWide(feature) || view.zoom < feature.properties.min_zoom || (hidden.has(feature) && !this.isSelected(feature))) continue;
          if (!z.inView(feature.box, view, 20)) continue;
          visit({ feature, layer, size, x: feature.box[0] * view.scale - view.ox, y: feature.box[1] * view.scale - view.oy });
        }
      }
    }

    eachWide(view, visit) {
      for (const layer of this.shown(view)) {
        if (this.isFar(layer, view)) continue;
        for (const feature of this.layers.get(layer.name)) {
          if (isWide(feature) && z.inView(feature.box, view, 10)) visit(feature, layer);
        }
      }
    }

    // Where the name of a way or a ring is written: on a line (its middle first), at the northern edge of an area.
    eachNamedArea(view, visit) {
      this.eachWide(view, (feature, layer) => {
        if (!SELF_NAMED.has(layer.style) || !feature.properties.label || view.zoom < feature.properties.min_zoom) return;
        const path = feature.paths[0];
        let north = 0;
        for (let one = 0; one < path.length; one += 2) if (path[one + 1] < path[north + 1]) north = one;
        const places = feature.area ? [north] : [0.5, 0.35, 0.65, 0.8, 0.2].map((share) => Math.floor(path.length / 2 * share) * 2);
        visit({ feature, layer, places: places.map((at) => [path[at] * view.scale - view.ox, path[at + 1] * view.scale - view.oy]) });
      });
    }

    paintAreas(context, view) {
      this.eachWide(view, (feature, layer) => {
        const look = z.signs.drawings[feature.properties.symbol];
        if (look) z.paintDrawing(context, view, look, feature, view.live && this.isSelected(feature));
        else this.area(context, view, layer.draw === 'area' ? layer.style : 'grid', feature); // a burnt area among hazards
      });
    }

    // Badges: places of layers that are too far away, gathered by cells (at a scale where a whole township is a few cells, none),
    // and places of near layers where they lie too thick. ``hidden`` are those of the second sort.
    gatherings(view) {
      if (!z.isOn('clusters')) return NOTHING;
      const key = [view.zoom, Boolean(view.live), this.generation, JSON.stringify(z.switches)].join('|');
      if (this.badges && this.badges.key === key) return this.badges;
      const places = this.shown(view).filter((layer) => layer.draw === 'point' && layer.style !== 'incident' && layer.style !== 'trail');
      const marks = places.flatMap((layer) => {
        const far = this.isFar(layer, view);
        if (far && view.zoom < layer.min_zoom - 4) return [];
        return this.layers.get(layer.name).filter((feature) => !isWide(feature) && (far || view.zoom >= feature.properties.min_zoom))
          .map((feature) => ({ layer, feature, far }));
      });
      if (z.isCrowded(marks.length, view)) {
        const { hidden, badges } = z.crowd(marks, view);
        this.badges = { key, hidden, list: badges };
      } else {
        const far = [...new Set(marks.filter((mark) => mark.far).map((mark) => mark.layer))];
        this.badges = { key, hidden: NOTHING.hidden, list: far.flatMap((layer, ranked) => this.farBadges(layer, (ranked - far.length / 2) * 19, view.scale)) };
      }
      return this.badges;
    }

    farBadges(layer, lower, scale) {
      const features = this.layers.get(layer.name).filter((feature) => !isWide(feature));
      const cells = z.gather(features.length, (at) => features[at].box[0] * scale, (at) => features[at].box[1] * scale, () => true, 0);
      return cells.map((cell) => Object.assign(cell, { char: z.charOf(layer), layer, features, y: cell.members.length > 1 ? cell.y + lower : cell.y }));
    }

    gathered(view) { return this.gatherings(view).list; }

    paintGathered(context, view) {
      const taken = [];
      for (const one of this.gathered(view).slice().sort((a, b) => b.members.length - a.members.length)) {
        const x = one.x - view.ox;
        const y = one.y - view.oy;
        one.shown = x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20 && taken.every(([ox, oy]) => Math.abs(ox - x) > 40 || Math.abs(oy - y) > 18);
        if (!one.shown) continue;
        taken.push([x, y]);
        if (one.members.length > 1) z.paintGathered(context, view.palette, x, y, one.members.length, one.char);
        else z.stamp(context, z.placeSprite(one.layer.style, one.features[one.members[0]].properties, view.palette, view.ratio), x, y);
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
        route: { width: 3.4, dash: [], wash: 0 },
        way: { width: 3, dash: [], wash: 0 },
        ring: { width: 1.4, dash: [2, 4], wash: 0.05 },
        trail: { width: 2.2, dash: [], wash: 0 },
        heat: { width: 0.8, dash: [], wash: 0.14 * Number(feature.properties.state || 1) }
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
      context.setLineDash(feature.properties.state === 'proposed' ? [9, 6] : look.dash);
      context.stroke();
      context.restore();
      if (style === 'way' || style === 'trail') z.arrowHead(context, view, feature.paths[0], colour);
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
      for (const one of this.gathered(view)) {
        if (!one.shown || Math.abs(one.x - x) > 24 || Math.abs(one.y - y) > 11) continue;
        return one.members.length > 1 ? this.describeGathered(one, view.scale) : this.describe(one.features[one.members[0]]);
      }
      return this.hitWide(view, x / view.scale, y / view.scale);
    }

    // A line that passes within a few pixels, else the smallest area around the place.
    hitWide(view, x, y) {
      let best = null;
      const reach = 7 / view.scale;
      this.eachWide(view, (feature) => {
        const box = feature.box;
        if (x < box[0] - reach || x > box[2] + reach || y < box[1] - reach || y > box[3] + reach) return;
        if (feature.area ? !inside(feature.paths, x, y) : !beside(feature.paths[0], x, y, reach)) return;
        const size = feature.area ? (box[2] - box[0]) * (box[3] - box[1]) : 0;
        if (!best || size < best.size) best = { feature, size };
      });
      return best ? this.describe(best.feature) : null;
    }

    describeGathered(one, scale) {
      const names = one.members.slice(0, 8).map((at) => one.features[at].properties.title);
      return {
        layer: 'clusters', id: String(one.key), title: (one.layer ? z.word(one.layer) + ' ' : '') + z.say('cluster_places', one.members.length),
        detail: (one.layer ? [] : [one.kinds.map(([layer, count]) => z.word(layer) + ' ' + count).join(' · ')]).concat(names, one.members.length > 8 ? ['…'] : [], [z.say('cluster_open')]),
        wx: one.x / scale, wy: one.y / scale, box: one.box.map((side) => side / scale), area: false
      };
    }

    describe(feature) {
      const box = feature.box;
      return {
        layer: feature.layer, id: feature.id, title: feature.properties.title || feature.id, detail: feature.properties.detail,
        wx: (box[0] + box[2]) / 2, wy: (box[1] + box[3]) / 2, area: feature.area
      };
    }
  };

  const isWide = (feature) => feature.area || feature.paths[0].length > 2;

  const beside = (path, x, y, reach) => {
    for (let at = 2; at < path.length; at += 2) {
      const [dx, dy] = [path[at] - path[at - 2], path[at + 1] - path[at - 1]];
      const length = dx * dx + dy * dy;
      const share = length > 0 ? Math.max(0, Math.min(1, ((x - path[at - 2]) * dx + (y - path[at - 1]) * dy) / length)) : 0;
      if (Math.hypot(path[at - 2] + dx * share - x, path[at - 1] + dy * share - y) <= reach) return true;
    }
    return false;
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
