// The mouse: what lies under it, the tip beside it, clicks, and the pick mode.
'use strict';

(function (z) {
  z.Pointer = class {
    constructor(map, features, units, emit) {
      Object.assign(this, { map, features, units, emit, picking: false, onFocus: null, busy: () => false });
      this.tip = z.element('div', 'desk-panel desk-tip', map.getContainer());
      this.tip.setAttribute('role', 'status');
      this.tip.hidden = true;
      this.pickBar = z.element('div', 'desk-panel desk-pick', map.getContainer());
      this.pickBar.hidden = true;
      map.on('click', (event) => this.click(event));
      map.on('mousemove', (event) => this.move(event));
      map.on('mouseout movestart zoomstart', () => this.hideTip());
    }

    view() {
      const zoom = this.map.getZoom();
      const size = this.map.getSize();
      const corner = this.map.getPixelBounds().min;
      return { zoom, scale: Math.pow(2, zoom), ox: corner.x, oy: corner.y, width: size.x, height: size.y, on: z.isOn };
    }

    under(point) {
      const view = this.view();
      const x = view.ox + point.x;
      const y = view.oy + point.y;
      return this.units.hit(view, x, y) || this.features.hit(view, x, y) || this.own.hit(view, x, y);
    }

    click(event) {
      if (this.busy()) return;
      const { lat, lng } = event.latlng.wrap();
      if (this.picking) {
        this.emit({ type: 'picked', lat, lon: lng });
        return;
      }
      const mark = this.under(event.containerPoint);
      if (mark && mark.layer === 'clusters') this.open(mark);
      else if (mark) this.emit({ type: 'feature_clicked', layer: mark.layer, id: mark.id });
      else this.emit({ type: 'clicked', lat, lon: lng });
    }

    // A badge opens by going closer, until what it gathers is told apart.
    open(mark) {
      const corner = (x, y) => L.latLng(z.latOf(y), x / 256 * 360 - 180);
      const bounds = L.latLngBounds(corner(mark.box[0], mark.box[3]), corner(mark.box[2], mark.box[1]));
      const closer = Math.max(this.map.getZoom() + 1.5, Math.min(this.map.getBoundsZoom(bounds.pad(0.3)), this.map.getZoom() + 4));
      this.map.setView(bounds.getCenter(), Math.min(closer, this.map.getMaxZoom()), { animate: document.visibilityState === 'visible' });
    }

    move(event) {
      this.last = event.containerPoint;
      if (this.frame) return;
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        const mark = this.picking || this.busy() ? null : this.under(this.last);
        this.map.getContainer().classList.toggle('pointing', mark !== null);
        if (mark) this.showTip(mark, this.last); else this.hideTip();
      });
    }

    showTip(mark, point) {
      this.tip.replaceChildren();
      z.element('div', 'desk-tip-title', this.tip).textContent = z.plain(mark.title);
      for (const line of mark.detail || []) z.element('div', 'desk-tip-line', this.tip).textContent = z.plain(line);
      this.tip.hidden = false;
      const size = this.map.getSize();
      const left = point.x + 16 + this.tip.offsetWidth > size.x ? point.x - 16 - this.tip.offsetWidth : point.x + 16;
      const top = point.y + 14 + this.tip.offsetHeight > size.y ? point.y - 14 - this.tip.offsetHeight : point.y + 14;
      this.tip.style.left = Math.max(2, left) + 'px';
      this.tip.style.top = Math.max(2, top) + 'px';
    }

    hideTip() { this.tip.hidden = true; }

    setPicking(on) {
      this.picking = on;
      this.pickBar.textContent = z.say('pick');
      this.pickBar.hidden = !on;
      this.map.getContainer().classList.toggle('picking', on);
      if (on) this.hideTip();
    }
  };
})(Zhishou);
