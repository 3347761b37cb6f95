// The keyboard: Tab and Shift+Tab go from mark to mark, arrows to the nearest in that direction, Enter opens, Escape lets go.
// At the last mark Tab leaves the map as usual, so nobody is trapped in it.
'use strict';

(function (z) {
  const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  z.Focus = class {
    constructor(map, pointer, features, units, emit) {
      Object.assign(this, { map, pointer, features, units, emit, at: null });
      const container = map.getContainer();
      container.addEventListener('keydown', (event) => this.key(event), true);
      container.addEventListener('blur', () => this.release());
      this.ring = z.element('canvas', 'desk-canvas', container);
      this.ring.style.zIndex = 840;
      this.ring.hidden = true;
      map.on('movestart zoomstart', () => { this.ring.hidden = true; });
      map.on('moveend', () => { if (this.at) this.show(); });
    }

    marks() {
      const view = this.pointer.view();
      const found = [];
      this.features.eachPoint(view, (mark) => { if (mark.layer.style === 'incident') found.push(this.features.describe(mark.feature)); });
      if (view.on('units')) for (let at = 0; at < this.units.count; at += 1) found.push(this.units.describe(at, view.zoom));
      this.features.eachPoint(view, (mark) => { if (mark.layer.style !== 'incident') found.push(this.features.describe(mark.feature)); });
      if (this.pointer.own) found.push(...this.pointer.own.marks(view));
      return found.filter((mark) => {
        const x = mark.wx * view.scale - view.ox;
        const y = mark.wy * view.scale - view.oy;
        return x >= 0 && y >= 0 && x <= view.width && y <= view.height;
      });
    }

    key(event) {
      if (event.key === 'Escape') this.escape(event);
      if (event.target !== this.map.getContainer() || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Tab') this.step(event, event.shiftKey ? -1 : 1);
      else if (this.at && event.key === 'Enter') this.open(event);
      else if (this.at && ARROWS[event.key]) this.toward(event, ARROWS[event.key]);
    }

    escape(event) {
      if (this.pointer.picking) this.emit({ type: 'pick_cancelled' });
      if (!this.at) return;
      this.release();
      event.stopPropagation();
    }

    step(event, by) {
      const marks = this.marks();
      const now = this.at ? marks.findIndex((mark) => mark.layer === this.at.layer && mark.id === this.at.id) : by > 0 ? -1 : marks.length;
      const next = marks[now + by];
      if (!next) {
        this.release();
        return;
      }
      event.preventDefault();
      this.take(next);
    }

    toward(event, [dx, dy]) {
      event.preventDefault();
      event.stopPropagation();
      let best = null;
      for (const mark of this.marks()) {
        const along = (mark.wx - this.at.wx) * dx + (mark.wy - this.at.wy) * dy;
        const across = Math.abs((mark.wx - this.at.wx) * dy) + Math.abs((mark.wy - this.at.wy) * dx);
        if (along <= 1e-9) continue;
        const cost = along + 2 * across;
        if (!best || cost < best.cost) best = { mark, cost };
      }
      if (best) this.take(best.mark);
    }

    open(event) {
      event.preventDefault();
      event.stopPropagation();
      this.emit({ type: 'feature_clicked', layer: this.at.layer, id: this.at.id });
    }

    take(mark) {
      this.at = mark;
      this.show();
    }

    show() {
      const view = this.pointer.view();
      const x = this.at.wx * view.scale - view.ox;
      const y = this.at.wy * view.scale - view.oy;
      const ratio = window.devicePixelRatio || 1;
      const size = 52;
      this.ring.width = this.ring.height = size * ratio;
      this.ring.style.width = this.ring.style.height = size + 'px';
      this.ring.style.left = (x - size / 2) + 'px';
      this.ring.style.top = (y - size / 2) + 'px';
      const context = this.ring.getContext('2d');
      context.scale(ratio, ratio);
      context.setLineDash([6, 4]);
      z.paintRing(context, z.palette(z.theme), size / 2, size / 2, 21);
      this.ring.hidden = false;
      this.pointer.showTip(this.at, { x, y });
    }

    release() {
      this.at = null;
      this.ring.hidden = true;
      this.pointer.hideTip();
    }
  };
})(Zhishou);
