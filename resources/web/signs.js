// Sprites: each sign is drawn once per look and size, then only copied. Shape and character carry the meaning, colour helps.
'use strict';

(function (z) {
  const sprites = new Map();
  const paths = new Map();
  z.SPRITE_PAD = 7;
  const GRADES = ['I', 'II', 'III', 'IV'];

  const pathOf = (kind, name) => {
    const key = kind + name;
    if (!paths.has(key)) paths.set(key, new Path2D(z.signs[kind][name] || z.signs.shapes.circle));
    return paths.get(key);
  };

  z.clearSprites = () => sprites.clear();

  const sprite = (key, size, ratio, draw) => {
    const full = key + '|' + size + '|' + ratio;
    let made = sprites.get(full);
    if (!made) {
      const box = size + 2 * z.SPRITE_PAD;
      made = z.element('canvas');
      made.width = made.height = Math.ceil(box * ratio);
      made.box = box;
      const context = made.getContext('2d');
      context.scale(ratio, ratio);
      context.translate(z.SPRITE_PAD, z.SPRITE_PAD);
      draw(context, size / z.signs.box, size);
      sprites.set(full, made);
    }
    return made;
  };

  z.stamp = (context, image, x, y) => {
    context.drawImage(image, Math.round(x - image.box / 2), Math.round(y - image.box / 2), image.box, image.box);
  };

  const body = (context, unit, shape, look) => {
    context.save();
    context.scale(unit, unit);
    const path = pathOf('shapes', shape);
    context.lineJoin = 'round';
    if (look.halo) {
      context.strokeStyle = look.halo;
      context.lineWidth = (look.lineWidth + 3.2) / unit;
      context.stroke(path);
    }
    context.fillStyle = look.fill;
    context.fill(path);
    context.strokeStyle = look.line;
    context.lineWidth = look.lineWidth / unit;
    if (look.dash) context.setLineDash([3 / unit, 2.4 / unit]);
    context.stroke(path);
    context.restore();
  };

  const SINK = { triangle: 0.645, house: 0.58, tree: 0.6, heart: 0.46, drop: 0.58, flame: 0.6, pentagon: 0.54, flag: 0.36 };

  const glyph = (context, size, shape, ink, char, pathName) => {
    context.fillStyle = ink;
    if (pathName) {
      const unit = size / z.signs.box;
      context.save();
      context.scale(unit, unit);
      context.fill(pathOf('paths', pathName));
      context.restore();
      return;
    }
    const share = shape === 'triangle' || shape === 'tree' ? 0.46 : shape === 'diamond' || shape === 'cross' ? 0.52 : 0.6;
    context.font = '700 ' + Math.round(size * share) + 'px ' + z.FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(char, size / 2, size * (SINK[shape] || 0.5) + size * 0.02);
  };

  // Small mark at the lower right: the status by form; white ground so that it is read over any symbol.
  const BADGES = {
    ring: (c, r) => { c.beginPath(); c.arc(0, 0, r * 0.5, 0, 7); c.stroke(); },
    disc: (c, r) => { c.beginPath(); c.arc(0, 0, r * 0.58, 0, 7); c.fill(); },
    right: (c, r) => { c.beginPath(); c.moveTo(-r * 0.45, -r * 0.62); c.lineTo(r * 0.68, 0); c.lineTo(-r * 0.45, r * 0.62); c.fill(); },
    left: (c, r) => { c.beginPath(); c.moveTo(r * 0.45, -r * 0.62); c.lineTo(-r * 0.68, 0); c.lineTo(r * 0.45, r * 0.62); c.fill(); },
    square: (c, r) => c.fillRect(-r * 0.5, -r * 0.5, r, r),
    bars: (c, r) => { c.fillRect(-r * 0.52, -r * 0.55, r * 0.36, r * 1.1); c.fillRect(r * 0.16, -r * 0.55, r * 0.36, r * 1.1); },
    cross: (c, r) => { c.beginPath(); c.moveTo(-r * 0.5, -r * 0.5); c.lineTo(r * 0.5, r * 0.5); c.moveTo(r * 0.5, -r * 0.5); c.lineTo(-r * 0.5, r * 0.5); c.stroke(); },
    star: (c, r) => { c.fillRect(-r * 0.22, -r * 0.68, r * 0.44, r * 1.36); c.fillRect(-r * 0.68, -r * 0.22, r * 1.36, r * 0.44); },
    question: (c, r) => { c.font = '700 ' + Math.round(r * 1.7) + 'px ' + z.FONT; c.textAlign = 'center'; c.textBaseline = 'middle'; c.fillText('?', 0, r * 0.1); }
  };
  z.drawBadge = (context, name, x, y, radius) => {
    if (!BADGES[name]) return;
    context.save();
    context.translate(x, y);
    context.fillStyle = '#ffffff';
    context.strokeStyle = '#1d2329';
    context.lineWidth = 1;
    context.beginPath();
    context.arc(0, 0, radius, 0, 7);
    context.fill();
    context.stroke();
    context.fillStyle = '#1d2329';
    context.lineWidth = 1.7;
    BADGES[name](context, radius);
    context.restore();
  };

  z.unitSprite = (unit, palette, size, ratio) => {
    const kind = z.signs.units[unit.symbol] || z.signs.units[''];
    const status = z.signs.statuses[unit.status] || z.signs.statuses.on_standby;
    const link = unit.link || 'fresh';
    const tone = GRADES.includes(unit.tone) ? unit.tone : '';
    const key = ['unit', unit.symbol, unit.status, link, tone, palette.theme].join('|');
    return sprite(key, size, ratio, (context, scale) => {
      if (tone) {
        context.strokeStyle = z.signs.tones[tone][palette.theme];
        context.lineWidth = 3;
        context.beginPath();
        context.arc(size / 2, size / 2, size / 2 + 4, 0, 7);
        context.stroke();
      }
      const faded = link === 'offline' || unit.status === 'out_of_service';
      const look = {
        fill: faded ? '#8b9299' : kind.fill, line: faded ? '#ffffff' : kind.line, lineWidth: 1.3,
        halo: palette['sprite-halo'], dash: link !== 'fresh'
      };
      if (link !== 'fresh') look.line = palette.theme === 'dark' ? '#ffffff' : '#20272d';
      body(context, scale, kind.shape, look);
      glyph(context, size, kind.shape, faded ? '#ffffff' : kind.ink, kind.char, kind.path);
      z.drawBadge(context, link === 'fresh' ? status.badge : link === 'stale' ? 'question' : 'cross', size - 1, size - 1, size < 18 ? 4.6 : 5.6);
    });
  };

  // The way a unit goes: a small wedge beyond its sign, drawn around the middle and turned.
  z.drawNose = (context, palette, size) => {
    context.fillStyle = palette.select;
    context.beginPath();
    context.moveTo(0, -size / 2 - 6);
    context.lineTo(4.5, -size / 2);
    context.lineTo(-4.5, -size / 2);
    context.fill();
  };

  z.noseSprite = (degrees, palette, size, ratio) => sprite('nose|' + degrees + '|' + palette.theme, size, ratio, (context) => {
    context.translate(size / 2, size / 2);
    context.rotate(degrees * Math.PI / 180);
    z.drawNose(context, palette, size);
  });

  // The grade as a numeral at the foot of the sign: colour alone does not survive a black-and-white print.
  const numeral = (context, grade, size, palette) => {
    context.font = '700 10px ' + z.FONT;
    const wide = context.measureText(grade).width + 6;
    const left = size + 3 - wide;
    context.fillStyle = palette.flag;
    context.strokeStyle = palette['flag-ink'];
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(left, size - 8, wide, 12, 2);
    context.fill();
    context.stroke();
    context.fillStyle = palette['flag-ink'];
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(grade, left + wide / 2, size - 1.5);
  };

  z.incidentSprite = (properties, palette, size, ratio) => {
    const form = z.signs.incident_classes[properties.shape] || z.signs.incident_classes.A;
    const tone = z.signs.tones[properties.tone] || z.signs.tones.ungraded;
    const state = z.signs.states[properties.state] || z.signs.states.opened;
    const char = z.signs.incident_chars[properties.symbol] || form.char;
    const key = ['incident', form.shape, char, properties.tone, properties.state, palette.theme].join('|');
    return sprite(key, size, ratio, (context, scale) => {
      const colour = tone[palette.theme];
      if (state.faded) context.globalAlpha = 0.7;
      if (state.ring !== 'none') {
        context.strokeStyle = colour;
        context.lineWidth = 2.2;
        if (state.ring === 'dashed') context.setLineDash([4, 3.4]);
        context.beginPath();
        context.arc(size / 2, size / 2, size / 2 + 5, 0, 7);
        context.stroke();
        context.setLineDash([]);
      }
      const ground = palette.flag;
      const light = palette.theme === 'dark' ? '#14181a' : tone.ink;
      const line = state.solid ? (palette.theme === 'dark' ? '#14181a' : '#20272d') : colour;
      body(context, scale, form.shape, { fill: state.solid ? colour : ground, line, lineWidth: state.solid ? 1.2 : 2.2, halo: palette['sprite-halo'] });
      glyph(context, size, form.shape, state.solid ? light : palette['flag-ink'], char);
      if (GRADES.includes(properties.tone) && size > 24) numeral(context, properties.tone, size, palette);
    });
  };

  z.placeSprite = (style, properties, palette, ratio) => {
    const drawn = z.signs.drawings[properties.symbol];
    const look = z.signs.styles[drawn ? 'post' : style] || z.signs.styles.facility;
    const place = drawn || z.signs.places[properties.symbol] || z.signs.places[style] || { char: '·' };
    const shape = (drawn && drawn.shape) || look.shape;
    const alarmed = GRADES.includes(properties.tone) ? properties.tone : '';
    const heading = Number.isFinite(properties.heading_deg) ? Math.round(properties.heading_deg / 5) * 5 : null;
    const key = ['place', style, shape, place.char, alarmed, heading, palette.theme].join('|');
    return sprite(key, look.size, ratio, (context, scale, size) => {
      const line = alarmed ? z.signs.tones[alarmed][palette.theme] : look.line[palette.theme];
      if (heading !== null) cone(context, size, heading, palette);
      body(context, scale, shape, { fill: look.fill[palette.theme], line, lineWidth: alarmed ? 2.4 : 1.1, halo: palette['sprite-halo'] });
      glyph(context, size, shape, look.ink[palette.theme], place.char);
    });
  };

  // The way that a camera looks, clockwise from north.
  const cone = (context, size, heading, palette) => {
    context.save();
    context.translate(size / 2, size / 2);
    context.rotate(heading * Math.PI / 180);
    context.fillStyle = palette.label;
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(-8, -size / 2 - 6);
    context.lineTo(8, -size / 2 - 6);
    context.fill();
    context.restore();
  };
})(Zhishou);
