// How a vector map is painted: the layers of three schemas read as our own few classes, in the colours of the theme.
'use strict';

(function (z) {
  const set = (text) => new Set(text.split(' '));
  const FOREST = set('forest wood scrub trees');
  const FARMLAND = set('farmland farm orchard vineyard meadow grass grassland crop crops allotments paddy plant_nursery greenhouse_horticulture');
  const BUILTUP = set('residential industrial commercial retail built_up builtup urban_area urban school hospital railway military suburb neighbourhood');
  const MAJOR = set('motorway trunk primary secondary highway major_road county');
  const TOWN = set('tertiary medium_road town');
  const MINOR = set('local minor minor_road service track residential unclassified village');
  const PATHS = set('path footway steps bridleway cycleway pedestrian');

  const ground = (kind) => (FOREST.has(kind) ? 'forest' : FARMLAND.has(kind) ? 'farmland' : BUILTUP.has(kind) ? 'builtup' : '');
  const road = (kind) => (MAJOR.has(kind) ? 'county' : TOWN.has(kind) ? 'town' : MINOR.has(kind) ? 'village' : PATHS.has(kind) ? 'path'
    : kind === 'rail' || kind === 'transit' ? 'rail' : kind === 'ferry' ? 'ferry' : '');
  // Boundaries of states are never painted out of foreign data: only a reviewed map may show them (《地图管理条例》).
  const boundary = (level) => (level >= 9 ? 'village' : level >= 4 ? 'town' : '');
  const waterway = (kind) => (kind === 'river' || kind === 'canal' ? 'river' : 'stream');
  const RANKS = { city: 1, county: 1, district: 1, town: 1, township: 1, locality: 2, borough: 2, suburb: 3, village: 2, quarter: 3,
    neighbourhood: 4, hamlet: 3, isolated_dwelling: 4, farm: 4 };
  const named = (props) => ({
    name: props['name:zh'] || props['name:zh-Hans'] || props.name || '', name_en: props['name:en'] || props.name_en || ''
  });
  const place = (props, kind) => Object.assign(named(props), { rank: RANKS[kind] || 4 });
  const poi = (props) => Object.assign(named(props), { rank: 5 });

  const waterOf = (props) => waterway(props.kind);
  // Per schema and layer: the part of the picture it belongs to, and the class of a feature ("" is not painted).
  const SCHEMAS = {
    zhishou: {
      landuse: ['ground', (p) => ground(p.kind)], water: ['water', () => 'water'], waterway: ['waterway', waterOf],
      buildings: ['building', () => 'building'], boundary: ['boundary', (p) => boundary(Number(p.level) || 8)],
      roads: ['road', (p) => road(p.kind)], places: ['place', place, (p) => p.kind], pois: ['place', poi, (p) => p.kind]
    },
    openmaptiles: {
      landcover: ['ground', (p) => ground(p.subclass) || ground(p.class)], landuse: ['ground', (p) => ground(p.class)],
      park: ['ground', () => 'forest'], water: ['water', () => 'water'], waterway: ['waterway', (p) => waterway(p.class)],
      building: ['building', () => 'building'], boundary: ['boundary', (p) => (p.maritime ? '' : boundary(Number(p.admin_level) || 0))],
      transportation: ['road', (p) => road(p.class)], transportation_name: ['road_name', (p) => road(p.class)],
      place: ['place', place, (p) => p.class], water_name: ['place', (p) => Object.assign(named(p), { rank: 4 }), () => 'water'], poi: ['place', poi, (p) => p.class]
    },
    protomaps: {
      landcover: ['ground', (p) => ground(p.kind)], landuse: ['ground', (p) => ground(p.kind)], water: ['water', waterOf],
      buildings: ['building', () => 'building'],
      boundaries: ['boundary', (p) => boundary(Number(p.kind_detail || p['pmap:min_admin_level']) || { county: 6, region: 4 }[p.kind] || 0)],
      roads: ['road', (p) => road(p.kind)], places: ['place', (p, kind) => place(p, kind), (p) => p.kind_detail || p.kind], pois: ['place', poi, (p) => p.kind]
    }
  };

  z.schemaOf = (name) => SCHEMAS[name] || {};

  // The rules by which protomaps-leaflet paints, from the bottom up. Over imagery only lines are painted.
  z.vectorRules = (schema, palette, bare) => {
    const { PolygonSymbolizer, LineSymbolizer } = protomapsL;
    const layers = Object.entries(SCHEMAS[schema] || {});
    const rules = [];
    const add = (part, name, geometry, symbolizer, minzoom) => {
      for (const [dataLayer, [of]] of layers) {
        if (of === part) rules.push({ dataLayer, symbolizer, minzoom, filter: (_zoom, feature) => feature.geomType === geometry && (name === null || feature.of === name) });
      }
    };
    const area = (part, name, fill, minzoom) => add(part, name, 3, new PolygonSymbolizer({ fill }), minzoom);
    const line = (part, name, color, width, more, minzoom) =>
      add(part, name, 2, new LineSymbolizer(Object.assign({ color, width, lineCap: 'round', lineJoin: 'round' }, more)), minzoom);
    const wide = (kind, share) => (zoom) => z.widthAt(z.WIDTH[kind], zoom) * (share || 1);
    const cased = (kind) => (zoom) => { const own = z.widthAt(z.WIDTH[kind], zoom); return own > 1.6 ? own + 1.6 : 0.01; };
    const casing = (kind) => (kind === 'county' ? palette['road-county-case'] : palette['road-case']);

    if (!bare) {
      for (const kind of ['farmland', 'forest', 'builtup']) area('ground', kind, palette[kind]);
      area('water', null, palette.water);
    }
    line('waterway', 'stream', palette.water, wide('river', 0.35), {}, 11);
    line('waterway', 'river', palette.water, wide('river'), {});
    line('water', 'stream', palette.water, wide('river', 0.35), {}, 11);
    line('water', 'river', palette.water, wide('river'), {});
    if (!bare) area('building', null, palette.building, 14);
    line('boundary', 'village', palette.boundary, () => 0.8, { dash: [3, 4], lineCap: 'butt' }, 12);
    line('boundary', 'town', palette.boundary, () => 1.6, { dash: [10, 4, 2, 4], lineCap: 'butt' });
    line('road', 'path', palette['road-case'], () => 1, { dash: [3, 3], lineCap: 'butt' }, 14);
    line('road', 'ferry', palette['water-line'], () => 1.2, { dash: [6, 4], lineCap: 'butt' }, 11);
    line('road', 'rail', palette.boundary, () => 1.6, {}, 10);
    for (const kind of ['village', 'town', 'county']) line('road', kind, casing(kind), cased(kind), {}, kind === 'village' ? 12 : 0);
    for (const kind of ['village', 'town', 'county']) {
      // A thin road has no room for a casing and takes its colour.
      const color = (zoom) => (z.widthAt(z.WIDTH[kind], zoom) > 1.6 ? palette['road-' + kind] : casing(kind));
      line('road', kind, color, wide(kind), {}, kind === 'village' ? 11 : 0);
    }
    return rules;
  };
})(Zhishou);
