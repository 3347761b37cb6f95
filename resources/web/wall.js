// The map on the wall: nobody touches it, everybody reads it from afar. Signs grow by the zoom of the whole page; here the
// smallest letters are lifted, what is for hands is put away, and the legend keeps to what is out or at work.
'use strict';

(function (z) {
  const LEAST_PX = 14.4; // times the page's zoom of 2.5 on a screen of 1080 lines: 36 px

  // The size of letters on the map: as wanted, on the wall never smaller than what is read from five metres.
  z.letters = (size) => (z.onWall ? Math.max(size, LEAST_PX) : size);

  z.wear = (desk) => {
    z.onWall = true;
    document.documentElement.dataset.screen = 'wall';
    const map = desk.map;
    for (const hand of [map.dragging, map.touchZoom, map.doubleClickZoom, map.scrollWheelZoom, map.boxZoom, map.keyboard]) {
      if (hand) hand.disable();
    }
    desk.legend.setOpen(true);
    desk.everything();
  };

  // On the wall: the kinds of units that are not on standby, and the marks of their statuses. The rest is said beside the map.
  z.wallGroups = (groups, units) => {
    if (!z.onWall) return groups;
    const busy = units.units.filter((unit) => unit.status !== 'on_standby' && unit.status !== 'out_of_service');
    const kinds = new Set(busy.map((unit) => (z.signs.units[unit.symbol] ? unit.symbol : '')));
    const statuses = new Set(busy.map((unit) => 's-' + unit.status));
    const read = ({ layer, items }) => ({ layer, items: items.filter((item) => kinds.has(item.key) || statuses.has(item.key)) });
    const forces = (group) => group.layers.filter(({ layer }) => layer.draw === 'unit' && busy.length).map(read);
    return groups.map((group) => Object.assign({}, group, { layers: forces(group) })).filter((group) => group.layers.length);
  };

  // A plate that the edge of the wall would cut, or that the legend or the foot would cover, is worse than one over another:
  // nobody there can move the map. (The canvas is larger than the window by a fifth on each side.)
  z.outside = (view, box) => {
    if (!z.onWall || !view.live) return 0;
    const [beside, above] = [view.width / 7, view.height / 7];
    if (box[0] < beside || box[1] < above || box[2] > view.width - beside || box[3] > view.height - above) return 120;
    const covered = [...document.querySelectorAll('.desk-legend, .desk-foot')].some((panel) => {
      const place = panel.getBoundingClientRect();
      return box[0] - beside < place.right && box[2] - beside > place.left && box[1] - above < place.bottom && box[3] - above > place.top;
    });
    return covered ? 100 : 0;
  };

  z.showBounds = (desk, bounds) => {
    desk.flown = true;
    const area = L.latLngBounds([bounds.south, bounds.west], [bounds.north, bounds.east]);
    desk.map.fitBounds(area, { animate: false, padding: [0, 0] });
  };
})(Zhishou);
