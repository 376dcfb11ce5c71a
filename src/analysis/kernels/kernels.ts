/**
 * The inner loops of comparison behind one interface: as WebAssembly with SIMD, and as plain TypeScript that says what they mean.
 * All arrays are row-major; places are points from the first column and row; missing values are NaN.
 */

/** A complex square grid, real and imaginary part apart. */
export interface ComplexPlane {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/** A grid to sample from; its outermost rows and columns are missing. */
export interface SampledGrid {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** A place in a grid and a turn: point [0, 0] of another grid lies at (x, y), its columns run along (stepX, -stepY). */
export interface Placing {
  readonly x: number;
  readonly y: number;
  /** Cosine and sine of the turn, times the ratio of the pitches. */
  readonly stepX: number;
  readonly stepY: number;
}

/** Columns and rows of a grid, last ones exclusive, within the grid. */
export interface GridBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** For each place of a box in a square image (its first point there). */
export interface BoxMeasures {
  /** 1 / root of the sum of squares under the box; 0 where nothing varies. */
  readonly inverse: Float32Array;
  /** Points under it that have data. */
  readonly counts: Float32Array;
}

/** A square image with the measures of a box on it. */
export interface BoxedImage extends BoxMeasures {
  readonly size: number;
  readonly values: Float32Array;
}

/** A run of circular lags: `count` is a multiple of 4 of at most the transform's size; `first` is above minus that size. */
export interface LagColumns {
  readonly first: number;
  readonly count: number;
}

export interface CellPeakSettings {
  /** Lags 0..span-1 each way are looked at. */
  readonly span: number;
  /** Factor of the map, beside the box's inverse. */
  readonly scale: number;
  /** Points of data under the box below which a lag says nothing. */
  readonly least: number;
  /** Correlations up to this are no peaks. */
  readonly floor: number;
}

/** Cosines, then sines, of every harmonic at every turn: `turns` lines each of `harmonics` values, a multiple of 4. */
export interface RingTables {
  readonly harmonics: number;
  readonly turns: number;
  readonly values: Float32Array;
}

/** What a query leaves in memory from one candidate to the next: its spectra at all turns, those of its cells, those of a sweep. */
export type HeldSlot = "turns" | "cells" | "sweep";

/**
 * Every array given to a kernel must come from `take`, `takeDoubles` or `hold` of the same kernels and still be in scope; others are a
 * TypeError.
 * Not for two threads at once. Sizes of square grids are multiples of 4 with no factors but 2 and 3.
 */
export interface Kernels {
  readonly name: "wasm" | "plain";
  /** Runs `work`; what it takes is free again when it ends. */
  scope<T>(work: () => T): T;
  /** Memory of unknown content. RangeError when there is none left. */
  take(length: number): Float32Array;
  takeDoubles(length: number): Float64Array;
  takeBytes(length: number): Int8Array;
  /**
   * Memory that stays between scopes: one block a slot, of the owner that asked last. `fill` writes it when that was another one. Null
   * where it is too large to stay.
   */
  hold(slot: HeldSlot, owner: object, length: number, fill: (block: Float32Array) => void): Float32Array | null;

  /** Forward transform, in place, unscaled; the spectrum stands transposed ([ky][kx] at `kx * size + ky`). */
  forward(plane: ComplexPlane, size: number): void;
  /**
   * Circular cross-correlation of two spectra: the sum over x of signal[x + d] * conj(kernel[x]), for every lag d down and the lags
   * `columns` across: lag [y, first + j] stands at `y * count + j` of the target. With a real kernel the real and the imaginary
   * part of the signal are correlated independently: two for one. Target and signal may be the same.
   */
  correlate(target: ComplexPlane, signal: ComplexPlane, kernel: ComplexPlane, size: number, columns: LagColumns): void;

  /** Fills a square of `size` points with the grid as placed, bilinear between points; `missing` where that is missing. */
  turnGrid(grid: SampledGrid, placing: Placing, missing: number, target: Float32Array, size: number): void;
  /**
   * Writes count, sum a, sum b, sum aa, sum bb and sum ab of the points of A in `box` that have data in both, B being sampled as
   * placed. `sums` has six entries and is ordinary memory.
   */
  sumProducts(a: SampledGrid, box: GridBox, b: SampledGrid, placing: Placing, sums: Float64Array): void;

  /** Measures a box of `side` points at every place of an image. */
  measureBoxes(image: Float32Array, size: number, side: number, measures: BoxMeasures): void;
  /** Copies the window of `size` points at [left, top]; zero where missing or outside. */
  cutWindow(image: BoxedImage, left: number, top: number, target: Float32Array, size: number): void;
  /**
   * Turns the map of a window at [left, top] (`width` lags a row, from none on) into correlations, in place, and writes its inner local
   * maxima as x, y (refined to a fraction of a lag) and value to `peaks`. Returns their number.
   */
  findCellPeaks(
    map: Float32Array,
    width: number,
    image: BoxedImage,
    left: number,
    top: number,
    settings: CellPeakSettings,
    peaks: Float32Array,
  ): number;
  /**
   * Writes the local maxima above `floor` of a map within `reach` lags of none, as lag x, lag y (refined to a fraction of a lag) and value.
   * The map has `size` circular rows; its columns are `width` lags from -reach - 1 on, reach + 1 among them. Returns their number.
   */
  findLagPeaks(
    map: Float32Array,
    size: number,
    width: number,
    reach: number,
    floor: number,
    peaks: Float32Array,
  ): number;
  /**
   * The largest value of a circular map of `size` points a side over the root of the count at its place, 0 at least. `counts` is a circular
   * map of a quarter of that side, which is a multiple of 16, from the same lag on: each 4 x 4 values have the mean of the four counts
   * around them, and never less than `least`.
   */
  findHighestRatio(map: Float32Array, counts: Float32Array, size: number, least: number): number;

  /**
   * At which turn do the coefficients along the rings of two power spectra agree? Both hold all real parts, ring by ring, then all
   * imaginary ones, `tables.harmonics` a ring. Writes the agreement at each turn of the tables, in root mean squares of chance,
   * whatever the scale of either; `product` has room for two lines.
   */
  correlateRings(
    query: Float32Array,
    other: Int8Array,
    rings: number,
    tables: RingTables,
    product: Float32Array,
    curve: Float32Array,
  ): void;

  /**
   * Lays profile b on a at every lag from `first` on, one a product: the sum over x of a[x] * b[x - lag] where both are. Missing
   * samples are zeros here.
   */
  slideProducts(a: Float64Array, b: Float64Array, first: number, products: Float64Array): void;
  /**
   * `sums[x]` becomes the sum of `factors[k]` times `values[x + k]`, added in the order of k, so that both kernels give the same bits. The
   * length of `sums` is a multiple of 8; `values` holds as many and, less one, as many more as there are factors.
   */
  weighWindows(values: Float64Array, factors: Float64Array, sums: Float64Array): void;
}
