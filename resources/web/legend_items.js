// What the legend says: every sign that is on the map now with its words, for the panel and for paper.
'use strict';

(function (z) {
  const SIDE = 22;

  const unitItems = (seen, palette, ratio) => {
    const kinds = new Set();
    const statuses = new Set();
    const links = new Set();
    for (const unit of seen) {
      kinds.add(z.signs.units[unit.symbol] ? unit.symbol : '');
      statuses.add(unit.status);
      links.add(unit.link);
    }
    const known = Object.keys(z.signs.units).filter((symbol) => kinds.has(symbol)).map((symbol) => ({
      key: symbol, toggle: 'units:' + symbol, words: z.signs.units[symbol], image: z.unitSprite({ symbol, status: 'on_standby' }, palette, 16, ratio)
    }));
    const states = Object.keys(z.signs.statuses).filter((name) => statuses.has(name) && name !== 'on_standby').map((name) => ({
      key: 's-' + name, words: z.signs.statuses[name], badge: z.signs.statuses[name].badge, caption: 'status'
    }));
    const lost = [['stale', 'question'], ['offline', 'cross']].filter(([name]) => links.has(name)).map(([name, badge]) => ({
      key: 'l-' + name, words: z.signs.links[name], badge, caption: 'status'
    }));
    return known.concat(states, lost);
  };

  const incidentItems = (features, palette, ratio) => {
    const seen = (name) => new Set(features.map((feature) => feature.properties[name]));
    const [shapes, tones, states] = [seen('shape'), seen('tone'), seen('state')];
    const example = (properties, size) => z.incidentSprite(Object.assign({ symbol: '', shape: 'A', tone: 'ungraded', state: 'terminated' }, properties), palette, size, ratio);
    return [].concat(
      Object.keys(z.signs.incident_classes).filter((shape) => shapes.has(shape)).map((shape) => ({ key: shape, words: z.signs.incident_classes[shape], image: example({ shape }, 19) })),
      Object.keys(z.signs.tones).filter((tone) => tones.has(tone) && z.signs.tones[tone].zh).map((tone) => ({
        key: 't-' + tone, words: z.signs.tones[tone], swatch: z.signs.tones[tone][palette.theme], ink: palette.theme === 'dark' ? '#14181a' : z.signs.tones[tone].ink,
        numeral: tone.startsWith('I') ? tone : '', caption: 'severity'
      })),
      Object.keys(z.signs.states).filter((state) => states.has(state)).map((state) => ({
        key: 'x-' + state, words: z.signs.states[state], image: example({ state }, 11), caption: 'state'
      })));
  };

  const layerItems = (layer, features, palette, ratio) => {
    if (layer.style === 'incident') return incidentItems(features, palette, ratio);
    const symbols = new Set(features.map((feature) => feature.properties.symbol));
    const drawn = Object.keys(z.signs.drawings).filter((kind) => symbols.has(kind)).map((kind) => ({
      key: kind, words: z.signs.drawings[kind], example: z.drawingExample(kind, palette, 34, 18, ratio)
    }));
    const placed = Object.keys(z.signs.places).filter((symbol) => symbols.has(symbol) && !z.signs.drawings[symbol]).map((symbol) => ({
      key: symbol, words: z.signs.places[symbol], image: z.placeSprite(layer.style, { symbol, tone: 'neutral' }, palette, ratio)
    }));
    if (layer.draw !== 'area') return drawn.concat(placed);
    return drawn.length ? drawn : [{ key: layer.name, words: layer, example: z.lineExample(layer.style, palette, ratio) }];
  };

  // The groups in their order, each with the layers that have something to show; for a picture only what lies in its view.
  z.legendGroups = (features, units, palette, ratio, view) => {
    const listed = (layer) => {
      const all = features.layers.get(layer.name) || [];
      if (!view) return all;
      return view.on(layer.name) && !features.isFar(layer, view) ? all.filter((feature) => z.inView(feature.box, view, 0)) : [];
    };
    const layers = features.order().slice().reverse().map((layer) => [layer, listed(layer)]).filter(([, found]) => found.length)
      .map(([layer, found]) => ({ layer, items: layerItems(layer, found, palette, ratio) }));
    const force = z.signs.layers.find((layer) => layer.draw === 'unit');
    const seen = view ? (view.on('units') ? units.seen(view) : []) : units.units;
    if (seen.length) layers.push({ layer: force, items: unitItems(seen, palette, ratio) });
    return Object.entries(z.signs.groups).map(([name, words]) => ({ name, words, layers: layers.filter(({ layer }) => (layer.group || 'imported') === name) }))
      .filter((group) => group.layers.length);
  };

  // One sign in a box of 22 by 22 (an example of a line or an area: 34 by 18).
  z.paintItem = (context, item, x, y) => {
    context.save();
    context.translate(x, y);
    if (item.image) context.drawImage(item.image, (SIDE - item.image.box) / 2, (SIDE - item.image.box) / 2, item.image.box, item.image.box);
    else if (item.example) context.drawImage(item.example, 0, 2, 34, 18);
    else if (item.badge) z.drawBadge(context, item.badge, SIDE / 2, SIDE / 2, 6.5);
    else if (item.swatch) swatch(context, item);
    context.restore();
  };

  const swatch = (context, item) => {
    context.fillStyle = item.swatch;
    context.fillRect(0, 4, SIDE, 14);
    if (!item.numeral) return;
    context.font = '700 11px ' + z.FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = item.ink;
    context.fillText(item.numeral, SIDE / 2, SIDE / 2 + 0.5);
  };

  // The legend on a picture: a strip of its own at the right, whole, in as many columns as its height asks for.
  z.legendStrip = (groups, height) => {
    const rows = groups.flatMap((group) => group.layers).flatMap(({ layer, items }) => [{ head: z.word(layer) }, ...items.map((item) => ({ item }))]);
    const wide = z.language === 'en' ? 178 : 138;
    const columns = Math.max(1, Math.min(3, Math.ceil(rows.length / Math.max(6, Math.floor((height - 36) / 18)))));
    const deep = Math.ceil(rows.length / columns);
    return { rows, wide, deep, tall: Math.min(20, (height - 36) / Math.max(deep, 1)), width: rows.length ? columns * wide + 16 : 0 };
  };

  z.paintStrip = (context, strip, x, height) => {
    const { rows, wide, deep, tall } = strip;
    context.save();
    context.fillStyle = '#ffffff';
    context.fillRect(x, 0, strip.width, height);
    context.strokeStyle = context.fillStyle = '#20272d';
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, 0.5, strip.width - 1, height - 1);
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    context.font = '700 13px ' + z.FONT;
    context.fillText(z.say('legend_title'), x + 10, 17);
    rows.forEach((row, at) => {
      const left = x + 10 + Math.floor(at / deep) * wide;
      const top = 30 + at % deep * tall;
      if (row.item) z.paintItem(context, row.item, left, top + tall / 2 - 11);
      context.fillStyle = '#20272d';
      context.textAlign = 'left';
      context.textBaseline = 'middle';
      context.font = (row.head ? '700' : '400') + ' 11.5px ' + z.FONT;
      context.fillText(row.head || z.word(row.item.words), row.head ? left : left + 40, top + tall / 2, row.head ? wide - 6 : wide - 44);
    });
    context.restore();
  };
})(Zhishou);
