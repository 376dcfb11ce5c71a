/** The tiles that were loaded, in the tones that are asked for; a few are on their way at a time, and those not needed any more are not. */
import type { TilePlace } from "./tile-geometry.ts";

export interface Tone {
  /** About middle grey; 1 leaves it. */
  readonly contrast: number;
  /** Above 1 the dark parts are lighter. */
  readonly gamma: number;
}

export const PLAIN: Tone = { contrast: 1, gamma: 1 };

/** As it was loaded. */
export interface TileImage {
  close(): void;
}
export type LoadTile<Image extends TileImage> = (place: TilePlace, signal: AbortSignal) => Promise<Image>;

const AT_A_TIME = 6;
const MOST_KEPT = 160;

interface Kept<Image, Shown> {
  readonly bitmap: Image;
  shown: Shown;
  tone: Tone;
}

export interface TileStore<Shown> {
  /** What is there of it, in that tone; null: it is not loaded. */
  find(place: TilePlace, tone: Tone): Shown | null;
  /** Loads what is missing of these, in their order, and nothing else. */
  want(places: readonly TilePlace[]): void;
  /** What failed is asked for once more. */
  again(): void;
  dispose(): void;
}

interface Parts<Image extends TileImage, Shown> {
  readonly load: LoadTile<Image>;
  readonly setTone: (image: Image, tone: Tone) => Shown;
  readonly onLoaded: () => void;
  readonly onFault: (error: unknown) => void;
}

export function makeTileStore<Image extends TileImage, Shown>(parts: Parts<Image, Shown>): TileStore<Shown> {
  const { load, setTone, onLoaded, onFault } = parts;
  const kept = new Map<string, Kept<Image, Shown>>();
  const coming = new Map<string, AbortController>();
  const failed = new Set<string>();
  let wanted: readonly TilePlace[] = [];
  let disposed = false;

  const next = () => {
    for (const place of wanted) {
      if (coming.size >= AT_A_TIME || disposed) return;
      const name = nameOf(place);
      if (kept.has(name) || coming.has(name) || failed.has(name)) continue;
      void bring(place, name);
    }
  };
  const bring = async (place: TilePlace, name: string) => {
    const stop = new AbortController();
    coming.set(name, stop);
    try {
      const bitmap = await load(place, stop.signal);
      if (disposed) return bitmap.close();
      kept.set(name, { bitmap, shown: setTone(bitmap, PLAIN), tone: PLAIN });
      trim();
      onLoaded();
    } catch (error) {
      if (stop.signal.aborted || disposed) return;
      failed.add(name);
      onFault(error);
    } finally {
      coming.delete(name);
      next();
    }
  };
  const trim = () => {
    for (const [name, { bitmap }] of kept) {
      if (kept.size <= MOST_KEPT) return;
      kept.delete(name);
      bitmap.close();
    }
  };

  return {
    find(place, tone) {
      const name = nameOf(place);
      const found = kept.get(name);
      if (found === undefined) return null;
      // Used last.
      kept.delete(name);
      kept.set(name, found);
      if (found.tone.contrast !== tone.contrast || found.tone.gamma !== tone.gamma) {
        found.shown = setTone(found.bitmap, tone);
        found.tone = tone;
      }
      return found.shown;
    },
    want(places) {
      wanted = places;
      const names = new Set(places.map(nameOf));
      for (const [name, stop] of coming) if (!names.has(name)) stop.abort();
      next();
    },
    again() {
      failed.clear();
      next();
    },
    dispose() {
      disposed = true;
      for (const stop of coming.values()) stop.abort();
      for (const { bitmap } of kept.values()) bitmap.close();
      kept.clear();
    },
  };
}

const nameOf = ({ level, column, row }: TilePlace) => `${level}/${column}/${row}`;

/** What a sample of 0 to 255 is shown as. */
export function toneCurve({ contrast, gamma }: Tone): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 256 }, (_, value) => {
    const stretched = Math.min(1, Math.max(0, (value / 255 - 0.5) * contrast + 0.5));
    return 255 * stretched ** (1 / gamma);
  });
}
