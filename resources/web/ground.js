// What lies under everything: the own drawing, or tiles, one or two layers of them. Painted once for a view and kept, so that
// a mark that changes does not cost the whole ground again.
'use strict';

(function (z) {
  const CALM_MS = 60;      // tiles that arrive together are painted together
  const PATIENCE_MS = 12000; // a picture for paper waits so long for its tiles

  z.Ground = class {
    constructor(own, redraw, log) {
      Object.assign(this, { own, log, base: null, second: null, over: true, opacity: 1, attribution: '', missing: false, stamp: 0, kept: null, redraw });
      this.arrived = () => {
        this.stamp += 1;
        this.timer = this.timer || setTimeout(() => { this.timer = 0; redraw(); }, CALM_MS);
      };
    }

    async load(spec) {
      for (const layer of [this.base, this.second]) if (layer) layer.close();
      Object.assign(this, { base: null, second: null, over: spec.second_over, opacity: spec.second_opacity, attribution: spec.attribution, missing: false });
      this.base = await this.make(spec.base);
      this.second = await this.make(spec.second);
      this.stamp += 1;
      this.kept = null;
    }

    async make(spec) {
      if (!spec) return null;
      if (spec.kind === 'raster') return new z.RasterLayer(spec, this.arrived);
      try {
        await z.vectorLibrary();
      } catch (problem) {
        this.missing = true;
        this.log('error', 'vector maps cannot be painted: ' + problem);
        return null;
      }
      return new z.VectorLayer(spec, this.arrived);
    }

    get tiled() { return Boolean(this.base || this.second); }

    paint(context, view) {
      if (!this.tiled) {
        this.own.paint(context, view);
        return;
      }
      if (!view.live) {
        this.layersInto(context, view);
        return;
      }
      const key = [view.zoom, view.ox, view.oy, view.width, view.height, view.ratio, view.palette.theme, this.stamp].join(' ');
      if (!this.kept || this.kept.key !== key) this.renew(key, view);
      context.drawImage(this.kept.canvas, 0, 0, view.width, view.height);
    }

    renew(key, view) {
      const before = this.kept;
      const canvas = z.element('canvas');
      canvas.width = Math.round(view.width * view.ratio);
      canvas.height = Math.round(view.height * view.ratio);
      const context = canvas.getContext('2d', { alpha: false });
      context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      context.fillStyle = view.palette.ground;
      context.fillRect(0, 0, view.width, view.height);
      if (before && before.view.palette.theme === view.palette.theme) this.lastOf(before, context, view);
      this.layersInto(context, view);
      this.kept = { key, canvas, view };
    }

    // What was seen before, where it lies now: no blank ground while tiles of another zoom are on their way.
    lastOf(before, context, view) {
      const grown = view.scale / before.view.scale;
      if (grown > 64 || grown < 1 / 64) return;
      context.drawImage(before.canvas, before.view.ox * grown - view.ox, before.view.oy * grown - view.oy,
        before.view.width * grown, before.view.height * grown);
    }

    layersInto(context, view) {
      const under = Boolean(this.second) && !this.over;
      const paintBase = () => {
        if (this.base) return this.base.paint(context, view, 1, under);
        this.own.paint(context, view, under);
        return true;
      };
      if (!view.live || !this.base) {
        context.fillStyle = view.palette.ground;
        context.fillRect(0, 0, view.width, view.height);
      }
      if (under) this.second.paint(context, view, this.opacity, false);
      paintBase();
      if (this.second && this.over) this.second.paint(context, view, this.opacity, false);
    }

    // All tiles of this view are there, or were waited for long enough.
    async ready(view) {
      const layers = [this.base, this.second].filter(Boolean);
      const all = layers.map((layer) => { layer.have(layer.cover(view)); return layer.idle(); });
      await Promise.race([Promise.all(all), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    }

    // -- the names, for the labels ---------------------------------------------------------------------------------------

    get namer() { return [this.base, this.second].find((layer) => layer instanceof z.VectorLayer) || null; }

    get layers() {
      if (!this.base) return this.own.layers;
      return { labels: this.namer ? this.namer.places : [] };
    }

    each(view, name, kind, visit) {
      if (!this.base) this.own.each(view, name, kind, visit);
      else if (name === 'roads' && this.namer) this.namer.each(view, visit);
    }
  };

  z.attribution = (options, ground) => {
    const own = z.language === 'zh' ? options.attribution_zh : options.attribution_en || options.attribution_zh;
    return [ground.attribution, own].filter(Boolean).join('  ');
  };
})(Zhishou);
