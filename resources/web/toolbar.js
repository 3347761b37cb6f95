// The bar of map tools: each has a key, a tip and a target of at least 32 pixels; menus walk with the arrow keys.
'use strict';

(function (z) {
  const SIDE = 20;
  const ICONS = {
    select: 'M5 3 L15 11 L10.5 11.8 L13 17 L11 18 L8.5 12.7 L5 16 Z',
    draw: 'M4 15 L7 5 L15 4 L17 12 L10 17 Z M4 15 h.01 M7 5 h.01 M15 4 h.01 M17 12 h.01 M10 17 h.01',
    measure: 'M3 13 L13 3 L17 7 L7 17 Z M6 10 l2 2 M8.5 7.5 l1.4 1.4 M11 5 l2 2',
    around: 'M10 3 a7 7 0 1 1 -.01 0 M8 8.2 a2 2 0 1 1 2.6 1.9 Q10 10.4 10 11.6 M10 13.7 v.1',
    layers: 'M10 3 L17 7 L10 11 L3 7 Z M3 10.5 L10 14.5 L17 10.5 M3 13.8 L10 17.6 L17 13.8',
    drawings: 'M8 5 H17 M8 10 H17 M8 15 H17 M3.5 5 h1 M3.5 10 h1 M3.5 15 h1',
    calls: 'M5 3 h3 l1.2 4 l-2 1.5 a8 8 0 0 0 4.3 4.3 l1.5 -2 l4 1.2 v3 q0 1.5 -1.5 1.5 A12.5 12.5 0 0 1 3.5 4.5 Q3.5 3 5 3 Z',
    picture: 'M3 4 H17 V16 H3 Z M3 13.5 L7.5 9 L11 12.5 L13 10.5 L17 14.5 M13.5 7.2 h.01'
  };
  const TOOLS = [['select', 'v'], ['draw', 'd'], ['measure', 'm'], ['around', 'w'], ['layers', 'l'], ['drawings', 'g'], ['calls', 'c'], ['picture', 'p']];

  // Drawn in the ink of its button, which is another when the tool is in use and in another theme.
  const paintIcon = (button) => {
    const canvas = button.firstChild;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = canvas.height = Math.round(SIDE * ratio);
    const context = canvas.getContext('2d');
    context.scale(ratio, ratio);
    context.strokeStyle = getComputedStyle(button).color;
    context.lineWidth = 1.5;
    context.lineCap = context.lineJoin = 'round';
    context.stroke(new Path2D(ICONS[button.dataset.tool]));
  };

  z.Toolbar = class {
    constructor(map, tools, act) {
      Object.assign(this, { map, tools, act, menu: null, open: '' });
      const control = L.control({ position: 'topright' });
      control.onAdd = () => this.build();
      control.addTo(map);
      map.getContainer().addEventListener('keydown', (event) => this.key(event), true);
      map.on('mousedown', () => this.close());
      tools.onChange = () => this.dress();
      this.refresh();
    }

    build() {
      this.panel = z.element('div', 'desk-panel desk-tools');
      this.panel.setAttribute('role', 'toolbar');
      this.buttons = new Map();
      for (const [name] of TOOLS) {
        const button = z.element('button', '', this.panel);
        button.type = 'button';
        button.dataset.tool = name;
        z.element('canvas', '', button);
        button.addEventListener('click', () => this.choose(name));
        this.buttons.set(name, button);
      }
      this.menu = z.element('div', 'desk-panel desk-menu', this.map.getContainer());
      this.menu.setAttribute('role', 'menu');
      this.menu.hidden = true;
      this.menu.addEventListener('keydown', (event) => this.menuKey(event));
      L.DomEvent.disableClickPropagation(this.menu);
      L.DomEvent.disableScrollPropagation(this.menu);
      L.DomEvent.disableClickPropagation(this.panel);
      return this.panel;
    }

    refresh() {
      for (const [name, button] of this.buttons) {
        button.title = z.say('tool_' + name);
        button.setAttribute('aria-label', z.say('tool_' + name));
      }
      this.panel.setAttribute('aria-label', z.say('tools'));
      this.close();
      this.dress();
    }

    dress() {
      const active = { draw: 'draw', edit: 'draw', around: 'around', measure: 'measure' }[this.tools.purpose] || 'select';
      for (const [name, button] of this.buttons) {
        button.setAttribute('aria-pressed', String(name === active || name === this.open));
        paintIcon(button);
      }
    }

    key(event) {
      if (event.target !== this.map.getContainer() || event.ctrlKey || event.altKey || event.metaKey) return;
      const tool = TOOLS.find(([, key]) => key === event.key.toLowerCase());
      if (!tool) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.choose(tool[0]);
    }

    choose(name) {
      const again = this.open === name;
      this.close();
      if (again) return;
      if (name === 'select') {
        this.tools.stop(true);
        this.map.getContainer().focus({ preventScroll: true });
      } else if (name === 'draw') this.show(name, this.drawRows());
      else if (name === 'measure') this.show(name, this.formRows('measure', ['line', 'area', 'circle']));
      else if (name === 'around') this.show(name, this.formRows('around', ['point', 'circle', 'area', 'line']));
      else this.act(name);
    }

    drawRows() {
      const ratio = window.devicePixelRatio || 1;
      const rows = Object.entries(z.signs.drawings).map(([kind, look]) => ({
        words: look, image: z.drawingExample(kind, z.palette(z.theme), 40, 22, ratio),
        forms: look.forms.map((form) => ({ form, start: () => this.tools.draw('draw', form, kind) }))
      }));
      // A beat belongs to no incident: the desk asks for its name and its checkpoints instead.
      const beats = z.signs.layers.find((layer) => layer.name === 'beats');
      if (beats) rows.push({ words: beats, image: null, forms: ['line', 'area'].map((form) => ({ form, start: () => this.tools.draw('draw', form, 'beat') })) });
      return rows;
    }

    formRows(purpose, forms) {
      return [{ words: null, forms: forms.map((form) => ({ form, start: () => this.tools.draw(purpose, form, '') })) }];
    }

    show(name, rows) {
      this.open = name;
      this.menu.replaceChildren();
      z.element('div', 'desk-menu-head', this.menu).textContent = z.say('menu_' + name);
      for (const row of rows) {
        const line = z.element('div', 'desk-menu-row', this.menu);
        if (row.image) line.appendChild(row.image);
        else if (row.words) z.element('span', 'desk-menu-blank', line); // words stay under one another
        if (row.words) z.element('span', '', line).textContent = z.word(row.words);
        for (const { form, start } of row.forms) {
          const button = z.element('button', '', line);
          button.type = 'button';
          button.textContent = z.say('form_' + form);
          button.setAttribute('role', 'menuitem');
          button.setAttribute('aria-label', (row.words ? z.word(row.words) + ' ' : '') + z.say('form_' + form));
          button.addEventListener('click', () => { this.close(); start(); });
        }
      }
      this.menu.hidden = false;
      const box = this.panel.getBoundingClientRect();
      const outer = this.map.getContainer().getBoundingClientRect();
      this.menu.style.right = (outer.right - box.left + 4) + 'px';
      this.menu.style.top = Math.max(8, Math.min(box.top - outer.top, outer.height - this.menu.offsetHeight - 8)) + 'px';
      this.menu.querySelector('button').focus();
      this.dress();
    }

    close() {
      if (!this.menu || this.menu.hidden) return;
      this.menu.hidden = true;
      this.open = '';
      this.map.getContainer().focus({ preventScroll: true });
      this.dress();
    }

    menuKey(event) {
      const buttons = [...this.menu.querySelectorAll('button')];
      const at = buttons.indexOf(document.activeElement);
      const rowOf = (button) => button.parentElement;
      const steps = { ArrowRight: 1, ArrowLeft: -1 };
      event.stopPropagation();
      if (event.key === 'Escape') this.close();
      else if (steps[event.key]) buttons[(at + steps[event.key] + buttons.length) % buttons.length].focus();
      else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const rows = [...new Set(buttons.map(rowOf))];
        const by = event.key === 'ArrowDown' ? 1 : -1;
        const row = rows[(rows.indexOf(rowOf(buttons[Math.max(at, 0)])) + by + rows.length) % rows.length];
        row.querySelector('button').focus();
      } else return;
      event.preventDefault();
    }
  };
})(Zhishou);
