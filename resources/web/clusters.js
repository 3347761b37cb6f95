// Zoomed out, marks that would lie over each other are gathered into one badge with their number; a click opens it.
'use strict';

(function (z) {
  const CELL = 64;

  // Cells with more marks than ``least``: where they stand on average, how many, the box around them, their places in the list.
  z.gather = (count, xOf, yOf, takes, least) => {
    const cells = new Map();
    for (let at = 0; at < count; at += 1) {
      if (!takes(at)) continue;
      const key = Math.floor(xOf(at) / CELL) * 1048576 + Math.floor(yOf(at) / CELL);
      const cell = cells.get(key);
      if (cell) cell.push(at); else cells.set(key, [at]);
    }
    const found = [];
    for (const [key, members] of cells) {
      if (members.length <= least) continue;
      let x = 0;
      let y = 0;
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      for (const at of members) {
        const [mx, my] = [xOf(at), yOf(at)];
        x += mx;
        y += my;
        box[0] = Math.min(box[0], mx); box[1] = Math.min(box[1], my);
        box[2] = Math.max(box[2], mx); box[3] = Math.max(box[3], my);
      }
      found.push({ key, members, x: x / members.length, y: y / members.length, box });
    }
    return found;
  };

  const CROWD = 8; // so many places in one cell cover each other
  const CROWD_FROM = 300; // a map with fewer places is read as it is
  const APART_FROM = 17; // close enough: everything is drawn, whatever it lies over

  z.isCrowded = (count, view) => count > CROWD_FROM && view.zoom < APART_FROM;

  // Of many places whatever their layer: those that are not drawn one by one, and a badge for each cell in which they lie. A cell
  // is gathered where they lie too thick or where one of them is ``far``.
  z.crowd = (marks, view) => {
    const hidden = new Set();
    const features = marks.map(({ feature }) => feature);
    const middle = (side) => (Math.floor(side / CELL) + 0.5) * CELL; // in the middle of its cell no badge meets another
    const cells = z.gather(marks.length, (at) => features[at].box[0] * view.scale, (at) => features[at].box[1] * view.scale, () => true, 0);
    const badges = cells.filter(({ members }) => members.length > CROWD || members.some((at) => marks[at].far)).map((cell) => {
      const kinds = new Map();
      for (const at of cell.members) {
        hidden.add(features[at]);
        kinds.set(marks[at].layer, (kinds.get(marks[at].layer) || 0) + 1);
      }
      const layer = kinds.size === 1 ? marks[cell.members[0]].layer : null;
      const single = cell.members.length === 1;
      return Object.assign(cell, {
        features, layer, kinds: [...kinds], char: layer ? z.charOf(layer) : z.say('crowd'),
        x: single ? cell.x : middle(cell.x), y: single ? cell.y : middle(cell.y)
      });
    });
    return { hidden, badges };
  };

  z.charOf = (layer) => (z.signs.places[layer.style] || {}).char || z.word(layer).slice(0, 1);

  z.clusterSize = (count) => (count < 10 ? 26 : count < 100 ? 30 : count < 1000 ? 36 : 42);

  // A disc with the number; around it the share of each kind in its own colour (the tip says the same in words).
  z.paintCluster = (context, palette, x, y, count, shares) => {
    const radius = z.clusterSize(count) / 2;
    context.save();
    context.translate(Math.round(x), Math.round(y));
    context.beginPath();
    context.arc(0, 0, radius + 1.5, 0, 7);
    context.fillStyle = palette['sprite-halo'];
    context.fill();
    let from = -Math.PI / 2;
    for (const [colour, share] of shares) {
      const to = from + share / count * Math.PI * 2;
      context.beginPath();
      context.moveTo(0, 0);
      context.arc(0, 0, radius, from, to);
      context.closePath();
      context.fillStyle = colour;
      context.fill();
      from = to;
    }
    context.beginPath();
    context.arc(0, 0, radius - 4.5, 0, 7);
    context.fillStyle = palette.flag;
    context.fill();
    context.strokeStyle = palette.label;
    context.lineWidth = 1;
    context.beginPath();
    context.arc(0, 0, radius, 0, 7);
    context.stroke();
    context.fillStyle = palette['flag-ink'];
    context.font = '700 ' + (count < 1000 ? 12 : 11) + 'px ' + z.FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(String(count), 0, 0.5);
    context.restore();
  };

  // Places gathered: a plain square, quieter than the discs of units.
  z.paintGathered = (context, palette, x, y, count, char) => {
    context.save();
    context.font = '600 11px ' + z.FONT;
    const text = char + ' ' + count;
    const half = context.measureText(text).width / 2 + 5;
    context.translate(Math.round(x), Math.round(y));
    context.beginPath();
    context.roundRect(-half, -9, half * 2, 18, 3);
    context.fillStyle = palette.flag;
    context.fill();
    context.strokeStyle = palette['label-soft'];
    context.lineWidth = 1;
    context.setLineDash([3, 2]);
    context.stroke();
    context.fillStyle = palette['flag-ink'];
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(text, 0, 0.5);
    context.restore();
  };
})(Zhishou);
