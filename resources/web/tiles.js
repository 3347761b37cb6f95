// Tiles under the map: which are needed, fetching them from our own scheme, pictures painted where they belong.
'use strict';

(function (z) {
  const KEPT = 160;      // tiles in memory: about three windows full
  const AT_ONCE = 8;
  const MOST = 240;      // in one view; more can only be a mistake
  const AGAIN_MS = 60000; // a tile that was not there is asked for again after this (a line that came back)

  // GCJ-02, the datum of commercial maps in China; the same sums as app/kernel/geo.py (a test compares the two).
  const A = 6378245.0;
  const EE = 0.006693421622965943;
  const sinus = Math.sin;
  const inArea = (lat, lon) => lat >= 0.8293 && lat <= 55.8271 && lon >= 72.004 && lon <= 137.8347;

  z.toGcj = (lat, lon) => {
    if (!inArea(lat, lon)) return [lat, lon];
    const x = lon - 105.0;
    const y = lat - 35.0;
    const pi = Math.PI;
    const common = 20 * sinus(6 * x * pi) + 20 * sinus(2 * x * pi);
    const root = Math.sqrt(Math.abs(x));
    const dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root +
      (common + 20 * sinus(y * pi) + 40 * sinus(y / 3 * pi) + 160 * sinus(y / 12 * pi) + 320 * sinus(y * pi / 30)) * 2 / 3;
    const dLon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root +
      (common + 20 * sinus(x * pi) + 40 * sinus(x / 3 * pi) + 150 * sinus(x / 12 * pi) + 300 * sinus(x / 30 * pi)) * 2 / 3;
    const rad = lat * pi / 180;
    const magic = 1 - EE * sinus(rad) ** 2;
    const latM = (A * (1 - EE)) / (magic * Math.sqrt(magic)) * pi / 180;
    const lonM = A / Math.sqrt(magic) * Math.cos(rad) * pi / 180;
    return [lat + dLat / latM, lon + dLon / lonM];
  };

  z.fromGcj = (lat, lon) => {
    let [trueLat, trueLon] = [lat, lon];
    for (let round = 0; round < 6; round += 1) {
      const [shiftedLat, shiftedLon] = z.toGcj(trueLat, trueLon);
      trueLat -= shiftedLat - lat;
      trueLon -= shiftedLon - lon;
    }
    return [trueLat, trueLon];
  };

  // World pixels at zoom 0 of a point of the tile grid, moved to where it truly lies.
  const lonOf = (x) => x / 256 * 360 - 180;
  const moved = (x, y, move) => {
    const [lat, lon] = move(z.latOf(y), lonOf(x));
    return [z.worldX(lon), z.worldY(lat)];
  };

  // The tiles of one source: fetched as they are needed, the nearest to the middle first, the least used forgotten.
  z.TileLayer = class {
    constructor(spec, arrived) {
      Object.assign(this, { spec, arrived, kept: new Map(), queue: [], running: 0, waiters: [], closed: false });
      this.shifted = spec.datum === 'GCJ-02';
    }

    close() {
      this.closed = true;
      this.queue = [];
      for (const { value } of this.kept.values()) this.drop(value);
      this.kept.clear();
      this.settle();
    }

    drop() {}

    tileZoom(view) {
      return Math.max(this.spec.min_zoom, Math.min(this.spec.max_zoom, this.wantedZoom(view)));
    }

    corner(x, y) { return this.shifted ? moved(x, y, z.fromGcj) : [x, y]; }

    // The tiles that this view shows, each with its box in world pixels at zoom 0.
    cover(view) {
      const zoom = this.tileZoom(view);
      const wide = Math.pow(2, zoom);
      const side = 256 / wide;
      let [left, top] = [view.ox / view.scale, view.oy / view.scale];
      let [right, bottom] = [(view.ox + view.width) / view.scale, (view.oy + view.height) / view.scale];
      if (this.shifted) {
        [left, top] = moved(left, top, z.toGcj);
        [right, bottom] = moved(right, bottom, z.toGcj);
      }
      const number = (at) => Math.max(0, Math.min(wide - 1, Math.floor(at / side)));
      const found = [];
      for (let x = number(left); x <= number(right); x += 1) {
        for (let y = number(top); y <= number(bottom) && found.length < MOST; y += 1) {
          found.push({ zoom, x, y, key: zoom + '/' + x + '/' + y, box: [...this.corner(x * side, y * side), ...this.corner((x + 1) * side, (y + 1) * side)] });
        }
      }
      const [midX, midY] = [(left + right) / 2 / side - 0.5, (top + bottom) / 2 / side - 0.5];
      found.sort((a, b) => Math.hypot(a.x - midX, a.y - midY) - Math.hypot(b.x - midX, b.y - midY));
      return found;
    }

    // On whole pixels of the screen: half ones would leave hairlines between neighbours.
    rect(box, view) {
      const snap = (value) => Math.round(value * view.ratio) / view.ratio;
      const x = snap(box[0] * view.scale - view.ox);
      const y = snap(box[1] * view.scale - view.oy);
      return { x, y, width: snap(box[2] * view.scale - view.ox) - x, height: snap(box[3] * view.scale - view.oy) - y };
    }

    // What is there of these tiles; what is not is asked for, and what was wanted for an earlier view no longer is.
    have(tiles) {
      const now = performance.now();
      const ready = [];
      this.queue = [];
      for (const tile of tiles) {
        const kept = this.kept.get(tile.key);
        if (kept && kept.value) {
          kept.used = now;
          ready.push({ tile, value: kept.value });
        } else if (!kept || (!kept.loading && now - kept.used > AGAIN_MS)) {
          this.queue.push(tile);
        }
      }
      this.pump();
      return ready;
    }

    get busy() { return this.running > 0 || this.queue.length > 0; }

    idle() { return this.busy ? new Promise((resolve) => this.waiters.push(resolve)) : Promise.resolve(); }

    settle() {
      if (this.busy && !this.closed) return;
      for (const resolve of this.waiters.splice(0)) resolve();
    }

    pump() {
      while (this.running < AT_ONCE && this.queue.length) {
        const tile = this.queue.shift();
        this.kept.set(tile.key, { loading: true, used: performance.now() });
        this.running += 1;
        this.load('/tiles/' + this.spec.id + '/' + tile.key, tile).catch(() => null).then((value) => {
          this.running -= 1;
          if (this.closed) this.drop(value);
          else this.keep(tile.key, value);
          this.pump();
          this.settle();
        });
      }
    }

    keep(key, value) {
      this.kept.set(key, { value, used: performance.now() });
      if (this.kept.size > KEPT) {
        const [oldest, entry] = [...this.kept].filter(([, one]) => !one.loading).sort((a, b) => a[1].used - b[1].used)[0] || [];
        if (oldest) {
          this.drop(entry.value);
          this.kept.delete(oldest);
        }
      }
      if (value) this.arrived();
    }
  };

  z.RasterLayer = class extends z.TileLayer {
    wantedZoom(view) { return Math.round(view.zoom + (view.live ? 0 : Math.log2(view.ratio) / 2)); }

    async load(address) {
      const reply = await fetch(address);
      const blob = await reply.blob();
      return blob.size ? createImageBitmap(blob) : null;
    }

    drop(value) { if (value) value.close(); }

    paint(context, view, opacity) {
      const tiles = this.cover(view);
      const ready = this.have(tiles);
      context.globalAlpha = opacity;
      if (view.palette.theme === 'dark') context.filter = 'brightness(0.55)';
      context.imageSmoothingQuality = 'high';
      for (const { tile, value } of ready) {
        const rect = this.rect(tile.box, view);
        context.drawImage(value, rect.x, rect.y, rect.width, rect.height);
      }
      context.filter = 'none';
      context.globalAlpha = 1;
      return ready.length === tiles.length;
    }
  };
})(Zhishou);
