// The base map: our own GeoJSON painted class by class, so that the ground stays calm and can change with the theme.
'use strict';

(function (z) {
  const WIDTH = { // road widths in pixels by zoom: [zoom, width]
    county: [[9, 1.2], [12, 3], [14, 6], [16, 11], [18, 20]],
    town: [[9, 0.6], [12, 1.8], [14, 4], [16, 8], [18, 15]],
    village: [[11, 0.4], [13, 1.2], [14, 2], [16, 5], [18, 10]],
    river: [[9, 1], [12, 2.5], [14, 6], [16, 14], [18, 30]]
  };
  const widthAt = (table, zoom) => {
    if (zoom <= table[0][0]) return table[0][1];
    for (let at = 1; at < table.length; at += 1) {
      const [upper, wide] = table[at];
      if (zoom > upper) continue;
      const [lower, narrow] = table[at - 1];
      return narrow + (wide - narrow) * (zoom - lower) / (upper - lower);
    }
    return table[table.length - 1][1];
  };

  z.WIDTH = WIDTH;
  z.widthAt = widthAt;

  z.ringsOf = (geometry) => {
    switch (geometry && geometry.type) {
      case 'Point': return [[geometry.coordinates]];
      case 'LineString': return [geometry.coordinates];
      case 'MultiLineString':
      case 'Polygon': return geometry.coordinates;
      case 'MultiPolygon': return geometry.coordinates.flat();
      default: return [];
    }
  };

  // A feature in world pixels: paths of x, y, x, y ... and the box around them.
  z.shapeOf = (geometry) => {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const paths = z.ringsOf(geometry).map((ring) => {
      const path = new Float64Array(ring.length * 2);
      ring.forEach(([lon, lat], index) => {
        const x = path[index * 2] = z.worldX(lon);
        const y = path[index * 2 + 1] = z.worldY(lat);
        box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
      });
      return path;
    });
    return { paths, box, area: /Polygon/.test(geometry ? geometry.type : '') };
  };

  z.inView = (box, view, margin) => {
    const m = (margin || 0);
    return box[2] * view.scale >= view.ox - m && box[0] * view.scale <= view.ox + view.width + m &&
      box[3] * view.scale >= view.oy - m && box[1] * view.scale <= view.oy + view.height + m;
  };

  z.trace = (context, paths, view, close) => {
    for (const path of paths) {
      for (let at = 0; at < path.length; at += 2) {
        const x = path[at] * view.scale - view.ox;
        const y = path[at + 1] * view.scale - view.oy;
        if (at === 0) context.moveTo(x, y); else context.lineTo(x, y);
      }
      if (close) context.closePath();
    }
  };

  z.Base = class {
    constructor() {
      this.layers = { landuse: [], water: [], boundary: [], buildings: [], roads: [], labels: [] };
    }

    load(name, collection) {
      this.layers[name] = (collection.features || []).filter((f) => f && f.geometry).map((feature) => {
        const properties = feature.properties || {};
        const kind = String(properties.kind || properties.class || '').replace('built_up', 'builtup');
        return Object.assign(z.shapeOf(feature.geometry), { kind, properties });
      });
    }

    // ``bare`` leaves out what would cover imagery that lies beneath.
    paint(context, view, bare) {
      const palette = view.palette;
      context.lineJoin = context.lineCap = 'round';
      if (!bare) {
        context.fillStyle = palette.ground;
        context.fillRect(0, 0, view.width, view.height);
        for (const kind of ['farmland', 'forest', 'builtup']) this.fill(context, view, 'landuse', kind, palette[kind]);
      }
      if (view.zoom >= 12) this.contours(context, view);
      this.water(context, view);
      if (view.zoom >= 14.5) this.buildings(context, view);
      this.boundary(context, view);
      this.roads(context, view);
    }

    each(view, name, kind, visit) {
      for (const feature of this.layers[name]) {
        if ((kind === null || feature.kind === kind) && z.inView(feature.box, view, 30)) visit(feature);
      }
    }

    fill(context, view, name, kind, colour) {
      context.fillStyle = colour;
      this.each(view, name, kind, (feature) => {
        if (!feature.area) return;
        context.beginPath();
        z.trace(context, feature.paths, view, true);
        context.fill('evenodd');
      });
    }

    contours(context, view) {
      context.strokeStyle = view.palette.contour;
      this.each(view, 'landuse', 'contour', (feature) => {
        const elevation = Number(feature.properties.elev) || 0;
        context.lineWidth = elevation % 100 === 0 ? 1.3 : 0.7;
        context.beginPath();
        z.trace(context, feature.paths, view, feature.area);
        context.stroke();
      });
    }

    water(context, view) {
      const wide = widthAt(WIDTH.river, view.zoom);
      this.each(view, 'water', null, (feature) => {
        context.beginPath();
        z.trace(context, feature.paths, view, feature.area);
        if (feature.area) {
          context.fillStyle = feature.kind === 'dam' ? view.palette['building-line'] : view.palette.water;
          context.fill('evenodd');
        }
        context.strokeStyle = feature.area ? view.palette['water-line'] : view.palette.water;
        context.lineWidth = feature.area ? 0.8 : feature.kind === 'stream' ? wide * 0.35 : wide;
        context.stroke();
      });
    }

    buildings(context, view) {
      context.beginPath();
      this.each(view, 'buildings', null, (feature) => z.trace(context, feature.paths, view, true));
      context.fillStyle = view.palette.building;
      context.fill();
      context.strokeStyle = view.palette['building-line'];
      context.lineWidth = 0.7;
      context.stroke();
    }

    boundary(context, view) {
      context.save();
      context.strokeStyle = view.palette.boundary;
      this.each(view, 'boundary', null, (feature) => {
        const town = !/village/.test(feature.kind + (feature.properties.level || ''));
        if (!town && view.zoom < 12) return;
        context.lineWidth = town ? 1.6 : 0.8;
        context.setLineDash(town ? [10, 4, 2, 4] : [3, 4]);
        context.beginPath();
        z.trace(context, feature.paths, view, feature.area);
        context.stroke();
      });
      context.restore();
    }

    roads(context, view) {
      const classes = view.zoom < 11 ? ['town', 'county'] : ['village', 'town', 'county'];
      for (const pass of ['case', 'fill']) {
        for (const kind of classes) this.road(context, view, kind, pass);
      }
    }

    road(context, view, kind, pass) {
      const wide = widthAt(WIDTH[kind], view.zoom);
      const cased = wide > 1.6;
      const casing = kind === 'county' ? view.palette['road-county-case'] : view.palette['road-case'];
      if (pass === 'case') {
        context.strokeStyle = casing;
        context.lineWidth = wide + 1.6;
      } else {
        context.strokeStyle = cased ? view.palette['road-' + kind] : casing;
        context.lineWidth = wide;
      }
      if (pass === 'case' && !cased) return;
      context.beginPath();
      this.each(view, 'roads', kind, (feature) => z.trace(context, feature.paths, view, false));
      context.stroke();
    }
  };
})(Zhishou);
