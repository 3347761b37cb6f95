// Live units on one canvas. Positions are pulled as a Float64Array; what the units are is fetched only when it changed.
'use strict';

(function (z) {
  const FORMAT = 1;
  const ROW = 5;
  const SPREAD_UP_TO = 2000; // beyond this many a fan of units at one place is not readable anyway
  const NAMES_FROM = 14.5;
  const LONGEST_MS = 500;
  const SLICE = 2000; // signs drawn in one frame: more would cost a frame of sixteen milliseconds

  z.Units = class {
    constructor() {
      this.tag = -1;
      this.units = [];
      this.rows = new Float64Array(0);
      this.count = 0;
      this.world = new Float64Array(0);
      this.spread = { zoom: null, at: null };
      this.selected = null;
      this.byId = new Map();
      this.sheet = null;
      this.job = null;
      this.spare = null;
      this.waiting = [];
      this.changed = () => {};
    }

    // True when these positions belong to other units than the ones we know: the caller fetches units.json first.
    needsMeta(rows) {
      return rows.length >= ROW && rows[1] !== this.tag;
    }

    setMeta(meta) {
      this.tag = meta.tag;
      this.units = meta.units.map((unit) => Object.assign({ detail: [], tone: 'neutral', link: 'fresh' }, unit));
      this.byId = new Map();
    }

    // False when the two payloads are of different generations.
    setPositions(rows) {
      if (rows.length === 0) rows = new Float64Array([FORMAT, this.tag, 0, 0, 0]);
      if (rows[0] !== FORMAT || rows[1] !== this.tag) return false;
      this.rows = rows;
      this.count = Math.min(rows[2], (rows.length - ROW) / ROW);
      this.world = new Float64Array(this.count * 2);
      this.byId.clear();
      for (let at = 0; at < this.count; at += 1) {
        const row = (at + 1) * ROW;
        this.world[at * 2] = z.worldX(rows[row + 2]);
        this.world[at * 2 + 1] = z.worldY(rows[row + 1]);
        this.byId.set(this.unitAt(at).id, at);
      }
      this.spread.zoom = null;
      return true;
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
    }

    // Thousands of signs are drawn in slices on a sheet behind, over a few frames; the map shows the last whole sheet.
    dense(context, view) {
      const key = [view.zoom, view.width, view.height, view.ratio, view.palette.theme].join('|');
      const last = this.sheet;
      if (last && last.key === key) {
        context.drawImage(last.canvas, last.view.ox - view.ox, last.view.oy - view.oy, view.width, view.height);
      }
      const fits = (one) => one && one.key === key && one.rows === this.rows && one.selected === this.selected &&
        one.view.ox === view.ox && one.view.oy === view.oy;
      if (fits(last) || fits(this.job)) return;
      const canvas = this.spare || document.createElement('canvas');
      this.spare = null;
      canvas.width = Math.round(view.width * view.ratio);
      canvas.height = Math.round(view.height * view.ratio);
      const behind = canvas.getContext('2d');
      behind.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      if (this.job) this.spare = this.job.canvas;
      else requestAnimationFrame(() => this.step());
      this.job = { key, rows: this.rows, selected: this.selected, view, canvas, behind, at: this.layout(view.zoom), next: 0 };
    }

    step() {
      const job = this.job;
      const until = Math.min(job.next + SLICE, this.count, job.at.length / 2);
      this.some(job.behind, job.view, job.at, job.next, until, null);
      job.next = until;
      if (until < this.count && until < job.at.length / 2) {
        requestAnimationFrame(() => this.step());
        return;
      }
      this.ring(job.behind, job.view, job.at);
      if (this.sheet) this.spare = this.sheet.canvas;
      this.sheet = job;
      this.job = null;
      this.changed();
      this.waiting.splice(0).forEach((tell) => tell());
    }

    // Resolves when what was painted last is whole. A page that nobody sees gets no frames: it is not waited for.
    whole() {
      if (this.count <= SPREAD_UP_TO || document.visibilityState !== 'visible') return Promise.resolve();
      const seen = new Promise((resolve) => requestAnimationFrame(() => (this.job ? this.waiting.push(resolve) : resolve())));
      return Promise.race([seen, new Promise((resolve) => setTimeout(resolve, LONGEST_MS))]);
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
      for (let index = from; index < until; index += 1) {
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
      if (index === undefined) return;
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

    // How many units stand in this box (view pixels).
    countIn(view, box) {
      const at = this.layout(view.zoom);
      let found = 0;
      for (let index = 0; index < this.count; index += 1) {
        const x = at[index * 2] - view.ox;
        const y = at[index * 2 + 1] - view.oy;
        if (x > box[0] - 8 && x < box[2] + 8 && y > box[1] - 8 && y < box[3] + 8) found += 1;
      }
      return found;
    }

    hit(view, x, y) {
      if (!view.on('units')) return null;
      const at = this.layout(view.zoom);
      const reach = this.sizeAt(view.zoom) / 2 + 3;
      let best = -1;
      let nearest = reach * reach;
      for (let index = 0; index < this.count; index += 1) {
        const dx = at[index * 2] - x;
        const dy = at[index * 2 + 1] - y;
        const away = dx * dx + dy * dy;
        if (away <= nearest) { nearest = away; best = index; }
      }
      return best < 0 ? null : this.describe(best, view.zoom);
    }

    describe(index, zoom) {
      const unit = this.unitAt(index);
      const kind = z.signs.units[unit.symbol] || z.signs.units[''];
      const status = z.signs.statuses[unit.status];
      const link = z.signs.links[unit.link];
      const first = [z.word(kind), status ? z.word(status) : unit.status].concat(link ? [z.word(link)] : []).join(' · ');
      const at = this.layout(zoom);
      const scale = Math.pow(2, zoom);
      return {
        layer: 'units', id: unit.id, title: unit.label, wx: at[index * 2] / scale, wy: at[index * 2 + 1] / scale, area: false,
        detail: [first, z.say('position_age', z.ageWords(this.rows[(index + 1) * ROW + 3]))].concat(unit.detail)
      };
    }

    find(id, zoom) {
      const index = this.byId.get(id);
      return index === undefined ? null : this.describe(index, zoom);
    }
  };
})(Zhishou);
