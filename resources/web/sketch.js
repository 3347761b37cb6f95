// A shape being drawn: its points, what the next one would be, whether it is complete, and how it looks while it grows.
'use strict';

(function (z) {
  const LEAST = { point: 1, circle: 1, line: 2, area: 3 };
  z.MOST_POINTS = 2000;

  z.Sketch = class {
    constructor(form, look) {
      Object.assign(this, { form, look, points: [], next: null, radius: 0, typed: '', done: false, quiet: false });
    }

    get needed() { return Math.max(0, LEAST[this.form] - this.points.length); }

    get crossed() { return this.form === 'area' && this.points.length > 3 ? z.crossings(this.points) : new Set(); }

    get complete() { return this.needed === 0 && (this.form !== 'circle' || this.radius > 0) && this.crossed.size === 0; }

    // True when the shape is complete with this point.
    add(point) {
      if (this.form === 'circle' && this.points.length === 1) {
        this.radius = z.distance(this.points[0], point);
        return this.radius > 0;
      }
      const last = this.points[this.points.length - 1];
      if (last && last[0] === point[0] && last[1] === point[1]) return false; // the second click of a double click
      if (this.points.length < z.MOST_POINTS) this.points.push(point);
      return this.form === 'point';
    }

    undo() {
      if (this.form === 'circle' && this.typed) this.typed = this.typed.slice(0, -1);
      else this.points.pop();
    }

    // Digits typed while a circle waits for its rim.
    type(digit) {
      this.typed = (this.typed + digit).slice(0, 6);
      this.radius = Number(this.typed) || 0;
    }

    hint() {
      if (this.crossed.size) return z.say('hint_crosses');
      if (this.points.length >= z.MOST_POINTS) return z.say('hint_full', z.MOST_POINTS);
      if (this.form === 'point') return z.say('hint_point');
      if (this.form === 'circle') return this.points.length ? z.say('hint_radius') + (this.typed ? ' · ' + this.typed : '') : z.say('hint_centre');
      if (!this.points.length) return z.say('hint_first');
      return this.needed ? z.say('hint_more', this.needed) : z.say('hint_finish');
    }

    // The points as they would be with the one under the pointer.
    ring() {
      if (this.form === 'circle') {
        if (!this.points.length) return [];
        const radius = this.done || this.typed ? this.radius : this.next ? z.distance(this.points[0], this.next) : this.radius;
        return radius > 0 ? z.circleRing(this.points[0], radius, 72) : [];
      }
      return this.next && !this.done ? this.points.concat([this.next]) : this.points;
    }

    paint(context, view) {
      const at = ([lat, lon]) => [z.worldX(lon) * view.scale - view.ox, z.worldY(lat) * view.scale - view.oy];
      const ring = this.ring();
      const palette = view.palette;
      const closed = this.form === 'area' || this.form === 'circle';
      const shape = { paths: [Float64Array.from(ring.flatMap(([lat, lon]) => [z.worldX(lon), z.worldY(lat)]))], area: closed && ring.length > 2 };
      if (ring.length > 1 && this.look) z.paintDrawing(context, view, this.look, shape, false);
      else if (ring.length > 1) this.plain(context, view, shape);
      if (this.form === 'area' && ring.length > 3) this.paintCrossed(context, ring, at, palette);
      for (const point of this.points) this.knot(context, palette, at(point));
      if (this.form === 'circle' && this.points.length && ring.length) {
        const rim = this.next && !this.typed && !this.done ? this.next : z.offset(this.points[0], this.radius, 90);
        this.spoke(context, palette, at(this.points[0]), at(rim));
      }
      this.words(context, view, at, ring);
    }

    plain(context, view, shape) {
      context.save();
      context.beginPath();
      z.trace(context, shape.paths, view, shape.area);
      if (shape.area) {
        context.globalAlpha = 0.1;
        context.fillStyle = view.palette.select;
        context.fill();
        context.globalAlpha = 1;
      }
      for (const [colour, width] of [[view.palette['select-halo'], 4.5], [view.palette.select, 2]]) {
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.stroke();
      }
      context.restore();
    }

    paintCrossed(context, ring, at, palette) {
      const bad = z.crossings(ring);
      if (!bad.size) return;
      context.save();
      context.strokeStyle = palette.cordon;
      context.lineWidth = 4;
      context.setLineDash([3, 5]);
      for (const from of bad) {
        const [a, b] = [at(ring[from]), at(ring[(from + 1) % ring.length])];
        context.beginPath();
        context.moveTo(a[0], a[1]);
        context.lineTo(b[0], b[1]);
        context.stroke();
      }
      context.restore();
    }

    knot(context, palette, [x, y]) {
      context.fillStyle = palette['select-halo'];
      context.strokeStyle = palette.select;
      context.lineWidth = 2;
      context.beginPath();
      context.rect(x - 4, y - 4, 8, 8);
      context.fill();
      context.stroke();
    }

    spoke(context, palette, from, to) {
      context.save();
      context.strokeStyle = palette.select;
      context.lineWidth = 1.2;
      context.setLineDash([4, 3]);
      context.beginPath();
      context.moveTo(from[0], from[1]);
      context.lineTo(to[0], to[1]);
      context.stroke();
      context.restore();
    }

    // Each side with its length, the last also with its bearing; the whole beside the last point.
    words(context, view, at, ring) {
      context.save();
      context.font = '500 11.5px ' + z.FONT;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      const sides = this.form === 'circle' || this.form === 'point' || this.quiet ? [] : ring;
      for (let to = 1; to < sides.length; to += 1) {
        const [a, b] = [at(sides[to - 1]), at(sides[to])];
        if (Math.hypot(b[0] - a[0], b[1] - a[1]) < 44) continue;
        const turned = to === sides.length - 1 ? ' · ' + z.say('bearing', Math.round(z.bearing(sides[to - 1], sides[to]))) : '';
        this.plate(context, view.palette, z.lengthWords(z.distance(sides[to - 1], sides[to])) + turned, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      }
      const sum = this.sum(ring);
      if (sum && ring.length) {
        const end = this.form === 'circle' ? at(this.points[0]) : at(ring[ring.length - 1]);
        this.plate(context, view.palette, sum, end[0], end[1] + 24);
      }
      context.restore();
    }

    sum(ring) {
      if (this.form === 'circle') {
        const radius = z.distance(this.points[0] || [0, 0], ring[0] || this.points[0] || [0, 0]);
        return radius > 0 ? z.say('radius', z.lengthWords(radius)) + ' · ' + z.areaWords(Math.PI * radius * radius) : '';
      }
      if (this.form === 'area' && ring.length > 2) return z.crossings(ring).size ? '' : z.areaWords(z.areaOf(ring)) + ' · ' + z.say('perimeter', z.lengthWords(z.lengthOf(ring, true)));
      return this.form === 'line' && ring.length > 2 ? z.say('total', z.lengthWords(z.lengthOf(ring, false))) : '';
    }

    plate(context, palette, text, x, y) {
      const half = context.measureText(text).width / 2 + 4;
      context.globalAlpha = 0.9;
      context.fillStyle = palette.flag;
      context.fillRect(x - half, y - 8, half * 2, 16);
      context.globalAlpha = 1;
      context.fillStyle = palette['flag-ink'];
      context.fillText(text, x, y + 0.5);
    }
  };
})(Zhishou);
