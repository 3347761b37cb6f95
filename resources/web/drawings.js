// What was drawn: each kind of cordon, area and route has its own line, its own hatching and its own character, so that it
// is told apart on a black-and-white print.
'use strict';

(function (z) {
  const patterns = new Map();

  const STROKES = {
    rising: (c, s) => { c.moveTo(0, s); c.lineTo(s, 0); },
    falling: (c, s) => { c.moveTo(0, 0); c.lineTo(s, s); },
    cross: (c, s) => { c.moveTo(0, s); c.lineTo(s, 0); c.moveTo(0, 0); c.lineTo(s, s); },
    level: (c, s) => { c.moveTo(0, s / 2); c.lineTo(s, s / 2); }
  };

  const hatch = (context, name, colour, ratio) => {
    if (name === 'none') return null;
    const key = [name, colour, ratio].join('|');
    if (!patterns.has(key)) {
      const side = name === 'dots' ? 9 : 10;
      const tile = z.element('canvas');
      tile.width = tile.height = Math.round(side * ratio);
      const inner = tile.getContext('2d');
      inner.scale(tile.width / side, tile.height / side);
      inner.strokeStyle = inner.fillStyle = colour;
      inner.lineWidth = 0.9;
      inner.lineCap = 'square';
      inner.beginPath();
      if (name === 'dots') inner.arc(side / 2, side / 2, 1.2, 0, 7);
      else STROKES[name](inner, side);
      if (name === 'dots') inner.fill(); else inner.stroke();
      patterns.set(key, tile);
    }
    const made = context.createPattern(patterns.get(key), 'repeat');
    made.setTransform(new DOMMatrix().scale(1 / ratio, 1 / ratio));
    return made;
  };

  const DASHES = { dashed: [9, 5], dotted: [2, 4], dashdot: [12, 4, 2, 4], long: [16, 5] };

  // Places along a path, evenly apart, with the direction there.
  const along = (path, view, apart, close, visit) => {
    const points = [];
    for (let at = 0; at < path.length; at += 2) points.push([path[at] * view.scale - view.ox, path[at + 1] * view.scale - view.oy]);
    if (close && points.length > 2) points.push(points[0]);
    let rest = apart / 2;
    for (let at = 1; at < points.length; at += 1) {
      const [fx, fy] = points[at - 1];
      const [dx, dy] = [points[at][0] - fx, points[at][1] - fy];
      const length = Math.hypot(dx, dy);
      if (length > 40000) return; // far out of the window on both sides
      for (; rest < length; rest += apart) visit(fx + dx * rest / length, fy + dy * rest / length, Math.atan2(dy, dx));
      rest -= length;
    }
  };

  const MARKS = {
    teeth: [14, (c) => { c.moveTo(0, 0); c.lineTo(0, 6); }],
    crosses: [20, (c) => { c.moveTo(-4.5, -4.5); c.lineTo(4.5, 4.5); c.moveTo(4.5, -4.5); c.lineTo(-4.5, 4.5); }],
    arrows: [46, (c) => { c.moveTo(-5, -6); c.lineTo(5, 0); c.lineTo(-5, 6); }],
    rail: [46, (c) => { c.moveTo(-4, -6); c.lineTo(4, 0); c.lineTo(-4, 6); }]
  };

  const marks = (context, view, look, paths, close, colour, halo) => {
    const [apart, draw] = MARKS[look.line];
    for (const [stroke, width] of halo ? [[halo, 5], [colour, 2.2]] : [[colour, 2.2]]) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.lineCap = 'round';
      for (const path of paths) {
        along(path, view, apart, close, (x, y, turn) => {
          if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) return;
          context.save();
          context.translate(x, y);
          context.rotate(turn);
          context.beginPath();
          draw(context);
          context.stroke();
          context.restore();
        });
      }
    }
  };

  z.drawingColour = (look, palette) => palette[look.colour] || palette.label;

  // A line or an area with the look of its kind; ``paths`` in world pixels as in ``z.shapeOf``.
  z.paintDrawing = (context, view, look, shape, chosen) => {
    const palette = view.palette;
    const colour = z.drawingColour(look, palette);
    context.save();
    context.lineJoin = 'round';
    context.beginPath();
    z.trace(context, shape.paths, view, shape.area);
    if (shape.area) {
      context.globalAlpha = chosen ? 0.16 : 0.06;
      context.fillStyle = colour;
      context.fill('evenodd');
      context.globalAlpha = 0.5;
      const pattern = hatch(context, look.hatch, colour, view.ratio || 1);
      if (pattern) {
        context.fillStyle = pattern;
        context.fill('evenodd');
      }
      context.globalAlpha = 1;
    }
    if (chosen) {
      context.strokeStyle = palette['select-halo'];
      context.lineWidth = look.width + 6;
      context.stroke();
      context.strokeStyle = palette.select;
      context.lineWidth = look.width + 3;
      context.stroke();
    }
    context.strokeStyle = colour;
    context.lineWidth = look.width;
    context.setLineDash(DASHES[look.line] || []);
    context.stroke();
    context.setLineDash([]);
    if (look.line === 'rail') { // two lines: the light middle of a wide one
      context.strokeStyle = palette.flag;
      context.lineWidth = look.width - 2.4;
      context.stroke();
    }
    if (MARKS[look.line]) marks(context, view, look, shape.paths, shape.area, colour, look.line === 'arrows' || look.line === 'rail' ? palette.halo : '');
    context.restore();
    if (!shape.area && (look.line === 'arrows' || look.line === 'rail')) z.arrowHead(context, view, shape.paths[0], colour);
  };

  // The end of a route: its direction is seen without knowing where it starts.
  z.arrowHead = (context, view, path, colour) => {
    if (path.length < 4) return;
    const end = path.length - 2;
    context.save();
    context.translate(path[end] * view.scale - view.ox, path[end + 1] * view.scale - view.oy);
    context.rotate(Math.atan2(path[end + 1] - path[end - 1], path[end] - path[end - 2]));
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(11, 0);
    context.lineTo(-6, -8);
    context.lineTo(-6, 8);
    context.fill();
    context.restore();
  };

  // The line of a layer that is not drawn by hand (grids, ways, rings), for the legend.
  z.lineExample = (style, palette, ratio) => {
    const canvas = z.element('canvas');
    canvas.width = Math.round(34 * ratio);
    canvas.height = Math.round(18 * ratio);
    const context = canvas.getContext('2d');
    context.scale(ratio, ratio);
    context.strokeStyle = palette[style] || palette.grid;
    context.lineWidth = { way: 3, trail: 2.2, beat: 2.4 }[style] || 1.4;
    context.setLineDash({ way: [], trail: [], heat: [], ring: [2, 4], beat: [1, 5] }[style] || [5, 3]);
    context.beginPath();
    context.moveTo(0, 9);
    context.lineTo(34, 9);
    context.stroke();
    return canvas;
  };

  // An example for the legend and for menus, on a canvas of its own.
  z.drawingExample = (kind, palette, width, height, ratio) => {
    const look = z.signs.drawings[kind];
    const canvas = z.element('canvas');
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = width + 'px';
    canvas.style.height = height + 'px';
    const context = canvas.getContext('2d');
    context.scale(ratio, ratio);
    const view = { scale: 1, ox: 0, oy: 0, width, height, palette, ratio };
    const area = look.forms.includes('area');
    if (look.forms[0] === 'point') {
      const image = z.placeSprite('post', { symbol: kind, tone: 'neutral' }, palette, ratio);
      const side = image.box * Math.min(1, height / (image.box - 2 * z.SPRITE_PAD + 4));
      context.drawImage(image, (width - side) / 2, (height - side) / 2, side, side);
    } else if (area) {
      z.paintDrawing(context, view, look, { paths: [Float64Array.of(2, 3, width - 2, 3, width - 2, height - 3, 2, height - 3)], area: true }, false);
    } else {
      z.paintDrawing(context, view, look, { paths: [Float64Array.of(2, height / 2, width - 9, height / 2)], area: false }, false);
    }
    return canvas;
  };
})(Zhishou);
