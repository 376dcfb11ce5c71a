/** How long a frame takes while the light moves over two marks, or the marks under it; `npm run bench -- workbench-relight` runs it in a browser. */
import { makeComparisonMicroscope } from "./comparison-microscope.ts";
import type { MarkSurface } from "./mark-surface.ts";
import { type Layout, type Look, makeStore, pan, set } from "./microscope-state.ts";
import type { DrawnBy } from "./pick-renderer.ts";
import type { RelightTimes } from "./relight-times.ts";

const MICROMETRE = 1e-6;
const UNMEASURED = 15;

/** Over the whole window of the browser. */
export async function measureRelight(
  size: number,
  count: number,
  layout: Layout,
  look: Look,
  moved: "light" | "stage",
  by?: DrawnBy,
): Promise<RelightTimes> {
  const host = document.createElement("div");
  host.style.position = "fixed";
  host.style.inset = "0";
  document.body.append(host);
  const store = makeStore({ layout, look });
  const microscope = makeComparisonMicroscope(host, store, by);
  if (microscope === null) throw new Error("This browser cannot draw.");
  const marks = [drawSurface(size, 1), drawSurface(size, 2)] as const;
  const started = performance.now();
  microscope.load(...marks);
  await nextFrame();
  const first = performance.now() - started;
  const frames: number[] = [];
  let whole = 0;
  let last = 0;
  for (let i = 0; i < count + UNMEASURED; i++) {
    if (moved === "stage") store.change(pan(i & 16 ? 3 : -3, i & 32 ? 2 : -2));
    else store.change(set({ light: lightAt(i) }));
    // The microscope asked for its frame first: it has drawn when this one comes.
    const now = await nextFrame();
    if (i >= UNMEASURED) {
      frames.push(now - last);
      if (microscope.share() > 0.9) whole++;
    }
    last = now;
  }
  microscope.dispose();
  host.remove();
  return { frames, whole: whole / count, first, drawnBy: microscope.drawnBy };
}

/** Never the same twice: round the stage, rising and sinking. */
const lightAt = (frame: number) => ({
  azimuth: Math.atan2(Math.sin(0.07 * frame), Math.cos(0.07 * frame)),
  elevation: 0.3 + 0.2 * Math.sin(frame / 9),
});

const nextFrame = () => new Promise<number>((done) => requestAnimationFrame(() => done(performance.now())));

/** Parallel toolmarks with some grain; the same for the same seed. */
function drawSurface(size: number, seed: number): MarkSurface {
  const values = new Float32Array(size * size);
  let state = seed;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const across = column + 0.3 * row;
      const marks = Math.sin(across / 7) + 0.6 * Math.sin(across / 2.7 + seed) + 0.4 * Math.sin(row / 31);
      values[row * size + column] = marks + 0.2 * (state / 2 ** 32 - 0.5);
    }
  }
  return { width: size, height: size, increment: 3 * MICROMETRE, values, kind: "topography" };
}
