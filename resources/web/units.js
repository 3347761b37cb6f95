// Live units on one canvas. All of them are pulled as a Float64Array, and what they are only when it changed; from then on only
// what moved is told (unit_moves.js). A few are stamped one by one; many are set into pixels between two frames, and the
// frame only shows them (unit_raster.js).
'use strict';

(function (z) {
  const FORMAT = 1;
  const ROW = 5;
  const SPREAD_UP_TO = 2000; // beyond this many a fan of units at one place is not readable anyway
  const NAMES_FROM = 14.5;
  const RASTER_FROM = 200; // so many signs are set into pixels sooner than a canvas draws them
  const CLUSTER_BELOW = 12.5;
  const CLUSTER_FROM = 5; // so many beside each other are still told apart

  z.Units = class {
    constructor() {
      this.tag = -1;
      this.units = [];
      this.rows = new Float64Array(0);
      this.fixed = null;
      this.count = 0;
      this.serial = 0; // the update that these positions are
      this.seq = 0; // the message that brought these positions
      this.generation = 0;
      this.world = new Float64Array(0);
      this.spread = { zoom: null, at: null };
      this.selected = null;
      this.places = null;
      this.sheet = null;
      this.spare = null;
      this.crowd = { zoom: null, clusters: [], hidden: new Uint8Array(0) };
      this.job = null;
      this.after = null; // the view that is to be set when the job is done
      this.following = 0; // the timer of a view that moved a short way
      this.changed = () => {};
      this.shown = () => {}; // hears up to which message the positions on the canvas go
      this.avoid = () => [];
      this.dressed = { key: '', looks: [] };
    }

    // True when these positions belong to other units than the ones we know: the caller fetches units.json first.
    needsMeta(rows) {
      return rows.length >= ROW && rows[1] !== this.tag;
    }

    setMeta(meta) {
      this.tag = meta.tag;
      this.units = meta.units.map(z.wholeUnit);
      this.places = null;
      this.discard();
      this.dressed.key = '';
    }

    // False when the two payloads are of different generations. ``seq`` is the message that told of them.
    setPositions(rows, seq) {
      if (rows.length === 0) rows = new Float64Array([FORMAT, this.tag, 0, 0, 0]);
      if (rows[0] !== FORMAT || rows[1] !== this.tag) return false;
      this.rows = rows;
      this.fixed = null;
      this.serial = rows[3];
      this.count = Math.min(rows[2], (rows.length - ROW) / ROW);
      this.world = new Float64Array(this.count * 2);
      this.places = null;
      for (let at = 0; at < this.count; at += 1) this.place(at);
      this.arrived(seq);
      return true;
    }

    place(at) {
      const row = (at + 1) * ROW;
      this.world[at * 2] = z.worldX(this.rows[row + 2]);
      this.world[at * 2 + 1] = z.worldY(this.rows[row + 1]);
    }

    arrived(seq) {
      this.seq = Math.max(this.seq, seq);
      this.generation += 1;
      this.spread.zoom = null;
      this.crowd.zoom = null;
    }

    // The row of each unit, made when somebody asks for one by its id.
    get byId() {
      if (!this.places) {
        this.places = new Map();
        for (let at = 0; at < this.count; at += 1) this.places.set(this.unitAt(at).id, at);
      }
      return this.places;
    }

    // A position that is old says how old it is, also where nobody can point at it: on the wall and on paper.
    nameOf(at) {
      const unit = this.unitAt(at);
      return unit.link === 'fresh' ? unit.label : unit.label + ' · ' + z.ageWords(this.rows[(at + 1) * ROW + 3]);
    }

    isOn(unit) { return z.isOn('units:' + unit.symbol); }

    // Kinds were switched, or the whole layer: what was set into pixels is no longer true.
    switched() {
      this.crowd.zoom = null;
      this.discard();
    }

    // Which units stand in a badge or are switched off, and the badges, at this zoom.
    crowded(zoom) {
      if (this.crowd.zoom === zoom) return this.crowd;
      const hidden = new Uint8Array(this.count);
      if (Object.keys(z.switches).some((name) => name.startsWith('units:') && !z.switches[name])) {
        for (let at = 0; at < this.count; at += 1) if (!this.isOn(this.unitAt(at))) hidden[at] = 1;
      }
      let clusters = [];
      if (zoom < CLUSTER_BELOW && z.isOn('clusters')) {
        const scale = Math.pow(2, zoom);
        clusters = z.gather(this.count, (at) => this.world[at * 2] * scale, (at) => this.world[at * 2 + 1] * scale, (at) => !hidden[at], CLUSTER_FROM);
        const held = this.avoid().map(([x, y]) => [x * scale, y * scale]);
        for (const one of clusters) {
          if (held.some(([x, y]) => Math.hypot(x - one.x, y - one.y) < 38)) one.y += 42; // an incident is not covered by a number
          const kinds = new Map();
          for (const at of one.members) {
            hidden[at] = 2;
            const kind = this.unitAt(at).symbol;
            kinds.set(kind, (kinds.get(kind) || 0) + 1);
          }
          one.kinds = [...kinds].sort((a, b) => b[1] - a[1]);
        }
      }
      this.crowd = { zoom, clusters, hidden };
      return this.crowd;
    }

    unitAt(at) { return this.units[this.rows[(at + 1) * ROW]]; }

    sizeAt(zoom) { return !this.apart ? 14 : zoom < 11.5 ? 16 : zoom < 13.5 ? 20 : 24; }

    // World pixels at this zoom; units that stand on one spot are laid side by side, in their own order, so that each is seen.
    layout(zoom) {
      if (this.spread.zoom === zoom) return this.spread.at;
      const scale = Math.pow(2, zoom);
      const at = new Float64Array(this.count * 2);
      const step = this.sizeAt(zoom) * 0.92;
      const taken = new Map();
      for (let index = 0; index < this.count; index += 1) {
        let x = this.world[index * 2] * scale;
        const y = this.world[index * 2 + 1] * scale;
        if (this.apart) {
          const key = Math.round(x / (step * 0.6)) + ':' + Math.round(y / (step * 0.6));
          const before = taken.get(key) || 0;
          taken.set(key, before + 1);
          at[index * 2 + 1] = y + Math.floor(before / 4) * step;
          at[index * 2] = x + (before % 4) * step;
          continue;
        }
        at[index * 2] = x;
        at[index * 2 + 1] = y;
      }
      this.spread = { zoom, at };
      return at;
    }

    // Few enough to be laid side by side; more are a cloud in which no name is read anyway.
    get apart() { return this.count <= SPREAD_UP_TO; }

    named(view) { return this.apart && view.zoom >= NAMES_FROM; }

    get many() { return this.count > RASTER_FROM; }

    paint(context, view) {
      if (view.on('units')) {
        if (view.live && this.many) this.dense(context, view);
        else this.direct(context, view);
        this.badges(context, view);
      }
      if (view.live) this.shown(view.on('units') && this.many ? this.sheet.seq : this.seq, view);
    }

    badges(context, view) {
      for (const one of this.crowded(view.zoom).clusters) {
        const x = one.x - view.ox;
        const y = one.y - view.oy;
        if (x < -30 || y < -30 || x > view.width + 30 || y > view.height + 30) continue;
        const shares = one.kinds.map(([kind, count]) => {
          const look = z.signs.units[kind] || z.signs.units[''];
          return [look.fill === '#ffffff' ? look.line : look.fill, count];
        });
        z.paintCluster(context, view.palette, x, y, one.members.length, shares);
      }
    }

    direct(context, view) {
      const at = this.layout(view.zoom);
      const size = this.sizeAt(view.zoom);
      this.each(view, at, (unit, index, x, y) => this.one(context, view, unit, index, x, y, size));
      this.called(context, view, at);
      this.ring(context, view, at);
    }

    // Close enough, each is named.
    called(context, view, at) {
      if (!this.named(view)) return;
      const names = [];
      this.each(view, at, (unit, index, x, y) => names.push([this.nameOf(index), x, y]));
      this.names(context, view, names, this.sizeAt(view.zoom));
    }

    // Those that are seen, but for the selected one, which comes last.
    each(view, at, visit) {
      const hidden = this.crowded(view.zoom).hidden;
      for (let index = 0; index < this.count; index += 1) {
        if (hidden[index]) continue;
        const x = at[index * 2] - view.ox;
        const y = at[index * 2 + 1] - view.oy;
        if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
        const unit = this.unitAt(index);
        if (unit.id !== this.selected) visit(unit, index, x, y);
      }
    }

    // The selected one last, over the others, with its name.
    ring(context, view, at) {
      const index = this.selected === null ? undefined : this.byId.get(this.selected);
      if (index === undefined || this.crowded(view.zoom).hidden[index] === 1) return;
      const size = this.sizeAt(view.zoom);
      const x = at[index * 2] - view.ox;
      const y = at[index * 2 + 1] - view.oy;
      if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) return;
      if (view.live) z.paintRing(context, view.palette, x, y, size / 2 + 6);
      this.one(context, view, this.unitAt(index), index, x, y, size);
      this.names(context, view, [[this.nameOf(index), x, y]], size);
    }

    one(context, view, unit, index, x, y, size) {
      const heading = this.rows[(index + 1) * ROW + 4];
      if (heading === heading && size > 14) this.nose(context, view, x, y, heading, size);
      z.stamp(context, z.unitSprite(unit, view.palette, size, view.ratio), x, y);
    }

    nose(context, view, x, y, heading, size) {
      context.save();
      context.translate(Math.round(x), Math.round(y));
      context.rotate(heading * Math.PI / 180);
      z.drawNose(context, view.palette, size);
      context.restore();
    }

    names(context, view, names, size) {
      context.font = '500 ' + z.letters(11) + 'px ' + z.FONT;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.lineJoin = 'round';
      context.lineWidth = 3;
      context.strokeStyle = view.palette.halo;
      context.fillStyle = view.palette.label;
      const taken = [];
      for (const [text, x, y] of names) {
        const half = context.measureText(text).width / 2;
        const under = y + size / 2 + 9;
        if (taken.some(([left, right, line]) => x - half < right && x + half > left && Math.abs(line - under) < 13)) continue;
        taken.push([x - half, x + half, under]);
        context.strokeText(text, x, under);
        context.fillText(text, x, under);
      }
    }
  };

  z.Units.ROW = ROW;
  z.wholeUnit = (unit) => Object.assign({ detail: [], tone: 'neutral', link: 'fresh' }, unit);
})(Zhishou);
