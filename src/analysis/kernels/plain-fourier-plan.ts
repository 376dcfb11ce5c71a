/**
 * The fast Fourier transform that every correlation here stands on: Stockham's self-sorting form (no bit reversal) in
 * radices 4, 3 and 2 over a batch of interleaved signals, so that the innermost loop runs over neighbouring memory with one
 * twiddle factor: quick in plain TypeScript, and what SIMD lanes want.
 */
export interface FourierPlan {
  readonly length: number;
  readonly batch: number;
  /**
   * Forward transform, in place, of `batch` complex signals: element k of signal b stands at `k * batch + b` of `re` and
   * `im`. Unscaled, e^(-i...). The inverse is the same call with `re` and `im` exchanged.
   */
  transform(re: Float32Array, im: Float32Array): void;
}

/** Plans transforms of `length` = 2^a 3^b points over `batch` signals; twiddles are computed once. Throws RangeError. */
export function createFourierPlan(length: number, batch: number): FourierPlan {
  const stages = planStages(length);
  const scratchRe = new Float32Array(length * batch);
  const scratchIm = new Float32Array(length * batch);
  return {
    length,
    batch,
    transform(re, im) {
      let fromRe = re;
      let fromIm = im;
      let toRe: Float32Array = scratchRe;
      let toIm: Float32Array = scratchIm;
      let stride = batch;
      for (const { radix, points, cos, sin } of stages) {
        const pass = radix === 4 ? passRadix4 : radix === 3 ? passRadix3 : passRadix2;
        pass(fromRe, fromIm, toRe, toIm, points, stride, cos, sin);
        stride *= radix;
        [fromRe, fromIm, toRe, toIm] = [toRe, toIm, fromRe, fromIm];
      }
      if (fromRe !== re) {
        re.set(fromRe);
        im.set(fromIm);
      }
    },
  };
}

