// Vector tiles: read and painted by protomaps-leaflet onto our own ground, named by our own labels (so that no name is cut
// at a tile's edge or written twice).
'use strict';

(function (z) {
  // Loaded when the first vector map is shown; it is an installed part that may be missing.
  let loading = null;
  z.vectorLibrary = () => {
    loading = loading || new Promise((resolve, reject) => {
      const script = z.element('script');
      script.src = '/assets/protomaps-leaflet.js';
      script.onload = () => resolve();
      script.onerror = () => { loading = null; reject(new Error('protomaps-leaflet')); };
      document.head.appendChild(script);
    });
    return loading;
  };

  const LEVELS_BELOW = { openmaptiles: 1, protomaps: 1, zhishou: 0 }; // their tiles are meant for 512 pixels

  z.VectorLayer = class extends z.TileLayer {
    constructor(spec, arrived) {
      super(spec, arrived);
      this.schema = z.schemaOf(spec.schema);
      this.rules = new Map();
      this.shown = [];
    }

    wantedZoom(view) { return Math.floor(view.zoom + 0.25) - (LEVELS_BELOW[this.spec.schema] || 0); }

    async load(address, tile) {
      const data = await new protomapsL.ZxySource(address, false).get({ z: tile.zoom, x: tile.x, y: tile.y }, 256);
      return this.read(data, tile);
    }

    // What each feature is, found out once; names apart, in world pixels.
    read(data, tile) {
      const value = { data, places: [], roads: [] };
      const scale = 256 / Math.pow(2, tile.zoom) / 256;
      const inside = (point) => point.x >= 0 && point.x < 256 && point.y >= 0 && point.y < 256;
      const world = (point) => this.corner((tile.x * 256 + point.x) * scale, (tile.y * 256 + point.y) * scale);
      for (const [layer, [part, of, kindOf]] of Object.entries(this.schema)) {
        for (const feature of data.get(layer) || []) {
          if (part === 'place') this.readPlace(value, feature, of(feature.props, kindOf(feature.props)), kindOf(feature.props), inside, world);
          else feature.of = of(feature.props);
          if (part === 'road' || part === 'road_name') this.readRoad(value, feature, world);
        }
      }
      return value;
    }

    // A tile carries what lies just outside it too; only its own names are taken, so none comes twice.
    readPlace(value, feature, properties, kind, inside, world) {
      const point = feature.geomType === 1 && feature.geom[0] && feature.geom[0][0];
      if (!point || !inside(point) || !properties.name) return;
      const at = world(point);
      value.places.push({ kind, properties, box: [...at, ...at] });
    }

    readRoad(value, feature, world) {
      const name = feature.props['name:zh'] || feature.props.name || feature.props.ref;
      if (!name || feature.geomType !== 2 || !['county', 'town', 'village'].includes(feature.of)) return;
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      const paths = feature.geom.map((points) => Float64Array.from(points.flatMap((point) => {
        const [x, y] = world(point);
        box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
        return [x, y];
      })));
      value.roads.push({ kind: feature.of, paths, box, properties: { name, name_en: feature.props['name:en'] || feature.props.name_en } });
    }

    rulesFor(palette, bare) {
      const key = palette.theme + bare;
      if (!this.rules.has(key)) this.rules.set(key, z.vectorRules(this.spec.schema, palette, bare));
      return this.rules.get(key);
    }

    paint(context, view, opacity, bare) {
      if (opacity >= 1) return this.paintFully(context, view, bare);
      // The library sets the opacity of each line itself: a layer that shines through is painted aside.
      const aside = z.element('canvas');
      aside.width = Math.round(view.width * view.ratio);
      aside.height = Math.round(view.height * view.ratio);
      const own = aside.getContext('2d');
      own.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      const whole = this.paintFully(own, view, bare);
      context.globalAlpha = opacity;
      context.drawImage(aside, 0, 0, view.width, view.height);
      context.globalAlpha = 1;
      return whole;
    }

    paintFully(context, view, bare) {
      const tiles = this.cover(view);
      const ready = this.have(tiles);
      this.shown = ready.map(({ value }) => value);
      const prepared = ready.map(({ tile, value }) => {
        const rect = this.rect(tile.box, view);
        return { z: view.zoom, origin: { x: rect.x, y: rect.y }, data: value.data, scale: rect.width / 256, dim: rect.width, dataTile: tile };
      });
      const bounds = { minX: 0, minY: 0, maxX: view.width, maxY: view.height };
      protomapsL.paint(context, view.zoom, new Map([['', prepared]]), null, this.rulesFor(view.palette, bare), bounds, { x: 0, y: 0 }, true);
      return ready.length === tiles.length;
    }

    get places() { return this.shown.flatMap((value) => value.places); }

    each(view, visit) {
      for (const value of this.shown) {
        for (const road of value.roads) if (z.inView(road.box, view, 30)) visit(road);
      }
    }
  };
})(Zhishou);
