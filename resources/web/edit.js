// An existing drawing whose points are moved, added and taken away. Squares are its points, small rings the middles of sides.
'use strict';

(function (z) {
  const REACH = 16; // half of a target of 32 pixels
  const LEAST = { point: 1, circle: 1, line: 2, area: 3 };

  z.Edit = class {
    constructor(message) {
      const look = z.signs.drawings[message.meaning] || null;
      this.sketch = new z.Sketch(message.form, look);
      Object.assign(this.sketch, { points: message.points.map((point) => point.slice()), radius: message.radius_m || 0, done: true, quiet: true });
      Object.assign(this, { id: message.id, chosen: message.form === 'circle' ? -1 : 0, held: null, before: [] });
    }

    get form() { return this.sketch.form; }

    hint() {
      if (this.sketch.crossed.size) return z.say('hint_crosses');
      return z.say(this.form === 'circle' || this.form === 'point' ? 'hint_edit_circle' : 'hint_edit');
    }

    keep() {
      this.before.push({ points: this.sketch.points.map((point) => point.slice()), radius: this.sketch.radius });
    }

    undo() {
      const last = this.before.pop();
      if (last) Object.assign(this.sketch, last);
      this.chosen = Math.min(this.chosen, this.sketch.points.length - 1);
    }

    rim() { return z.offset(this.sketch.points[0], this.sketch.radius, 90); }

    // Handles: places of points, -1 the rim of a circle; middles of sides as { after }.
    handles() {
      const { points } = this.sketch;
      const found = points.map((point, place) => ({ point, place }));
      if (this.form === 'circle') found.push({ point: this.rim(), place: -1 });
      if (this.form !== 'line' && this.form !== 'area') return found;
      const sides = this.form === 'area' ? points.length : points.length - 1;
      for (let at = 0; at < sides; at += 1) {
        const next = points[(at + 1) % points.length];
        found.push({ point: [(points[at][0] + next[0]) / 2, (points[at][1] + next[1]) / 2], after: at });
      }
      return found;
    }

    under(pixelOf, x, y) {
      let best = null;
      for (const handle of this.handles()) {
        const [hx, hy] = pixelOf(handle.point);
        const away = Math.hypot(hx - x, hy - y) + (handle.after === undefined ? 0 : 4);
        if (away <= REACH && (!best || away < best.away)) best = { handle, away };
      }
      return best ? best.handle : null;
    }

    // Takes hold of a handle; a middle becomes a point first.
    hold(handle) {
      this.keep();
      this.held = handle.after === undefined ? handle.place : this.insert(handle.after, handle.point);
      this.chosen = this.held;
    }

    insert(after, point) {
      this.sketch.points.splice(after + 1, 0, point.slice());
      return after + 1;
    }

    move(point, place) {
      const { sketch } = this;
      if (place === -1) sketch.radius = Math.max(1, z.distance(sketch.points[0], point));
      else sketch.points[place] = point;
    }

    drop() { this.held = null; }

    remove() {
      if (this.chosen < 0 || this.sketch.points.length <= LEAST[this.form]) return;
      this.keep();
      this.sketch.points.splice(this.chosen, 1);
      this.chosen = Math.min(this.chosen, this.sketch.points.length - 1);
    }

    insertBeside() {
      if (this.form !== 'line' && this.form !== 'area') return;
      const { points } = this.sketch;
      const from = this.form === 'line' ? Math.min(this.chosen, points.length - 2) : this.chosen;
      const next = points[(from + 1) % points.length];
      this.keep();
      this.chosen = this.insert(from, [(points[from][0] + next[0]) / 2, (points[from][1] + next[1]) / 2]);
    }

    choose(by) {
      const first = this.form === 'circle' ? -1 : 0;
      const count = this.sketch.points.length - first;
      this.chosen = first + ((this.chosen - first + by) % count + count) % count;
    }

    paint(context, view) {
      this.sketch.paint(context, view);
      for (const handle of this.handles()) {
        const x = z.worldX(handle.point[1]) * view.scale - view.ox;
        const y = z.worldY(handle.point[0]) * view.scale - view.oy;
        const chosen = handle.after === undefined && handle.place === this.chosen;
        context.beginPath();
        if (handle.after === undefined) context.rect(x - 6, y - 6, 12, 12); else context.arc(x, y, 5, 0, 7);
        context.fillStyle = chosen ? view.palette.select : view.palette['select-halo'];
        context.fill();
        context.strokeStyle = view.palette.select;
        context.lineWidth = 2;
        context.stroke();
        if (chosen) z.paintRing(context, view.palette, x, y, 13);
      }
    }
  };
})(Zhishou);
