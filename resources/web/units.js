// Live units on one canvas. Positions are pulled as a Float64Array; what the units are is fetched only when it changed.
// Few are stamped one by one; thousands are set into a raster of pixels between two frames, and the frame only shows it.
'use strict';

(function (z) {
  const FORMAT = 1;
  const ROW = 5;
  const SPREAD_UP_TO = 2000; // beyond this many a fan of units at one place is not readable anyway
  const NAMES_FROM = 14.5;
  const SLICE = 2500; // signs set between two breaths: less than a third of a frame
  const CLUSTER_BELOW = 12.5;
  const CLUSTER_FROM = 5; // so many beside each other are still told apart

  z.Units = class {
    constructor() {
      this.tag = -1;
      this.units = [];
      this.rows = new Float64Array(0);
      this.count = 0;
      this.world = new Float64Array(0);
      this.spread = { zoom: null, at: null };
      this.selected = null;
      this.places = null;
      this.sheet = null;
      this.spare = null;
      this.crowd = { zoom: null, clusters: [], hidden: new Uint8Array(0) };
      this.job = null;
      this.changed = () => {};
      this.avoid = () => [];
      this.dressed = { key: '', looks: [] };
    }

    // True when these positions belong to other units than the ones we know: the caller fetches units.json first.
    needsMeta(rows) {
      return rows.length >= ROW && rows[1] !== this.tag;
    }

    setMeta(meta) {
      this.tag = meta.tag;
      this.units = meta.units.map((unit) => Object.assign({ detail: [], tone: 'neutral', link: 'fresh' }, unit));
      this.places = null;
      this.sheet = null;
    }

    // False when the two payloads are of different generations.
    setPositions(rows) {
      if (rows.length === 0) rows = new Float64Array([FORMAT, this.tag, 0, 0, 0]);
      if (rows[0] !== FORMAT || rows[1] !== this.tag) return false;
      this.rows = rows;
      this.count = Math.min(rows[2], (rows.length - ROW) / ROW);
      this.world = new Float64Array(this.count * 2);
      this.places = null;
      for (let at = 0; at < this.count; at += 1) {
        const row = (at + 1) * ROW;
        this.world[at * 2] = z.worldX(rows[row + 2]);
        this.world[at * 2 + 1] = z.worldY(rows[row + 1]);
      }
      this.spread.zoom = null;
      this.crowd.zoom = null;
      return true;
    }

    // The row of each unit, made when somebody asks for one by its id.
    get byId() {
      if (!this.places) {
        this.places = new Map();
        for (let at = 0; at < this.count; at += 1) this.places.set(this.unitAt(at).id, at);
      }
      return this.places;
    }

    isOn(unit) { return z.isOn('units:' + unit.symbol); }

    // Kinds were switched, or the whole layer: what was set into pixels is no longer true.
    switched() {
      this.crowd.zoom = null;
      this.sheet = null;
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

    sizeAt(zoom) { return this.count > SPREAD_UP_TO ? 14 : zoom < 11.5 ? 16 : zoom < 13.5 ? 20 : 24; }

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
        if (this.count <= SPREAD_UP_TO) {
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

    paint(context, view) {
      if (!view.on('units')) return;
      if (view.live && this.count > SPREAD_UP_TO) this.dense(context, view);
      else this.direct(context, view);
      this.badges(context, view);
    }

    look(view) {
      return [view.zoom, view.width, view.height, view.ratio, z.theme].join('|');
    }

    // A raster that fits is shown; one that is only out of place is shown where it belongs now, and a new one is set behind it.
    dense(context, view) {
      const last = this.sheet;
      if (!last || last.look !== this.look(view) || last.hidden !== this.crowded(view.zoom).hidden) {
        const job = this.begin(view);
        this.set(job, 0, this.count);
        this.finish(job);
      }
      const { raster, view: seen } = this.sheet;
      context.putImageData(raster.image, Math.round((seen.ox - view.ox) * view.ratio), Math.round((seen.oy - view.oy) * view.ratio));
      const moved = seen.ox !== view.ox || seen.oy !== view.oy;
      if (moved) this.prepare(view).then(() => this.changed());
      this.ring(context, view, this.layout(view.zoom));
    }

    // Sets thousands of signs into pixels ahead of the frame that shows them, in slices, so that no frame is late.
    async prepare(view) {
      if (this.count <= SPREAD_UP_TO || !view || !z.isOn('units')) return;
      const job = this.begin(view);
      this.job = job;
      for (let from = 0; from < this.count; from += SLICE) {
        this.set(job, from, Math.min(from + SLICE, this.count));
        await z.breath();
        if (this.job !== job) { // newer positions or another view came meanwhile: their own job is on its way
          this.spare = this.spare || job.raster;
          return;
        }
      }
      this.finish(job);
    }

    begin(view) {
      const [width, height] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
      const palette = z.palette(z.theme);
      let raster = this.spare;
      this.spare = null;
      if (raster && raster.width === width && raster.height === height) raster.clear();
      else raster = new z.Raster(width, height);
      return { look: this.look(view), rows: this.rows, raster, view, palette, at: this.layout(view.zoom), hidden: this.crowded(view.zoom).hidden,
        looks: this.looks(raster, palette, this.sizeAt(view.zoom), view.ratio) };
    }

    // The cut sign of each unit, by its place in the list of units: no text is compared while thousands are set.
    looks(raster, palette, size, ratio) {
      const key = [this.tag, size, ratio, raster.width, palette.theme].join('|');
      if (this.dressed.key !== key) {
        this.dressed = { key, looks: this.units.map((unit) => raster.ink(z.unitSprite(unit, palette, size, ratio))) };
      }
      return this.dressed.looks;
    }

    set(job, from, until) {
      const { raster, view, at, hidden, looks, rows } = job;
      const ratio = view.ratio;
      for (let index = from; index < until; index += 1) {
        if (hidden[index]) continue;
        raster.put(looks[rows[(index + 1) * ROW]], (at[index * 2] - view.ox) * ratio, (at[index * 2 + 1] - view.oy) * ratio);
      }
    }

    finish(job) {
      if (this.sheet) this.spare = this.sheet.raster;
      this.sheet = job;
      this.job = null;
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
      const names = view.zoom >= NAMES_FROM && this.count <= SPREAD_UP_TO ? [] : null;
      this.some(context, view, at, 0, this.count, names);
      if (names) this.names(context, view, names, size);
      this.ring(context, view, at);
    }

    some(context, view, at, from, until, names) {
      const size = this.sizeAt(view.zoom);
      const hidden = this.crowded(view.zoom).hidden;
      for (let index = from; index < until; index += 1) {
        if (hidden[index]) continue;
        const x = at[index * 2] - view.ox;
        const y = at[index * 2 + 1] - view.oy;
        if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
        const unit = this.unitAt(index);
        if (unit.id === this.selected) continue;
        this.one(context, view, unit, index, x, y, size);
        if (names) names.push([unit.label, x, y]);
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
      this.names(context, view, [[this.unitAt(index).label, x, y]], size);
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
      context.fillStyle = view.palette.select;
      context.beginPath();
      context.moveTo(0, -size / 2 - 6);
      context.lineTo(4.5, -size / 2);
      context.lineTo(-4.5, -size / 2);
      context.fill();
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
})(Zhishou);