interface Stage {
  readonly radix: 2 | 3 | 4;
  /** Points of the transform that is left at this stage. */
  readonly points: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

function planStages(length: number): Stage[] {
  const stages: Stage[] = [];
  let points = length;
  while (points > 1) {
    const radix = points % 4 === 0 ? 4 : points % 3 === 0 ? 3 : points % 2 === 0 ? 2 : 0;
    if (radix === 0) throw new RangeError(`no Fourier transform of ${length} points: factors other than 2 and 3`);
    const count = points / radix;
    const cos = new Float64Array(count * (radix - 1));
    const sin = new Float64Array(count * (radix - 1));
    for (let p = 0; p < count; p++) {
      for (let m = 1; m < radix; m++) {
        const angle = (-2 * Math.PI * p * m) / points;
        cos[p * (radix - 1) + m - 1] = Math.cos(angle);
        sin[p * (radix - 1) + m - 1] = Math.sin(angle);
      }
    }
    stages.push({ radix, points, cos, sin });
    points = count;
  }
  return stages;
}

type Pass = (
  fromRe: Float32Array,
  fromIm: Float32Array,
  toRe: Float32Array,
  toIm: Float32Array,
  points: number,
  stride: number,
  cos: Float64Array,
  sin: Float64Array,
) => void;

const passRadix4: Pass = (fromRe, fromIm, toRe, toIm, points, stride, cos, sin) => {
  const quarter = points >> 2;
  const span = quarter * stride;
  for (let p = 0; p < quarter; p++) {
    const c1 = cos[3 * p];
    const s1 = sin[3 * p];
    const c2 = cos[3 * p + 1];
    const s2 = sin[3 * p + 1];
    const c3 = cos[3 * p + 2];
    const s3 = sin[3 * p + 2];
    const from = p * stride;
    const to = 4 * p * stride;
    for (let q = 0; q < stride; q++) {
      const i0 = from + q;
      const i1 = i0 + span;
      const i2 = i1 + span;
      const i3 = i2 + span;
      const sumRe = fromRe[i0] + fromRe[i2];
      const sumIm = fromIm[i0] + fromIm[i2];
      const difRe = fromRe[i0] - fromRe[i2];
      const difIm = fromIm[i0] - fromIm[i2];
      const oddRe = fromRe[i1] + fromRe[i3];
      const oddIm = fromIm[i1] + fromIm[i3];
      // i * (x1 - x3)
      const turnRe = fromIm[i3] - fromIm[i1];
      const turnIm = fromRe[i1] - fromRe[i3];
      const o = to + q;
      toRe[o] = sumRe + oddRe;
      toIm[o] = sumIm + oddIm;
      const aRe = difRe - turnRe;
      const aIm = difIm - turnIm;
      toRe[o + stride] = aRe * c1 - aIm * s1;
      toIm[o + stride] = aRe * s1 + aIm * c1;
      const bRe = sumRe - oddRe;
      const bIm = sumIm - oddIm;
      toRe[o + 2 * stride] = bRe * c2 - bIm * s2;
      toIm[o + 2 * stride] = bRe * s2 + bIm * c2;
      const dRe = difRe + turnRe;
      const dIm = difIm + turnIm;
      toRe[o + 3 * stride] = dRe * c3 - dIm * s3;
      toIm[o + 3 * stride] = dRe * s3 + dIm * c3;
    }
  }
};

const HALF_ROOT_3 = Math.sqrt(3) / 2;

const passRadix3: Pass = (fromRe, fromIm, toRe, toIm, points, stride, cos, sin) => {
  const third = points / 3;
  const span = third * stride;
  for (let p = 0; p < third; p++) {
    const c1 = cos[2 * p];
    const s1 = sin[2 * p];
    const c2 = cos[2 * p + 1];
    const s2 = sin[2 * p + 1];
    const from = p * stride;
    const to = 3 * p * stride;
    for (let q = 0; q < stride; q++) {
      const i0 = from + q;
      const i1 = i0 + span;
      const i2 = i1 + span;
      const sumRe = fromRe[i1] + fromRe[i2];
      const sumIm = fromIm[i1] + fromIm[i2];
      // -i * sqrt(3)/2 * (x1 - x2)
      const turnRe = HALF_ROOT_3 * (fromIm[i1] - fromIm[i2]);
      const turnIm = HALF_ROOT_3 * (fromRe[i2] - fromRe[i1]);
      const midRe = fromRe[i0] - 0.5 * sumRe;
      const midIm = fromIm[i0] - 0.5 * sumIm;
      const o = to + q;
      toRe[o] = fromRe[i0] + sumRe;
      toIm[o] = fromIm[i0] + sumIm;
      const aRe = midRe + turnRe;
      const aIm = midIm + turnIm;
      toRe[o + stride] = aRe * c1 - aIm * s1;
      toIm[o + stride] = aRe * s1 + aIm * c1;
      const bRe = midRe - turnRe;
      const bIm = midIm - turnIm;
      toRe[o + 2 * stride] = bRe * c2 - bIm * s2;
      toIm[o + 2 * stride] = bRe * s2 + bIm * c2;
    }
  }
};

const passRadix2: Pass = (fromRe, fromIm, toRe, toIm, points, stride, cos, sin) => {
  const half = points >> 1;
  const span = half * stride;
  for (let p = 0; p < half; p++) {
    const c1 = cos[p];
    const s1 = sin[p];
    const from = p * stride;
    const to = 2 * p * stride;
    for (let q = 0; q < stride; q++) {
      const i0 = from + q;
      const i1 = i0 + span;
      const o = to + q;
      toRe[o] = fromRe[i0] + fromRe[i1];
      toIm[o] = fromIm[i0] + fromIm[i1];
      const aRe = fromRe[i0] - fromRe[i1];
      const aIm = fromIm[i0] - fromIm[i1];
      toRe[o + stride] = aRe * c1 - aIm * s1;
      toIm[o + stride] = aRe * s1 + aIm * c1;
    }
  }
};
