// The start and the bridge: messages come in as one JSON string each, gestures go out the same way, data is fetched.
'use strict';

(function (z) {
  const json = async (address) => {
    const reply = await fetch(address);
    if (!reply.ok) throw new Error(address + ' ' + reply.status);
    return reply.json();
  };

  const base64 = (blob) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

  z.start = (map) => {
    window.addEventListener('error', (event) => z.desk && z.desk.log('error', event.message));
    window.addEventListener('unhandledrejection', (event) => z.desk && z.desk.log('error', String(event.reason)));
    new QWebChannel(qt.webChannelTransport, async (channel) => {
      const desk = z.desk = new Desk(map, channel.objects.bridge);
      try {
        await desk.load();
      } catch (problem) {
        desk.log('error', 'start: ' + problem);
        return;
      }
      channel.objects.bridge.message.connect((text) => desk.hear(JSON.parse(text)));
      desk.emit({ type: 'ready' });
    });
  };

  class Desk {
    constructor(map, bridge) {
      Object.assign(this, { map, bridge, seq: 0, ack: 0, pending: new Set(), wanted: new Map(), painting: false });
      this.base = new z.Base();
      this.features = new z.Features();
      this.units = new z.Units();
      this.own = new z.Own(this);
      this.units.changed = () => this.canvases.live.redraw();
      this.units.shown = (seq, view) => this.showed(seq, view);
      this.ground = new z.Ground(this.base, () => this.canvases.ground.redraw(), (level, text) => this.log(level, text));
      this.units.avoid = () => (this.features.layers.get('incidents') || []).map((feature) => [feature.box[0], feature.box[1]]);
      this.labels = new z.Labels(this.ground, this.features, this.units);
    }

    emit(gesture) { this.bridge.gesture(JSON.stringify(gesture)); }

    log(level, text) { this.emit({ type: 'log', level, text: String(text).slice(0, 900) }); }

    async load() {
      const [start, signs, words] = await Promise.all([json('/options.json'), json('/signs/signs.json'), json('/web/words.json')]);
      z.signs = signs;
      z.words = words;
      this.options = start.options;
      z.language = this.options.language;
      this.wearTheme(this.options.theme);
      for (const layer of signs.layers) z.switches[layer.name] = layer.on && !this.options.hidden_layers.includes(layer.name);
      await Promise.all(start.base.map(async (name) => {
        try {
          this.base.load(name, await json('/base/' + name + '.geojson'));
        } catch (problem) {
          this.log('warning', 'base map ' + name + ': ' + problem);
        }
      }));
      await this.loadGround();
      this.build();
    }

    async loadGround() {
      await this.ground.load(await json('/ground.json'));
      if (!this.canvases) return;
      this.redraw();
      this.controls.refresh();
    }

    build() {
      const { region } = this.options;
      const map = this.map;
      map.attributionControl.remove();
      map.options.zoomSnap = 0.25;
      map.options.zoomDelta = 1;
      map.options.wheelPxPerZoomLevel = 90;
      map.setMinZoom(this.options.min_zoom);
      map.setMaxZoom(this.options.max_zoom);
      this.regionBounds = L.latLngBounds([region.south, region.west], [region.north, region.east]);
      this.home();
      const layer = (name, order, opaque, painters) => {
        map.createPane(name).style.zIndex = order;
        return new z.CanvasLayer({ pane: name, opaque, painters }).addTo(map);
      };
      // Two canvases and no more: without a graphics card each one costs its whole area in every frame of a pan.
      this.canvases = {
        ground: layer('desk-ground', 210, true, [this.ground.paint.bind(this.ground),
          this.features.paintAreas.bind(this.features), this.own.paint.bind(this.own),
          this.features.paintGathered.bind(this.features), this.features.paintPoints.bind(this.features),
          this.labels.paint.bind(this.labels), this.own.signSources.bind(this.own)]),
        live: layer('desk-live', 220, false, [this.units.paint.bind(this.units), this.labels.paintFlags.bind(this.labels)])
      };
      const emit = (gesture) => this.emit(gesture);
      this.pointer = new z.Pointer(map, this.features, this.units, emit);
      this.tools = new z.Tools(map, this.features, emit); // before the focus: while something is drawn the keys are its own
      this.pointer.busy = () => this.tools.active;
      this.focus = new z.Focus(map, this.pointer, this.features, this.units, emit);
      this.controls = new z.Controls(map, this.options, this.ground, () => this.home(), emit);
      this.legend = new z.Legend(map, this.features, this.units, (name, on) => {
        this.switchLayers({ [name]: on });
        emit({ type: 'layer_toggled', layer: name, on });
      });
      this.legend.refresh();
      this.pointer.own = this.labels.own = this.own;
      this.own.attach();
      this.toolbar = new z.Toolbar(map, this.tools, (name) => this.useTool(name));
      map.on('moveend', () => this.tellMoved());
      new ResizeObserver(() => this.resized()).observe(map.getContainer());
    }

    useTool(name) {
      if (name === 'layers') this.legend.toggle();
      else this.emit({ type: 'asked', what: name === 'picture' && this.legend.inPicture ? 'picture_legend' : name });
    }

    // The desk begins a drawing or an edit itself, or ends what is under way.
    tool(message) {
      if (message.name === 'edit') this.tools.edit(message);
      else if (message.name === 'draw') this.tools.draw(message.purpose, message.form, message.meaning);
      else this.tools.stop(false);
    }

    redraw() {
      for (const canvas of Object.values(this.canvases)) canvas.redraw();
    }

    // The whole region, beside the legend where there is room for both.
    home() {
      const size = this.map.getSize();
      const left = size.x >= 1000 ? 262 : 0;
      this.map.fitBounds(this.regionBounds, { animate: false, paddingTopLeft: [left, 0] });
    }

    resized() {
      const first = !this.sized && this.map.getContainer().clientWidth > 0;
      this.map.invalidateSize({ animate: false });
      if (first) {
        this.sized = true;
        if (!this.flown) this.home();
        this.legend.setOpen(this.map.getSize().x >= 1000);
      }
    }

    tellMoved() {
      const bounds = this.map.getBounds();
      const clamp = (lat) => Math.max(-90, Math.min(90, lat));
      this.emit({ type: 'moved', south: clamp(bounds.getSouth()), west: bounds.getWest(), north: clamp(bounds.getNorth()), east: bounds.getEast(), zoom: this.map.getZoom() });
    }

    hear(message) {
      const act = {
        layer: () => this.fetchOnce('layer ' + message.name, () => this.loadLayer(message.name, message.rev), message),
        units: () => this.fetchOnce('units', () => this.loadUnits(message), message),
        moves: () => this.moveUnits(message),
        ground: () => this.fetchOnce('ground', () => this.loadGround(), message),
        fly: () => this.fly(message),
        select: () => this.select(message.layer, message.id),
        theme: () => { this.wearTheme(message.value); this.everything(); },
        language: () => { z.language = message.value; this.everything(); },
        tool: () => this.tool(message),
        pick: () => this.pointer.setPicking(message.on),
        visible: () => this.switchLayers(message.layers),
        wall: () => z.wear(this),
        bounds: () => z.showBounds(this, message),
        picture: () => this.sendPicture(message)
      }[message.type];
      if (!act) {
        this.log('warning', 'unknown message ' + message.type);
        return;
      }
      act();
      if (!['layer', 'units', 'moves', 'ground'].includes(message.type)) this.painted(message.seq);
    }

    // One fetch per subject at a time; of what arrives meanwhile only the newest is fetched afterwards.
    fetchOnce(subject, fetchIt, message) {
      if (this.wanted.has(subject)) {
        this.wanted.set(subject, { fetchIt, message });
        return;
      }
      this.wanted.set(subject, null);
      const work = fetchIt()
        .then(() => subject === 'units' || this.painted(message.seq)) // units say by themselves when they are shown
        .catch((problem) => this.log('warning', subject + ': ' + problem))
        .finally(() => {
          const next = this.wanted.get(subject);
          this.wanted.delete(subject);
          this.pending.delete(work);
          if (next) this.fetchOnce(subject, next.fetchIt, next.message);
        });
      this.pending.add(work);
    }

    async loadLayer(name, revision) {
      (z.Own.is(name) ? this.own : this.features).set(name, await json('/layers/' + name + '.json?rev=' + revision));
      this.redraw();
      this.legend.refresh();
    }

    async loadUnits({ rev, seq }) {
      const reply = await fetch('/units.bin?rev=' + rev);
      const rows = new Float64Array(await reply.arrayBuffer());
      if (this.units.needsMeta(rows)) {
        this.units.setMeta(await json('/units.json?rev=' + rev));
        this.legend.refresh();
      }
      // A newer generation may have been published between the two fetches; its own message is already on the way.
      if (this.units.setPositions(rows, seq)) await this.showUnits();
    }

    // What moved since the revision that the page has; after a gap all of them are fetched.
    moveUnits(message) {
      if (this.wanted.has('units') || !this.units.move(message)) this.fetchOnce('units', () => this.loadUnits(message), message);
      else this.showUnits().catch((problem) => this.log('warning', 'units: ' + problem));
    }

    async showUnits() {
      if (await this.units.prepare(this.canvases.live._view)) this.canvases.live.redraw();
    }

    fly(message) {
      this.flown = true;
      const zoom = message.zoom === null ? Math.max(this.map.getZoom(), 14) : message.zoom;
      this.map.setView([message.lat, message.lon], zoom, { animate: document.visibilityState === 'visible', duration: 0.35 });
    }

    select(layer, id) {
      this.units.selected = layer === 'units' ? id : null;
      this.features.selected = layer && layer !== 'units' ? { layer, id } : null;
      this.redraw();
    }

    wearTheme(theme) {
      z.theme = theme === 'dark' ? 'dark' : 'light';
      document.documentElement.dataset.theme = z.theme;
    }

    everything() {
      this.redraw();
      document.documentElement.lang = z.language === 'zh' ? 'zh-CN' : 'en';
      this.controls.refresh();
      this.own.refresh();
      this.toolbar.refresh();
      this.tools.changed();
      this.legend.refresh();
      this.pointer.setPicking(this.pointer.picking);
    }

    switchLayers(layers) {
      Object.assign(z.switches, layers);
      this.units.switched();
      this.redraw();
      this.own.refresh();
      this.legend.refresh();
    }

    // After the frame in which the canvases were repainted: it is on the screen now.
    painted(seq) {
      this.ack = Math.max(this.ack, seq);
      if (this.painting) return;
      this.painting = true;
      requestAnimationFrame(() => this.afterFrame());
    }

    // Units were set on the canvas: within a frame they are seen when it ends, else with the next.
    showed(seq, view) {
      if (seq <= this.ack) return;
      if (!view.inFrame || this.painting) {
        this.painted(seq);
        return;
      }
      this.ack = seq;
      this.painting = true;
      this.afterFrame();
    }

    afterFrame() {
      setTimeout(() => {
        this.painting = false;
        this.emit({ type: 'painted', seq: this.ack });
      }, 0);
    }

    async sendPicture(wish) {
      try {
        while (this.pending.size) await Promise.allSettled([...this.pending]);
        const seen = this.map.getSize().x > 0 ? this.map.getBounds() : this.regionBounds;
        const bounds = wish.bounds || { south: seen.getSouth(), west: seen.getWest(), north: seen.getNorth(), east: seen.getEast() };
        const painters = Object.values(this.canvases).flatMap((canvas) => canvas.options.painters);
        const blob = await z.picture(
          Object.assign({}, wish, { bounds }), painters, this.options, this.ground, wish.legend ? this.legend : null);
        this.bridge.picture(wish.token, await base64(blob));
      } catch (problem) {
        this.log('error', 'picture: ' + problem);
        this.emit({ type: 'picture_failed', token: wish.token });
      }
    }
  }
})(Zhishou);
