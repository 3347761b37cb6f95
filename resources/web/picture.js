// The map as a picture for paper: the same painters on a canvas of the wanted size, day colours, every layer; the window
// is not touched, so it works for a map that nobody has opened.
'use strict';

(function (z) {
  const fit = (bounds, width, height, most) => {
    const west = z.worldX(bounds.west);
    const east = z.worldX(bounds.east);
    const top = z.worldY(bounds.north);
    const bottom = z.worldY(bounds.south);
    const scale = Math.min(width / Math.max(east - west, 1e-9), height / Math.max(bottom - top, 1e-9));
    const zoom = Math.min(most, Math.log2(scale));
    const used = Math.pow(2, zoom);
    return { zoom, scale: used, ox: (west + east) / 2 * used - width / 2, oy: (top + bottom) / 2 * used - height / 2 };
  };

  z.picture = async (wish, painters, options, ground, legend) => {
    const ratio = wish.ratio;
    const height = wish.height / ratio;
    const canvas = z.element('canvas');
    canvas.width = wish.width;
    canvas.height = wish.height;
    const viewOf = (width) => Object.assign(fit(wish.bounds, width, height, wish.bare ? 24 : 18), {
      ratio, width, height, palette: z.palette('light'), on: wish.as_shown ? z.isOn : () => true, live: false
    });
    const whole = viewOf(wish.width / ratio);
    const strip = legend ? z.legendStrip(legend.groups(whole.palette, whole), height) : { width: 0 };
    const view = strip.width ? viewOf(Math.max(whole.width - strip.width, whole.width / 3)) : whole;
    await ground.ready(view);
    const context = canvas.getContext('2d');
    for (const paint of painters) {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.save();
      paint(context, view);
      context.restore();
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!wish.bare) frame(context, view, wish.bounds, options, ground);
    if (strip.width) z.paintStrip(context, strip, view.width, height);
    return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no blob'))), 'image/png'));
  };

  const frame = (context, view, bounds, options, ground) => {
    const scale = z.scaleFor((bounds.south + bounds.north) / 2, view.zoom, Math.min(140, view.width / 4));
    const notice = [z.language === 'zh' ? options.drill_zh : options.drill_en,
      z.language === 'zh' ? options.notice_zh : options.notice_en || options.notice_zh,
      z.attribution(options, ground), options.datum].filter(Boolean).join('  ');
    z.northArrow(context, view.palette, view.width - 20, 38);
    context.font = '400 11px ' + z.FONT;
    const wide = Math.max(context.measureText(notice).width, 1);
    context.globalAlpha = 0.85;
    context.fillStyle = '#ffffff';
    context.fillRect(view.width - wide - 12, view.height - 18, wide + 12, 18);
    context.fillRect(0, view.height - 24, scale.pixels + 16, 24);
    context.globalAlpha = 1;
    context.fillStyle = context.strokeStyle = '#20272d';
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(notice, view.width - 6, view.height - 9);
    context.textAlign = 'center';
    context.fillText(scale.words, 8 + scale.pixels / 2, view.height - 16);
    context.lineWidth = 1.2;
    context.beginPath();
    context.moveTo(8, view.height - 9);
    context.lineTo(8, view.height - 4);
    context.lineTo(8 + scale.pixels, view.height - 4);
    context.lineTo(8 + scale.pixels, view.height - 9);
    context.stroke();
  };
})(Zhishou);
