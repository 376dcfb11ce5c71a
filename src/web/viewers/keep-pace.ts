/**
 * Where the browser draws too slowly to follow a hand, pictures have half the points each way while something moves, and all of them
 * as soon as it rests.
 */
const SLOW_MS = 40;
const REST_MS = 180;
const COARSE = 0.5;
/** The weight of the newest frame. */
const NEWEST = 0.4;

export interface Pace {
  /** Something has to be drawn. */
  ask(): void;
  /** It is drawn now: the share of the points each way. */
  share(): number;
  stop(): void;
}

/** A frame that comes late after it was asked for: the ones before it are still being drawn. */
export function makePace(redraw: () => void): Pace {
  let asked = 0;
  let late = 0;
  let coarse = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  return {
    ask() {
      asked = performance.now();
    },
    share() {
      late = (1 - NEWEST) * late + NEWEST * (asked === 0 ? 0 : performance.now() - asked);
      asked = 0;
      if (late > SLOW_MS) coarse = true;
      clearTimeout(resting);
      if (coarse) {
        resting = setTimeout(() => {
          coarse = false;
          late = 0;
          redraw();
        }, REST_MS);
      }
      return coarse ? COARSE : 1;
    },
    stop() {
      clearTimeout(resting);
    },
  };
}
