// What is said of live units: which stand under the pointer or in a box, and the words beside them.
'use strict';

(function (z) {
  Object.assign(z.Units.prototype, {
    // How many units stand in this box (view pixels).
    countIn(view, box) {
      const at = this.layout(view.zoom);
      const hidden = this.crowded(view.zoom).hidden;
      let found = 0;
      for (let index = 0; index < this.count; index += 1) {
        if (hidden[index]) continue;
        const x = at[index * 2] - view.ox;
        const y = at[index * 2 + 1] - view.oy;
        if (x > box[0] - 8 && x < box[2] + 8 && y > box[1] - 8 && y < box[3] + 8) found += 1;
      }
      return found;
    },

    // The units that stand inside this view and are switched on.
    seen(view) {
      return this.units.length ? [...Array(this.count).keys()].filter((at) => {
        const [x, y] = [this.world[at * 2] * view.scale - view.ox, this.world[at * 2 + 1] * view.scale - view.oy];
        return x >= 0 && y >= 0 && x <= view.width && y <= view.height && this.isOn(this.unitAt(at));
      }).map((at) => this.unitAt(at)) : [];
    },

    hit(view, x, y) {
      if (!view.on('units')) return null;
      const { clusters, hidden } = this.crowded(view.zoom);
      for (const one of clusters) {
        if (Math.hypot(one.x - x, one.y - y) <= Math.max(16, z.clusterSize(one.members.length) / 2)) return this.describeCluster(one, view.scale);
      }
      const at = this.layout(view.zoom);
      const reach = this.sizeAt(view.zoom) / 2 + 3;
      let best = -1;
      let nearest = reach * reach;
      for (let index = 0; index < this.count; index += 1) {
        if (hidden[index]) continue;
        const dx = at[index * 2] - x;
        const dy = at[index * 2 + 1] - y;
        const away = dx * dx + dy * dy;
        if (away <= nearest) { nearest = away; best = index; }
      }
      return best < 0 ? null : this.describe(best, view.zoom);
    },

    describeCluster(one, scale) {
      const words = one.kinds.map(([kind, count]) => z.word(z.signs.units[kind] || z.signs.units['']) + ' ' + count);
      return {
        layer: 'clusters', id: String(one.key), title: z.say('cluster_units', one.members.length), detail: [words.join(' · '), z.say('cluster_open')],
        wx: one.x / scale, wy: one.y / scale, box: one.box.map((side) => side / scale), area: false
      };
    },

    describe(index, zoom) {
      const unit = this.unitAt(index);
      const kind = z.signs.units[unit.symbol] || z.signs.units[''];
      const status = z.signs.statuses[unit.status];
      const link = z.signs.links[unit.link];
      const first = [z.word(kind), status ? z.word(status) : unit.status].concat(link ? [z.word(link)] : []).join(' · ');
      const at = this.layout(zoom);
      const scale = Math.pow(2, zoom);
      const age = this.rows[(index + 1) * z.Units.ROW + 3]; // not a number where the unit was never seen
      return {
        layer: 'units', id: unit.id, title: unit.label, wx: at[index * 2] / scale, wy: at[index * 2 + 1] / scale, area: false,
        detail: [first].concat(age === age ? [z.say('position_age', z.ageWords(Math.max(0, age)))] : [], unit.detail)
      };
    },

    find(id, zoom) {
      const index = this.byId.get(id);
      return index === undefined ? null : this.describe(index, zoom);
    }
  });
})(Zhishou);
