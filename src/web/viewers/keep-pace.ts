/**
 * Where the browser draws too slowly to follow a hand, pictures have half the points each way while something moves, and all of them
 * as soon as it rests.
 */
const SLOW_MS = 40;
const REST_MS = 180;
const COARSE = 0.5;
/** So many more slow frames than quick ones: a single one, the first of a mark above all, says nothing. */
const TOO_MANY = 3;

export interface Pace {
  /** Something has to be drawn. */
  ask(): void;
  /** It is drawn now: the share of the points each way. */
  share(): number;
  /** It was drawn. */
  end(): void;
  stop(): void;
}

/** A frame is slow that comes late after it was asked for, since those before it are still being drawn, or that takes long itself. */
export function makePace(redraw: () => void, now: () => number = () => performance.now()): Pace {
  let asked = 0;
  let ended = 0;
  let slow = 0;
  let coarse = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  return {
    ask() {
      asked = now();
    },
    share() {
      // What was slow before it rested says nothing of now.
      if (now() - ended > REST_MS) slow = 0;
      if (slow >= TOO_MANY) coarse = true;
      clearTimeout(resting);
      if (coarse) {
        resting = setTimeout(() => {
          coarse = false;
          slow = 0;
          redraw();
        }, REST_MS);
      }
      return coarse ? COARSE : 1;
    },
    end() {
      ended = now();
      slow = ended - asked > SLOW_MS ? slow + 1 : Math.max(0, slow - 1);
    },
    stop() {
      clearTimeout(resting);
    },
  };
}
