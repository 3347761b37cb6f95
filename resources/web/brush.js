// How imported layers are drawn and found: strokes, hatches and marks that differ by form in one grey ink, and the sums of a
// shape that both need. Texts are not known here.
'use strict';

(function (z) {
  const MARK = 5;
  const DASH = { solid: [], dashed: [7, 4], dotted: [1, 4], double: [], hatched: [9, 3, 2, 3] };
  const WIDTH = { solid: 1.5, dashed: 1.5, dotted: 2.2, double: 3.6, hatched: 1.3 };
  const hatches = new Map();

  // Thin slanting lines, twice as dense as the screen is fine; made once for each theme and density.
  const hatchOf = (context, view) => {
    const key = view.palette.theme + view.ratio;
    if (!hatches.has(key)) {
      const side = 8;
      const tile = z.element('canvas');
      tile.width = tile.height = side;
      const pen = tile.getContext('2d');
      pen.strokeStyle = view.palette.label;
      pen.globalAlpha = 0.45;
      pen.beginPath();
      for (const off of [-side, 0, side]) {
        pen.moveTo(off, side);
        pen.lineTo(off + side, 0);
      }
      pen.stroke();
      hatches.set(key, tile);
    }
    return context.createPattern(hatches.get(key), 'repeat');
  };

  const stroke = (context, palette, pattern, extra) => {
    context.lineCap = pattern === 'dotted' ? 'round' : 'butt';
    context.lineJoin = 'round';
    context.setLineDash([]);
    context.strokeStyle = palette.halo;
    context.lineWidth = WIDTH[pattern] + 2.2 + extra;
    context.globalAlpha = 0.6;
    context.stroke();
    context.globalAlpha = 1;
    context.setLineDash(DASH[pattern]);
    context.strokeStyle = palette.label;
    context.lineWidth = WIDTH[pattern] + extra;
    context.stroke();
    if (pattern !== 'double') return;
    context.strokeStyle = palette.halo;
    context.lineWidth = WIDTH[pattern] - 2.4;
    context.stroke();
  };

  // A mark for a place: its form says to which layer it belongs.
  const mark = (context, palette, pattern, x, y) => {
    const r = MARK;
    context.setLineDash([]);
    context.lineWidth = 1.4;
    context.strokeStyle = palette.label;
    context.fillStyle = pattern === 'solid' ? palette.label : palette.halo;
    context.beginPath();
    if (pattern === 'dashed') context.rect(x - r, y - r, 2 * r, 2 * r);
    else if (pattern === 'dotted') context.arc(x, y, r - 1.5, 0, 7);
    else if (pattern === 'hatched') {
      context.moveTo(x, y - r - 1);
      for (const [dx, dy] of [[r + 1, 0], [0, r + 1], [-r - 1, 0]]) context.lineTo(x + dx, y + dy);
      context.closePath();
    } else context.arc(x, y, r, 0, 7);
    context.fill();
    context.stroke();
    if (pattern === 'double' || pattern === 'dashed') {
      context.fillStyle = palette.label;
      context.beginPath();
      context.arc(x, y, 1.8, 0, 7);
      context.fill();
    }
  };

  const inside = (paths, x, y) => {
    let odd = false;
    for (const path of paths) {
      for (let at = 0, before = path.length - 2; at < path.length; before = at, at += 2) {
        if ((path[at + 1] > y) === (path[before + 1] > y)) continue;
        if (x < (path[before] - path[at]) * (y - path[at + 1]) / (path[before + 1] - path[at + 1]) + path[at]) odd = !odd;
      }
    }
    return odd;
  };

  // A place inside an area for its name: the middle of the widest stretch on the height of its middle.
  const middleOf = (feature) => {
    if (!feature.area) {
      const path = feature.paths[0];
      const at = Math.floor(path.length / 4) * 2;
      return [path[at], path[at + 1]];
    }
    const y = (feature.box[1] + feature.box[3]) / 2 + 1e-12;
    const cuts = [];
    for (const path of feature.paths) {
      for (let at = 0, before = path.length - 2; at < path.length; before = at, at += 2) {
        if ((path[at + 1] > y) !== (path[before + 1] > y)) cuts.push((path[before] - path[at]) * (y - path[at + 1]) / (path[before + 1] - path[at + 1]) + path[at]);
      }
    }
    cuts.sort((a, b) => a - b);
    let best = [(feature.box[0] + feature.box[2]) / 2, 0];
    for (let at = 0; at + 1 < cuts.length; at += 2) if (cuts[at + 1] - cuts[at] > best[1]) best = [(cuts[at] + cuts[at + 1]) / 2, cuts[at + 1] - cuts[at]];
    return [best[0], y];
  };

  const near = (path, x, y, reach) => {
    for (let at = 0; at + 3 < path.length; at += 2) {
      const [ax, ay, bx, by] = [path[at], path[at + 1], path[at + 2], path[at + 3]];
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const share = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
      if (Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y) <= reach) return true;
    }
    return false;
  };

  z.brush = { MARK, DASH, stroke, mark, hatchOf, inside, middleOf, near };
})(Zhishou);
