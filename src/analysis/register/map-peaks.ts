/** Where in the correlation maps of all turns do the highest peaks stand? By Fourier transform, two turns a transform. */
import { chooseFourierLength } from "../kernels/fourier-length.ts";
import type { ComplexPlane, Kernels } from "../kernels/kernels.ts";
import type { MarkGrid } from "./mark-grid.ts";
import { PeakList } from "./peak-list.ts";
import type { RegistrationQuery } from "./register-marks.ts";
import { turnMark } from "./turn-mark.ts";

/**
 * The highest peaks of the sums of products over all turns and lags, in points of the grids. Both arrays of values stand in the memory
 * of the kernels.
 */
export function mapPeaks(query: RegistrationQuery, a: MarkGrid, b: MarkGrid): PeakList {
  const { kernels, settings } = query;
  // Both extents and a fifth: at shifts farther than that the alias of a map shares no more than a rim with it, and no peak of a
  // same-source pair, whole or halved, is lost.
  const extent = (a.radius + b.radius) / a.pitch;
  const size = chooseFourierLength(Math.max(extent + Math.min(settings.reach / a.pitch, extent / 5), 24));
  const turned = provideSpectra(query, a, size);
  const spectrum = takePlane(kernels, size);
  turnMark(kernels, b, 0, 0, spectrum.re, size);
  spectrum.im.fill(0);
  kernels.forward(spectrum, size);

  const reach = Math.min(Math.floor(settings.reach / a.pitch), (size >> 1) - 2);
  // A peak needs its neighbours.
  const columns = { first: -reach - 1, count: 4 * Math.ceil((2 * reach + 3) / 4) };
  const peaks = new PeakList(settings.peaks * 4);
  const work = takePlane(kernels, size);
  const found = kernels.take(3 * (2 * reach + 1) ** 2);
  const collect = (map: Float32Array, turn: number): void => {
    const count = kernels.findLagPeaks(map, size, columns.count, reach, peaks.least, found);
    for (let i = 0; i < 3 * count; i += 3) {
      peaks.add({ turn, lagX: found[i], lagY: found[i + 1], value: found[i + 2] });
    }
  };
  const points = size * size;
  const held = kernels.hold("turns", turned, 2 * points * turned.length, (block) => {
    turned.forEach(({ re, im }, k) => {
      block.set(re, 2 * k * points);
      block.set(im, (2 * k + 1) * points);
    });
  });
  turned.forEach((own, k) => {
    let signal = work;
    if (held === null) {
      work.re.set(own.re);
      work.im.set(own.im);
    } else {
      const start = 2 * k * points;
      signal = { re: held.subarray(start, start + points), im: held.subarray(start + points, start + 2 * points) };
    }
    kernels.correlate(work, signal, spectrum, size, columns);
    collect(work.re, 2 * k);
    collect(work.im, 2 * k + 1);
  });
  return peaks;
}

/** Spectrum k is of turn 2k (real part) and turn 2k + 1 (imaginary part). */
function provideSpectra(query: RegistrationQuery, a: MarkGrid, size: number): readonly ComplexPlane[] {
  const { kernels, settings, sets } = query;
  const known = sets.get(size);
  if (known !== undefined) return known;
  const made = kernels.scope(() => {
    const plane = takePlane(kernels, size);
    return Array.from({ length: settings.angles / 2 }, (_, k) => {
      turnMark(kernels, a, (2 * k * 2 * Math.PI) / settings.angles, 0, plane.re, size);
      turnMark(kernels, a, ((2 * k + 1) * 2 * Math.PI) / settings.angles, 0, plane.im, size);
      kernels.forward(plane, size);
      return { re: plane.re.slice(), im: plane.im.slice() };
    });
  });
  sets.set(size, made);
  return made;
}

function takePlane(kernels: Kernels, size: number): ComplexPlane {
  return { re: kernels.take(size * size), im: kernels.take(size * size) };
}
