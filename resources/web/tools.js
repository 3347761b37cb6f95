// What the pointer and the keys do while something is drawn, measured or changed; the cross-hair of the keyboard; snapping.
'use strict';

(function (z) {
  const SNAP = 10;
  const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  z.Tools = class {
    constructor(map, features, emit) {
      Object.assign(this, { map, features, emit, job: null, purpose: '', kind: '', cross: null, crossSet: false, onChange: () => {} });
      const container = map.getContainer();
      this.bar = z.element('div', 'desk-panel desk-pick desk-hint', container);
      this.bar.setAttribute('role', 'status');
      this.bar.hidden = true;
      map.createPane('desk-tool').style.zIndex = 230;
      this.canvas = new z.CanvasLayer({ pane: 'desk-tool', painters: [(context, view) => this.paint(context, view)] });
      container.addEventListener('keydown', (event) => this.key(event), true);
      map.on('click', (event) => this.click(event));
      map.on('dblclick', () => this.finish());
      map.on('mousemove', (event) => this.hover(event));
      map.on('mousedown', (event) => this.press(event));
      map.on('mouseup', () => this.release());
    }

    get active() { return this.job !== null; }

    get editing() { return this.job instanceof z.Edit; }

    // ``purpose``: draw, around or measure.
    draw(purpose, form, kind) {
      this.begin(new z.Sketch(form, kind ? z.signs.drawings[kind] : null), purpose, kind || '');
    }

    edit(message) {
      this.begin(new z.Edit(message), 'edit', message.meaning);
      const spots = message.points.map(([lat, lon]) => L.latLng(lat, lon));
      const bounds = message.form === 'circle' ? spots[0].toBounds(message.radius_m * 2) : L.latLngBounds(spots);
      if (!this.map.getBounds().contains(bounds)) this.map.fitBounds(bounds.pad(0.4), { animate: false, maxZoom: 16 });
    }

    begin(job, purpose, kind) {
      if (this.active) this.stop(true);
      Object.assign(this, { job, purpose, kind, cross: null, crossSet: false });
      this.map.doubleClickZoom.disable();
      this.map.getContainer().classList.add('picking');
      this.canvas.addTo(this.map);
      this.map.getContainer().focus({ preventScroll: true });
      this.changed();
    }

    stop(told) {
      if (!this.active) return;
      const silent = this.purpose === 'measure';
      Object.assign(this, { job: null, purpose: '', kind: '', cross: null });
      this.map.dragging.enable();
      this.map.doubleClickZoom.enable();
      this.map.getContainer().classList.remove('picking');
      this.canvas.remove();
      this.changed();
      if (told && !silent) this.emit({ type: 'draw_cancelled' });
    }

    changed() {
      this.bar.hidden = !this.active;
      if (this.active) this.bar.textContent = this.job.done && this.purpose === 'measure' ? z.say('hint_measured') : this.job.hint();
      this.canvas.redraw();
      this.onChange();
    }

    pixelOf(point) {
      const at = this.map.latLngToContainerPoint(point);
      return [at.x, at.y];
    }

    // The nearest point of something drawn, a mark or the shape itself within reach of this pixel; else the place itself.
    snapped(place, free) {
      const spot = this.map.latLngToContainerPoint(place);
      const plain = [place.lat, place.lng];
      if (free) return plain;
      const zoom = this.map.getZoom();
      const scale = Math.pow(2, zoom);
      const corner = this.map.getPixelBounds().min;
      const [wx, wy] = [(corner.x + spot.x) / scale, (corner.y + spot.y) / scale];
      const reach = SNAP / scale;
      let best = null;
      const look = (x, y) => {
        const away = Math.hypot(x - wx, y - wy);
        if (away <= reach && (!best || away < best.away)) best = { x, y, away };
      };
      const view = { zoom, scale, on: z.isOn };
      for (const layer of this.features.shown(view)) {
        if (layer.name === 'grids' || this.features.isFar(layer, view)) continue;
        for (const feature of this.features.layers.get(layer.name)) {
          if (this.editing && feature.id === this.job.id) continue;
          const box = feature.box;
          if (wx < box[0] - reach || wx > box[2] + reach || wy < box[1] - reach || wy > box[3] + reach) continue;
          for (const path of feature.paths) for (let at = 0; at < path.length; at += 2) look(path[at], path[at + 1]);
        }
      }
      return best ? [z.latOf(best.y), best.x / 256 * 360 - 180] : plain;
    }

    // Whether this pixel closes the outline: near its first point.
    closes(event) {
      const { job } = this;
      if (job.form !== 'area' || job.points.length < 3) return false;
      const [x, y] = this.pixelOf(job.points[0]);
      return Math.hypot(x - event.containerPoint.x, y - event.containerPoint.y) <= SNAP;
    }

    click(event) {
      if (!this.active || this.editing || this.job.done) return;
      this.cross = null;
      if (this.closes(event)) this.finish();
      else this.put(this.snapped(event.latlng.wrap(), event.originalEvent.altKey));
    }

    put(point) {
      const complete = this.job.add(point);
      if (complete) this.finish(); else this.changed();
    }

    finish() {
      const { job } = this;
      if (!this.active) return;
      const sketch = this.editing ? job.sketch : job;
      if (!sketch.complete) {
        this.changed();
        return;
      }
      if (this.purpose === 'measure') {
        sketch.done = true;
        this.changed();
        return;
      }
      const shape = { form: sketch.form, points: sketch.points, radius_m: sketch.form === 'circle' ? Math.round(sketch.radius * 10) / 10 : 0 };
      const gesture = this.editing ? { type: 'edited', id: job.id } : { type: 'drawn', purpose: this.purpose, kind: this.kind };
      this.stop(false);
      this.emit(Object.assign(gesture, shape));
    }

    hover(event) {
      if (!this.active) return;
      const place = event.latlng.wrap();
      const free = event.originalEvent.altKey;
      if (this.editing) {
        if (this.job.held === null) return;
        this.job.move(this.snapped(place, free), this.job.held);
      } else if (!this.job.done) {
        this.cross = null;
        this.job.next = this.snapped(place, free);
      } else return;
      this.changed();
    }

    press(event) {
      if (!this.editing) return;
      const handle = this.job.under((point) => this.pixelOf(point), event.containerPoint.x, event.containerPoint.y);
      if (!handle) return;
      this.map.dragging.disable();
      this.job.hold(handle);
      this.changed();
    }

    release() {
      if (!this.editing || this.job.held === null) return;
      this.job.drop();
      this.map.dragging.enable();
      this.changed();
    }

    key(event) {
      if (!this.active || event.target !== this.map.getContainer() || event.altKey || event.metaKey) return;
      const taken = event.ctrlKey ? this.withControl(event) : this.editing ? this.editKey(event) : this.drawKey(event);
      if (!taken) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }

    withControl(event) {
      if (event.key.toLowerCase() !== 'z') return false;
      this.undo();
      return true;
    }

    undo() {
      const { job } = this;
      if (job.done) return;
      job.undo();
      this.changed();
    }

    drawKey(event) {
      const { key } = event;
      if (key === 'Escape') this.stop(true);
      else if (key === 'Backspace') this.undo();
      else if (ARROWS[key]) this.steer(ARROWS[key], event.shiftKey ? 50 : 10);
      else if (key === ' ') this.setCross();
      else if (key === 'Enter') this.enter();
      else if (/^[0-9]$/.test(key) && this.job.form === 'circle' && this.job.points.length === 1) { this.job.type(key); this.changed(); }
      else return false;
      return true;
    }

    // Enter sets a point where the cross-hair was moved to, and finishes where it was not moved since.
    enter() {
      if (this.cross && !this.crossSet && !(this.job.form === 'circle' && this.job.typed)) this.setCross();
      else this.finish();
    }

    setCross() {
      if (!this.cross || this.job.done) return;
      this.crossSet = true;
      this.put(this.snapped(this.map.containerPointToLatLng(this.cross).wrap(), false));
    }

    steer([dx, dy], step) {
      const size = this.map.getSize();
      const from = this.cross || size.divideBy(2);
      const to = L.point(from.x + dx * step, from.y + dy * step);
      const [x, y] = [Math.max(20, Math.min(size.x - 20, to.x)), Math.max(20, Math.min(size.y - 20, to.y))];
      if (x !== to.x || y !== to.y) this.map.panBy([to.x - x, to.y - y], { animate: false });
      this.cross = L.point(x, y);
      this.crossSet = false;
      const place = this.map.containerPointToLatLng(this.cross).wrap();
      this.job.next = [place.lat, place.lng];
      this.changed();
    }

    editKey(event) {
      const { job } = this;
      const { key } = event;
      if (key === 'Escape') this.stop(true);
      else if (key === 'Enter') this.finish();
      else if (key === 'Backspace') this.undo();
      else if (key === 'Tab') job.choose(event.shiftKey ? -1 : 1);
      else if (key === 'Delete') job.remove();
      else if (key === 'Insert') job.insertBeside();
      else if (ARROWS[key]) this.nudge(ARROWS[key], event.shiftKey ? 20 : 4);
      else return false;
      if (this.active) this.changed();
      return true;
    }

    nudge([dx, dy], step) {
      const { job } = this;
      const from = job.chosen === -1 ? job.rim() : job.sketch.points[job.chosen];
      const [x, y] = this.pixelOf(from);
      const place = this.map.containerPointToLatLng([x + dx * step, y + dy * step]).wrap();
      job.keep();
      job.move([place.lat, place.lng], job.chosen);
    }

    paint(context, view) {
      if (!this.active) return;
      this.job.paint(context, view);
      if (!this.cross) return;
      const corner = this.map.getPixelBounds().min;
      const [x, y] = [this.cross.x + corner.x - view.ox, this.cross.y + corner.y - view.oy];
      for (const [colour, width] of [[view.palette['select-halo'], 5], [view.palette.select, 2]]) {
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.beginPath();
        context.moveTo(x - 16, y); context.lineTo(x - 4, y);
        context.moveTo(x + 4, y); context.lineTo(x + 16, y);
        context.moveTo(x, y - 16); context.lineTo(x, y - 4);
        context.moveTo(x, y + 4); context.lineTo(x, y + 16);
        context.stroke();
      }
    }
  };
})(Zhishou);
