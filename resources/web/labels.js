// All names on one canvas, the important first, none over another; a name that finds no room is left out.
'use strict';

(function (z) {
  const SIZE = { 0: 13, 1: 16, 2: 14, 3: 13, 4: 12, 5: 11 };
  const FROM_ZOOM = { 0: 0, 1: 0, 2: 10, 3: 11.5, 4: 13, 5: 14.5 };

  const WATERS = new Set(['river', 'reservoir', 'water', 'lake', 'stream']);

  const flagFont = () => '600 ' + z.letters(12.5) + 'px ' + z.FONT;
  const viewKey = (view) => [view.zoom, view.ox, view.oy, view.width, view.height].join(' ');

  const crossing = (a, b) => a[2] >= b[0] && a[0] <= b[2] && a[3] >= b[1] && a[1] <= b[3];

  class Room {
    constructor() { this.cells = new Map(); }

    keys(box) {
      const found = [];
      for (let x = Math.floor(box[0] / 64); x <= Math.floor(box[2] / 64); x += 1) {
        for (let y = Math.floor(box[1] / 64); y <= Math.floor(box[3] / 64); y += 1) found.push(x + ':' + y);
      }
      return found;
    }

    free(box) {
      return this.keys(box).every((key) => (this.cells.get(key) || []).every((other) => !crossing(box, other)));
    }

    take(box) {
      for (const key of this.keys(box)) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
      }
    }
  }

  // Where the name of a line or an area is written: within what the window shows of it, so that a large area keeps its name.
  const spotOf = (feature, view) => {
    if (!feature.area) {
      const path = feature.paths[0];
      const at = Math.max(0, Math.floor(path.length / 4) * 2 - 2);
      const next = Math.min(at + 2, path.length - 2);
      return { x: (path[at] + path[next]) / 2 * view.scale - view.ox, y: (path[at + 1] + path[next + 1]) / 2 * view.scale - view.oy };
    }
    const box = [feature.box[0] * view.scale - view.ox, feature.box[1] * view.scale - view.oy, feature.box[2] * view.scale - view.ox, feature.box[3] * view.scale - view.oy];
    const middle = (low, high, most) => (Math.max(low, 0) + Math.min(high, most)) / 2;
    const y = middle(box[1], box[3], view.height);
    return { x: middle(box[0], box[2], view.width), y, top: Math.max(box[1], 0) + 13 - y, foot: Math.min(box[3], view.height) - 13 - y };
  };

  z.Labels = class {
    constructor(base, features, units) {
      Object.assign(this, { base, features, units, flags: [], key: '', written: new Set() });
    }

    paint(context, view) {
      const room = new Room();
      this.written = new Set();
      this.features.eachPoint(view, (mark) => {
        const half = mark.size / 2;
        room.take([mark.x - half, mark.y - half, mark.x + half, mark.y + half]);
      });
      if (this.own) this.own.reserve(view, room);
      for (const one of this.features.gathered(view)) {
        const [x, y] = [one.x - view.ox, one.y - view.oy];
        if (one.shown) room.take([x - 18, y - 9, x + 18, y + 9]);
      }
      this.placeFlags(context, view, room);
      if (view.on('units')) this.reserveUnits(context, view, room);
      this.areaNames(context, view, room);
      this.places(context, view, room);
      this.marks(context, view, room);
      if (this.own) this.own.label(this, context, view, room);
      if (view.zoom >= 13) this.roadNames(context, view, room);
      if (view.zoom >= 13.5) this.elevations(context, view, room);
    }

    // Incidents (rank 0): a small plate beside the mark, always shown, where it covers the fewest units. The place is chosen
    // when the map comes to rest, not with each position, so that plates do not jump.
    placeFlags(context, view, room) {
      context.font = flagFont();
      this.flags = [];
      this.key = viewKey(view);
      const weighty = []; // other incidents and their plates: never to be covered where there is a choice
      this.features.eachPoint(view, (mark) => {
        const half = mark.size / 2 + 6;
        if (mark.layer.style === 'incident') weighty.push([mark.x - half, mark.y - half, mark.x + half, mark.y + half]);
      });
      this.features.eachPoint(view, (mark) => {
        const properties = mark.feature.properties;
        if (!properties.label || properties.label_rank !== 0 || view.zoom < properties.min_zoom) return;
        const wide = context.measureText(properties.label).width + 10;
        const gap = mark.size / 2 + 7;
        const spots = [[mark.x + gap, mark.y - 10], [mark.x - gap - wide, mark.y - 10], [mark.x - wide / 2, mark.y - gap - 20], [mark.x - wide / 2, mark.y + gap],
          [mark.x + gap, mark.y - gap - 18], [mark.x + gap, mark.y + gap - 2], [mark.x - gap - wide, mark.y - gap - 18], [mark.x - gap - wide, mark.y + gap - 2]];
        const boxes = spots.map(([x, y]) => [x, y, x + wide, y + 20]);
        const cost = (box) => z.outside(view, box) + 50 * weighty.filter((other) => crossing(box, other)).length + (room.free(box) ? 0 : 3) +
          (view.on('units') ? this.units.countIn(view, box) : 0);
        const box = boxes.reduce((best, one) => (cost(one) < cost(best) ? one : best));
        room.take(box);
        weighty.push(box);
        this.flags.push({ box, properties });
      });
    }

    // No name under a unit, its name or its badge. Like the plates this holds for where units are when the map comes to rest.
    reserveUnits(context, view, room) {
      const half = this.units.sizeAt(view.zoom) / 2 + 1;
      for (const one of this.units.crowded(view.zoom).clusters) {
        const [x, y, reach] = [one.x - view.ox, one.y - view.oy, z.clusterSize(one.members.length) / 2 + 2];
        room.take([x - reach, y - reach, x + reach, y + reach]);
      }
      if (!this.units.apart) return;
      context.font = '500 ' + z.letters(11) + 'px ' + z.FONT;
      this.units.each(view, this.units.layout(view.zoom), (unit, index, x, y) => {
        room.take([x - half, y - half, x + half, y + half]);
        if (!this.units.named(view)) return;
        const wide = context.measureText(this.units.nameOf(index)).width / 2;
        const box = [x - wide, y + half + 1, x + wide, y + half + 14];
        if (room.free(box)) room.take(box);
      });
    }

    paintFlags(context, view) {
      if (this.key !== viewKey(view)) return;
      context.font = flagFont();
      context.textAlign = 'left';
      context.textBaseline = 'middle';
      context.lineWidth = 1.4;
      for (const { box, properties } of this.flags) {
        context.fillStyle = view.palette.flag;
        context.strokeStyle = (z.signs.tones[properties.tone] || z.signs.tones.ungraded)[view.palette.theme];
        context.beginPath();
        context.roundRect(box[0], box[1], box[2] - box[0], 20, 3);
        context.fill();
        context.stroke();
        context.fillStyle = view.palette['flag-ink'];
        context.fillText(properties.label, box[0] + 5, box[1] + 10.5);
      }
    }

    // Ways with their arrival and rings with their minutes: few, and what one looks for, so before the names of places.
    areaNames(context, view, room) {
      this.features.eachNamedArea(view, (mark) => {
        const [x, y] = mark.places[0];
        const spots = mark.places.flatMap(([px, py]) => [0, -16, 16, -32, 32].map((away) => [px - x, py - y + away]));
        this.put(context, view, room, mark.feature.properties.label, x, y,
          { size: 12, weight: 600, colour: view.palette[mark.layer.style] || view.palette.label, spots });
      });
    }

    places(context, view, room) {
      const named = this.base.layers.labels.filter((label) => z.inView(label.box, view, 60));
      named.sort((a, b) => (a.properties.rank || 5) - (b.properties.rank || 5));
      for (const label of named) {
        const rank = Math.max(1, Math.min(5, label.properties.rank || 5));
        if (view.zoom < FROM_ZOOM[rank]) continue;
        const water = WATERS.has(label.kind);
        const colour = water ? view.palette['label-water'] : rank <= 3 ? view.palette.label : view.palette['label-soft'];
        const x = label.box[0] * view.scale - view.ox;
        const y = label.box[1] * view.scale - view.oy;
        const text = z.language === 'en' ? label.properties.name_en || label.properties.name : label.properties.name;
        this.put(context, view, room, text, x, y, { size: SIZE[rank], weight: rank <= 2 ? 600 : 400, colour, spots: [[0, 0], [0, -18], [0, 18], [0, -34], [0, 34]] });
      }
    }

    // Names of marks, lines and areas in the order of their rank; what finds no room beside its mark is left out.
    marks(context, view, room) {
      const wanted = [];
      const fits = (properties) => properties.label && properties.label_rank > 0 &&
        view.zoom >= Math.max(properties.min_zoom, properties.label_zoom || (properties.label_rank > 2 ? 10 + properties.label_rank : 0));
      this.features.eachPoint(view, (mark) => {
        if (fits(mark.feature.properties)) wanted.push({ properties: mark.feature.properties, x: mark.x, y: mark.y, away: mark.size / 2 + 8 });
      });
      this.features.eachWide(view, (feature, layer) => {
        if (layer.style !== 'way' && layer.style !== 'ring' && fits(feature.properties)) wanted.push(Object.assign({ properties: feature.properties, away: 0, area: feature.area }, spotOf(feature, view)));
      });
      wanted.sort((a, b) => a.properties.label_rank - b.properties.label_rank);
      for (const { properties, x, y, away, area, top, foot } of wanted) {
        const beside = properties.label.length * 6.2 + away;
        const inside = area ? [[0, top], [0, foot], [0, 0], [0, top + 15]] : [[0, 0], [0, 15], [0, -15]]; // rings in each other keep their names apart
        const spots = away ? [[0, away], [0, -away], [beside, 0], [-beside, 0]] : inside;
        this.put(context, view, room, properties.label, x, y,
          { size: area ? 12.5 : 11.5, weight: properties.label_rank <= 2 ? 600 : 400, colour: view.palette.label, spots });
      }
    }

    put(context, view, room, text, x, y, look) {
      if (!text || this.written.has(text)) return;
      context.font = look.weight + ' ' + z.letters(look.size) + 'px ' + z.FONT;
      const half = context.measureText(text).width / 2 + 3;
      for (const [dx, dy] of look.spots) {
        const box = [x + dx - half, y + dy - look.size * 0.65, x + dx + half, y + dy + look.size * 0.65];
        if (!room.free(box)) continue;
        room.take(box);
        this.written.add(text);
        this.write(context, view, text, x + dx, y + dy, look.colour);
        return;
      }
    }

    write(context, view, text, x, y, colour) {
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.lineJoin = 'round';
      context.strokeStyle = view.palette.halo;
      context.lineWidth = 3.2;
      context.strokeText(text, x, y);
      context.fillStyle = colour;
      context.fillText(text, x, y);
    }

    roadNames(context, view, room) {
      const seen = new Set();
      this.base.each(view, 'roads', null, (road) => {
        const name = z.language === 'en' ? road.properties.name_en || road.properties.name : road.properties.name;
        if (!name || seen.has(name) || (road.kind === 'village' && view.zoom < 15)) return;
        context.font = '400 ' + z.letters(11) + 'px ' + z.FONT;
        const spot = this.straight(road, view, context.measureText(name).width + 8);
        if (!spot) return;
        const reach = (context.measureText(name).width / 2) * Math.abs(Math.cos(spot.turn)) + 8;
        const tall = (context.measureText(name).width / 2) * Math.abs(Math.sin(spot.turn)) + 8;
        const box = [spot.x - reach, spot.y - tall, spot.x + reach, spot.y + tall];
        if (!room.free(box)) return;
        room.take(box);
        seen.add(name);
        context.save();
        context.translate(spot.x, spot.y);
        context.rotate(spot.turn);
        this.write(context, view, name, 0, 0, view.palette['label-soft']);
        context.restore();
      });
    }

    // The middle of the longest stretch that is straight enough for a name of this width.
    straight(road, view, wide) {
      let best = null;
      for (const path of road.paths) {
        for (let at = 0; at + 3 < path.length; at += 2) {
          const next = this.chord(path, at, view.scale, wide);
          if (!next) break;
          const x = (path[at] + path[next]) / 2 * view.scale - view.ox;
          const y = (path[at + 1] + path[next + 1]) / 2 * view.scale - view.oy;
          if (x < 40 || y < 20 || x > view.width - 40 || y > view.height - 20) continue;
          let turn = Math.atan2(path[next + 1] - path[at + 1], path[next] - path[at]);
          const bend = this.bend(path, at, next);
          if (turn > Math.PI / 2) turn -= Math.PI;
          if (turn < -Math.PI / 2) turn += Math.PI;
          if (bend < 0.12 && (!best || bend < best.bend)) best = { x, y, turn, bend };
        }
      }
      return best;
    }

    chord(path, from, scale, wide) {
      for (let to = from + 2; to + 1 < path.length; to += 2) {
        if (Math.hypot(path[to] - path[from], path[to + 1] - path[from + 1]) * scale >= wide) return to;
      }
      return 0;
    }

    bend(path, from, to) {
      let length = 0;
      for (let at = from; at < to; at += 2) length += Math.hypot(path[at + 2] - path[at], path[at + 3] - path[at + 1]);
      const direct = Math.hypot(path[to] - path[from], path[to + 1] - path[from + 1]);
      return direct > 0 ? length / direct - 1 : 1;
    }

    elevations(context, view, room) {
      this.base.each(view, 'landuse', 'contour', (line) => {
        const elevation = Number(line.properties.elev) || 0;
        if (elevation % 100 !== 0 || !line.paths.length) return;
        const path = line.paths[0];
        const middle = Math.floor(path.length / 4) * 2;
        this.put(context, view, room, String(elevation), path[middle] * view.scale - view.ox, path[middle + 1] * view.scale - view.oy,
          { size: 10, weight: 400, colour: view.palette['contour-ink'], spots: [[0, 0]] });
      });
    }
  };
})(Zhishou);
