// Thousands of signs as pixels: each look is cut into runs once, and a run is copied into a typed array. A canvas takes ten
// microseconds for each picture it is told to draw; copying the same sign costs less than one.
'use strict';

(function (z) {
  const SOLID = 200; // of 255: from here on a pixel simply replaces what was there
  const FAINT = 16;

  const scratch = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const pixelsOf = (image) => {
    scratch.canvas.width = image.width; // which empties it
    scratch.canvas.height = image.height;
    scratch.drawImage(image, 0, 0);
    return new Uint32Array(scratch.getImageData(0, 0, image.width, image.height).data.buffer);
  };

  // A sign as runs of solid pixels and single soft ones, as offsets into a raster of this width.
  const cut = (image, width) => {
    const wide = image.width;
    const tall = image.height;
    const pixels = pixelsOf(image);
    const runs = [];
    const solid = [];
    const softAt = [];
    const soft = [];
    for (let y = 0; y < tall; y += 1) {
      let open = false;
      for (let x = 0; x < wide; x += 1) {
        const pixel = pixels[y * wide + x];
        const alpha = pixel >>> 24;
        if (alpha >= SOLID) {
          if (!open) runs.push(y * width + x, 0);
          runs[runs.length - 1] += 1;
          solid.push(pixel);
        } else if (alpha >= FAINT) {
          softAt.push(y * width + x);
          soft.push(pixel);
        }
        open = alpha >= SOLID;
      }
    }
    return { width, wide, tall, runs: Int32Array.from(runs), solid: Uint32Array.from(solid), softAt: Int32Array.from(softAt), soft: Uint32Array.from(soft) };
  };

  const mix = (over, under) => {
    const alpha = over >>> 24;
    const below = under >>> 24;
    if (below === 0) return over;
    if (below < 255) return alpha > below ? over : under;
    const rest = 255 - alpha;
    const outer = ((over & 0xff00ff) * alpha + (under & 0xff00ff) * rest >>> 8) & 0xff00ff;
    const green = ((over >>> 8 & 0xff) * alpha + (under >>> 8 & 0xff) * rest >>> 8) << 8;
    return (0xff000000 | outer | green) >>> 0;
  };

  const inks = new WeakMap();

  z.Raster = class {
    constructor(width, height) {
      this.width = width;
      this.height = height;
      this.image = new ImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }

    clear() { this.pixels.fill(0); }

    // The cut form of a sprite for rasters of this width; sprites are cached, so that the same look is the same canvas.
    ink(sprite) {
      const known = inks.get(sprite);
      if (known && known.width === this.width) return known;
      const made = cut(sprite, this.width);
      inks.set(sprite, made);
      return made;
    }

    // A sign around this pixel; one that is not wholly on the raster is left out (it reaches beyond the window).
    put(ink, x, y) {
      const left = Math.round(x - ink.wide / 2);
      const top = Math.round(y - ink.tall / 2);
      if (left < 0 || top < 0 || left + ink.wide > this.width || top + ink.tall > this.height) return;
      const from = top * this.width + left;
      const { runs, solid, softAt, soft } = ink;
      const pixels = this.pixels;
      let next = 0;
      for (let at = 0; at < runs.length; at += 2) {
        const start = from + runs[at];
        const end = start + runs[at + 1];
        for (let spot = start; spot < end; spot += 1) pixels[spot] = solid[next++];
      }
      for (let at = 0; at < soft.length; at += 1) {
        const spot = from + softAt[at];
        pixels[spot] = mix(soft[at], pixels[spot]);
      }
    }
  };

  // Lets the page answer a frame or a key before the next piece of work.
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.splice(0).forEach((go) => go());
  z.breath = () => new Promise((resolve) => { waiting.push(resolve); channel.port2.postMessage(0); });
})(Zhishou);
