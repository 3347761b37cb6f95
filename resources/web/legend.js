// The legend as a panel: grouped, searched, with a switch for each layer and each kind of unit.
'use strict';

(function (z) {
  z.Legend = class {
    constructor(map, features, units, onToggle) {
      Object.assign(this, { map, features, units, onToggle, open: true, signature: '', wanted: '', inPicture: true, others: null });
      const control = L.control({ position: 'topleft' });
      control.onAdd = () => this.build();
      control.addTo(map);
    }

    build() {
      this.panel = z.element('div', 'desk-panel desk-legend');
      this.head = z.element('button', 'desk-legend-head', this.panel);
      this.head.type = 'button';
      this.title = z.element('span', '', this.head);
      this.mark = z.element('span', '', this.head);
      this.body = z.element('div', 'desk-legend-body', this.panel);
      this.search = z.element('input', 'desk-legend-search', this.body);
      this.search.type = 'search';
      this.search.addEventListener('input', () => { this.wanted = this.search.value.trim().toLowerCase(); this.refresh(); });
      this.search.addEventListener('keydown', (event) => this.searchKey(event));
      this.list = z.element('div', '', this.body);
      this.head.addEventListener('click', () => { this.setOpen(!this.open); });
      L.DomEvent.disableClickPropagation(this.panel);
      L.DomEvent.disableScrollPropagation(this.panel);
      return this.panel;
    }

    searchKey(event) {
      event.stopPropagation();
      if (event.key !== 'Escape') return;
      if (this.search.value) {
        this.search.value = this.wanted = '';
        this.refresh();
      } else this.map.getContainer().focus({ preventScroll: true });
    }

    setOpen(open) {
      this.open = open;
      this.dress();
    }

    // The key of the toolbar: opens with the keyboard in the search, closes again.
    toggle() {
      this.setOpen(!this.open);
      if (this.open) this.search.focus(); else this.map.getContainer().focus({ preventScroll: true });
    }

    groups(palette, view) {
      return z.legendGroups(this.features, this.units, palette, view ? view.ratio : window.devicePixelRatio || 1, view);
    }

    // Rebuilt only when what it shows changed: a units update once a second must not touch the document.
    refresh() {
      const signature = JSON.stringify([z.language, z.theme, z.switches, this.wanted, this.inPicture, this.features.generation, this.units.tag]);
      if (signature === this.signature) return;
      this.signature = signature;
      const active = document.activeElement;
      const focused = active && active.dataset && this.list.contains(active) ? active.dataset.layer : '';
      this.list.replaceChildren();
      const groups = z.wallGroups(this.groups(z.palette(z.theme)), this.units).map((group) => this.found(group)).filter((group) => group.layers.length);
      for (const group of groups) this.group(group, focused);
      // ``others``: the section of imported layers, which answers to the same search.
      const more = this.others ? this.others.refresh() : 0;
      this.panel.style.display = z.onWall && !groups.length && !more ? 'none' : ''; // on a wall an empty box says nothing
      if (!groups.length && !(this.wanted && more)) z.element('div', 'desk-legend-caption', this.list).textContent = z.say('legend_none');
      else if (!this.wanted && !z.onWall) this.options(focused);
      this.dress();
    }

    dress() {
      this.panel.classList.toggle('closed', !this.open);
      this.panel.classList.toggle('en', z.language === 'en');
      this.title.textContent = z.say('legend');
      this.mark.textContent = this.open ? '−' : '+';
      this.head.title = z.say(this.open ? 'collapse' : 'expand') + ' (L)';
      this.head.setAttribute('aria-expanded', String(this.open));
      this.search.placeholder = z.say('legend_search');
      this.search.setAttribute('aria-label', z.say('legend_search'));
    }

    // What of a group answers to the search: a layer whose name does, with all of it, else the signs that do.
    found(group) {
      if (!this.wanted) return group;
      const hits = (words) => (z.word(words) + ' ' + z.otherWord(words)).toLowerCase().includes(this.wanted);
      const layers = group.layers.map(({ layer, items }) => ({ layer, items: hits(layer) ? items : items.filter((item) => hits(item.words)), named: hits(layer) }))
        .filter(({ items, named }) => named || items.length);
      return Object.assign({}, group, { layers });
    }

    group(group, focused) {
      z.element('div', 'desk-legend-group', this.list).textContent = z.word(group.words);
      for (const { layer, items } of group.layers) this.layer(layer, items, focused);
    }

    layer(layer, items, focused) {
      const label = z.element('label', '', this.list);
      this.box(label, layer.name, focused);
      z.element('span', '', label).textContent = z.word(layer);
      label.title = z.otherWord(layer);
      let caption = '';
      let grid = null;
      for (const item of items) {
        if (!grid || (item.caption || '') !== caption) {
          caption = item.caption || '';
          if (caption) z.element('div', 'desk-legend-caption', this.list).textContent = z.say(caption);
          grid = z.element('div', 'desk-legend-items', this.list);
        }
        this.item(grid, item, focused);
      }
    }

    box(label, name, focused) {
      const box = z.element('input', '', label);
      box.type = 'checkbox';
      box.dataset.layer = name;
      box.checked = z.isOn(name);
      box.addEventListener('change', () => this.onToggle(name, box.checked));
      if (focused === name) box.focus();
      return box;
    }

    options(focused) {
      const gather = z.element('label', '', this.list);
      this.box(gather, 'clusters', focused);
      z.element('span', '', gather).textContent = z.say('clusters');
      const picture = z.element('label', '', this.list);
      const box = z.element('input', '', picture);
      box.type = 'checkbox';
      box.checked = this.inPicture;
      box.addEventListener('change', () => { this.inPicture = box.checked; });
      z.element('span', '', picture).textContent = z.say('legend_in_picture');
    }

    item(grid, item, focused) {
      const row = z.element(item.toggle ? 'label' : 'div', item.toggle ? 'desk-legend-item desk-kind' : 'desk-legend-item', grid);
      if (item.toggle) this.box(row, item.toggle, focused);
      const ratio = window.devicePixelRatio || 1;
      const canvas = z.element('canvas', '', row);
      const width = item.example ? 34 : 22;
      canvas.width = width * ratio;
      canvas.height = 22 * ratio;
      canvas.style.width = width + 'px';
      canvas.style.height = '22px';
      const context = canvas.getContext('2d');
      context.scale(ratio, ratio);
      z.paintItem(context, item, 0, 0);
      z.element('span', '', row).textContent = z.word(item.words);
      row.title = z.word(item.words) + ' ' + z.otherWord(item.words);
    }
  };
})(Zhishou);
