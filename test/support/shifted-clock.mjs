/**
 * Loaded into a process before the program (`--import`): its wall clock is wrong by the milliseconds that the file of
 * RIBIN_TEST_CLOCK says, and jumps when the file changes. The steady timer is as it is, as on a machine whose clock is set.
 */
import { readFileSync } from "node:fs";

const RealDate = Date;
const file = process.env.RIBIN_TEST_CLOCK ?? "";
let shift = 0;
const read = () => {
  try {
    // A clock tells whole milliseconds, whatever it is wrong by.
    shift = Math.round(Number(readFileSync(file, "utf8"))) || 0;
  } catch {
    shift = 0;
  }
};
read();
setInterval(read, 50).unref();

globalThis.Date = class ShiftedDate extends RealDate {
  static [Symbol.hasInstance](value) {
    return value instanceof RealDate;
  }

  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + shift);
    else super(...given);
  }

  static now() {
    return RealDate.now() + shift;
  }
};
