// Many units: their signs are set into a raster of pixels between two frames, so that no frame is late; the frame shows it.
'use strict';

(function (z) {
  const BREATHE_AFTER_MS = 7; // less than half a frame
  const LOOK_EVERY = 256; // signs set between two looks at the clock
  const FOLLOW_AFTER_MS = 80;
  const MARGIN = 0.1; // less than the share of a canvas that lies beyond each edge of the window
  const BAND = 32; // pixels from north to south
  const EDGE = 20; // signs whose middle lies so far beyond an edge are left out
  const TURN = 3; // degrees between two wedges that are told apart

  Object.assign(z.Units.prototype, {
    lookOf(view) {
      return [view.zoom, view.width, view.height, view.ratio, z.theme].join('|');
    },

    // A raster that fits is shown; one that is only out of place is shown where it belongs now, and a new one is set behind it.
    dense(context, view) {
      const last = this.sheet;
      const fits = last && last.look === this.lookOf(view) && (last.generation === this.generation || this.job);
      if (!fits) {
        const job = this.begin(view);
        this.set(job, Infinity);
        this.finish(job);
        this.after = null;
      }
      const { raster, view: seen } = this.sheet;
      context.putImageData(raster.image, Math.round((seen.ox - view.ox) * view.ratio), Math.round((seen.oy - view.oy) * view.ratio));
      this.follow(seen, view);
      const at = this.layout(view.zoom);
      this.called(context, view, at);
      this.ring(context, view, at);
    },

    // The view moved. A short way shows nothing that was not set before (a canvas is larger than the window): the next positions
    // bring the new sheet, and only where none come is one set for itself.
    follow(seen, view) {
      clearTimeout(this.following);
      const [dx, dy] = [Math.abs(seen.ox - view.ox), Math.abs(seen.oy - view.oy)];
      if (dx === 0 && dy === 0) return;
      const set = () => this.prepare(view).then((ready) => ready && this.changed());
      if (dx < view.width * MARGIN && dy < view.height * MARGIN) this.following = setTimeout(set, FOLLOW_AFTER_MS);
      else set();
    },

    // Ready when the next frame can show the present units; false when that is said later by itself: newer positions, and a view
    // that moved, wait for what is being set. If they took over from it, a busy machine would finish none while they keep coming.
    async prepare(view) {
      if (!this.many || !view || !z.isOn('units')) return true;
      if (this.job) {
        this.after = view;
        return false;
      }
      const job = this.begin(view);
      this.job = job;
      while (!this.set(job, BREATHE_AFTER_MS)) {
        await z.breath();
        if (this.job !== job) { // a frame that could not wait, or other signs
          this.spare = this.spare || job.raster;
          return false;
        }
      }
      this.finish(job);
      const { after } = this;
      this.after = null;
      if (after) this.prepare(after).then((ready) => ready && this.changed());
      return true;
    },

    begin(view) {
      const [width, height] = [Math.round(view.width * view.ratio), Math.round(view.height * view.ratio)];
      const palette = z.palette(z.theme);
      let raster = this.spare;
      this.spare = null;
      if (raster && raster.width === width && raster.height === height) raster.clear();
      else raster = new z.Raster(width, height);
      const size = this.sizeAt(view.zoom);
      const at = this.layout(view.zoom);
      return {
        look: this.lookOf(view), generation: this.generation, seq: this.seq, rows: this.rows, raster, view, palette, size, next: 0,
        at, order: this.inBands(view, at), looks: this.looks(raster, palette, size, view.ratio)
      };
    },

    // Those that are seen, from the north: the pixels of a band stay in the processor's cache while its signs are set (from all over
    // the picture each row of a sign would be fetched from memory), and who stands further south lies in front.
    inBands(view, at) {
      const hidden = this.crowded(view.zoom).hidden;
      const bandOf = new Int16Array(this.count);
      const ends = new Int32Array(Math.ceil((view.height + 2 * EDGE) / BAND) + 1);
      for (let index = 0; index < this.count; index += 1) {
        const x = at[index * 2] - view.ox;
        const y = at[index * 2 + 1] - view.oy;
        const seen = !hidden[index] && x > -EDGE && y > -EDGE && x < view.width + EDGE && y < view.height + EDGE;
        bandOf[index] = seen ? (y + EDGE) / BAND : -1;
        if (seen) ends[bandOf[index] + 1] += 1;
      }
      for (let band = 1; band < ends.length; band += 1) ends[band] += ends[band - 1];
      const order = new Int32Array(ends[ends.length - 1]);
      for (let index = 0; index < this.count; index += 1) if (bandOf[index] >= 0) order[ends[bandOf[index]]++] = index;
      return order;
    },

    // The cut sign of each unit, by its place in the list of units: no text is compared while thousands are set.
    looks(raster, palette, size, ratio) {
      const key = [size, ratio, raster.width, palette.theme].join('|');
      if (this.dressed.key !== key) this.dressed = { key, palette, size, ratio, looks: new Array(this.units.length).fill(null), noses: new Map() };
      return this.dressed.looks;
    },

    // This unit reads differently from now on; the others keep their signs.
    undress(index) { this.dressed.looks[index] = null; },

    dress(raster, index) {
      const { palette, size, ratio, looks } = this.dressed;
      return (looks[index] = raster.ink(z.unitSprite(this.units[index], palette, size, ratio)));
    },

    wedge(raster, heading) {
      const { palette, size, ratio, noses } = this.dressed;
      const degrees = Math.round(heading / TURN) * TURN % 360;
      if (!noses.has(degrees)) noses.set(degrees, raster.ink(z.noseSprite(degrees, palette, size, ratio)));
      return noses.get(degrees);
    },

    // Sets signs until all are set (true) or the time is up.
    set(job, limitMs) {
      const until = performance.now() + limitMs;
      const { raster, view, at, order, looks, rows } = job;
      const ratio = view.ratio;
      const wedges = job.size > 14;
      for (let place = job.next; place < order.length; place += 1) {
        if (place % LOOK_EVERY === 0 && place > job.next && performance.now() > until) {
          job.next = place;
          return false;
        }
        const index = order[place];
        const row = (index + 1) * z.Units.ROW;
        const x = (at[index * 2] - view.ox) * ratio;
        const y = (at[index * 2 + 1] - view.oy) * ratio;
        const heading = rows[row + 4];
        if (wedges && heading === heading) raster.put(this.wedge(raster, heading), x, y);
        raster.put(looks[rows[row]] || this.dress(raster, rows[row]), x, y);
      }
      return true;
    },

    finish(job) {
      if (this.sheet) this.spare = this.sheet.raster;
      this.sheet = job;
      this.job = null;
    },

    // What was set, and what is being set, is no longer true.
    discard() {
      this.sheet = this.job = this.after = null;
    }
  });
})(Zhishou);
