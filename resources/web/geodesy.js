// Lengths, areas and bearings on the ground, and whether an outline crosses itself. Points are [latitude, longitude].
'use strict';

(function (z) {
  const RADIUS = 6371008.8;
  const rad = (degrees) => degrees * Math.PI / 180;

  z.distance = (a, b) => {
    const half = Math.sin(rad(b[0] - a[0]) / 2) ** 2 + Math.cos(rad(a[0])) * Math.cos(rad(b[0])) * Math.sin(rad(b[1] - a[1]) / 2) ** 2;
    return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
  };

  z.lengthOf = (points, close) => {
    let sum = 0;
    for (let at = 1; at < points.length; at += 1) sum += z.distance(points[at - 1], points[at]);
    return close && points.length > 2 ? sum + z.distance(points[points.length - 1], points[0]) : sum;
  };

  // Clockwise from north, 0 to 360.
  z.bearing = (a, b) => {
    const turn = rad(b[1] - a[1]);
    const y = Math.sin(turn) * Math.cos(rad(b[0]));
    const x = Math.cos(rad(a[0])) * Math.sin(rad(b[0])) - Math.sin(rad(a[0])) * Math.cos(rad(b[0])) * Math.cos(turn);
    return (Math.atan2(y, x) * 180 / Math.PI + 360) % 360;
  };

  // Of an open ring, in square metres, on the sphere.
  z.areaOf = (ring) => {
    let sum = 0;
    for (let at = 0; at < ring.length; at += 1) {
      const [a, b] = [ring[at], ring[(at + 1) % ring.length]];
      sum += rad(b[1] - a[1]) * (2 + Math.sin(rad(a[0])) + Math.sin(rad(b[0])));
    }
    return Math.abs(sum * RADIUS * RADIUS / 2);
  };

  // A point this many metres away in this direction.
  z.offset = (from, metres, degrees) => {
    const away = metres / RADIUS;
    const turn = rad(degrees);
    const lat = Math.asin(Math.sin(rad(from[0])) * Math.cos(away) + Math.cos(rad(from[0])) * Math.sin(away) * Math.cos(turn));
    const lon = rad(from[1]) + Math.atan2(Math.sin(turn) * Math.sin(away) * Math.cos(rad(from[0])), Math.cos(away) - Math.sin(rad(from[0])) * Math.sin(lat));
    return [lat * 180 / Math.PI, lon * 180 / Math.PI];
  };

  z.circleRing = (centre, metres, corners) => {
    const ring = [];
    for (let at = 0; at < corners; at += 1) ring.push(z.offset(centre, metres, at * 360 / corners));
    return ring;
  };

  const side = (a, b, c) => (b[1] - a[1]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[1] - a[1]);
  const meet = (a, b, c, d) => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

  // The sides of an open ring that cross another one: places in the ring.
  z.crossings = (ring) => {
    const found = new Set();
    const count = ring.length;
    for (let one = 0; one < count; one += 1) {
      for (let two = one + 2; two < count; two += 1) {
        if (one === 0 && two === count - 1) continue;
        if (meet(ring[one], ring[(one + 1) % count], ring[two], ring[(two + 1) % count])) found.add(one).add(two);
      }
    }
    return found;
  };

  z.lengthWords = (metres) => {
    if (metres < 1000) return z.say('metres', metres < 10 ? metres.toFixed(1) : Math.round(metres));
    return z.say('kilometres', (metres / 1000).toFixed(metres < 10000 ? 2 : 1));
  };

  z.areaWords = (square) => {
    if (square < 100000) return z.say('square_metres', Math.round(square));
    return z.say('square_kilometres', (square / 1e6).toFixed(square < 1e7 ? 3 : 1));
  };
})(Zhishou);
