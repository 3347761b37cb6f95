// What moved since the update before: small whole numbers in columns (app/map/moves.py), added to the rows that are known.
'use strict';

(function (z) {
  const FORMAT = 1;
  const FIXED = 1e6; // positions are counted in millionths of a degree
  const HEAD = 6;
  const TURN = 1.5;
  const NO_TURN = 255;

  const bytesOf = (text) => {
    const raw = atob(text);
    const bytes = new Uint8Array(raw.length);
    for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
    return bytes.buffer;
  };

  // The columns as views of the bytes; null when it is another format.
  const read = (text) => {
    const buffer = bytesOf(text);
    const [format, tag, total, count, wide, elapsed] = new Float64Array(buffer, 0, HEAD);
    if (format !== FORMAT) return null;
    let from = HEAD * 8;
    const column = (Kind, length) => {
      const made = new Kind(buffer, from, length);
      from += made.byteLength;
      return made;
    };
    const rows = count < total ? column(Uint32Array, count) : null;
    const Cells = wide ? Int32Array : Int16Array;
    return { tag, total, count, elapsed, rows, lat: column(Cells, count), lon: column(Cells, count), age: column(Cells, count), turn: column(Uint8Array, count) };
  };

  Object.assign(z.Units.prototype, {
    // False when these are not the steps from what is known here: then all units have to be fetched.
    move(message) {
      if (message.serial <= this.serial) { // what was fetched meanwhile is as new
        this.seq = Math.max(this.seq, message.seq);
        return true;
      }
      if (message.base !== this.serial) return false;
      const moves = read(message.data);
      if (!moves || moves.total !== this.count) return false;
      this.older(moves.elapsed);
      this.step(moves);
      this.leap(message.leaps);
      this.reword(moves.tag, message.looks);
      this.serial = message.serial;
      this.arrived(message.seq);
      return true;
    },

    older(seconds) {
      for (let at = z.Units.ROW + 3; at < this.rows.length; at += z.Units.ROW) this.rows[at] += seconds;
    },

    step(moves) {
      const fixed = this.inFixed();
      for (let one = 0; one < moves.count; one += 1) {
        const index = moves.rows ? moves.rows[one] : one;
        const row = (index + 1) * z.Units.ROW;
        this.rows[row + 1] = (fixed[index * 2] += moves.lat[one]) / FIXED;
        this.rows[row + 2] = (fixed[index * 2 + 1] += moves.lon[one]) / FIXED;
        this.rows[row + 3] = moves.age[one];
        this.rows[row + 4] = moves.turn[one] === NO_TURN ? NaN : moves.turn[one] * TURN;
        this.place(index);
      }
    },

    // The few whose numbers are too large for the columns.
    leap(leaps) {
      const fixed = this.inFixed();
      for (const [index, lat, lon, age] of leaps) {
        const row = (index + 1) * z.Units.ROW;
        this.rows[row + 1] = (fixed[index * 2] += lat) / FIXED;
        this.rows[row + 2] = (fixed[index * 2 + 1] += lon) / FIXED;
        this.rows[row + 3] = age;
        this.place(index);
      }
    },

    // Whole numbers, so that thousands of steps do not drift.
    inFixed() {
      if (this.fixed) return this.fixed;
      this.fixed = new Int32Array(this.count * 2);
      for (let index = 0; index < this.count; index += 1) {
        const row = (index + 1) * z.Units.ROW;
        this.fixed[index * 2] = Math.round(this.rows[row + 1] * FIXED);
        this.fixed[index * 2 + 1] = Math.round(this.rows[row + 2] * FIXED);
      }
      return this.fixed;
    },

    reword(tag, looks) {
      for (const [row, unit] of looks) {
        const index = this.rows[(row + 1) * z.Units.ROW];
        this.units[index] = z.wholeUnit(unit);
        this.undress(index);
      }
      this.tag = this.rows[1] = tag;
    }
  });
})(Zhishou);
