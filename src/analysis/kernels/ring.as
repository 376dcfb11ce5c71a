// What the turn of two power spectra needs: products of the Fourier coefficients along their rings, and one sum a turn.

/** Four 8-bit numbers as floats. */
// @ts-ignore: decorator
@inline
function loadBytes(at: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(at))));
}

// @ts-ignore: decorator
@inline
function total(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3);
}

/**
 * `query` (floats) and `other` (8-bit) hold all real parts of the coefficients, `harmonics` a ring, then all imaginary parts. `tables` holds
 * for each turn the cosines of the harmonics, then for each turn the sines; `product` has room for real and imaginary parts. Lines of
 * all three are `harmonics` long, a multiple of 4. Writes one value a turn, in root mean squares of chance.
 */
export function correlateRings(
  query: usize, other: usize, rings: i32, harmonics: i32, tables: usize, turns: i32, product: usize, curve: usize,
): void {
  const line = <usize>harmonics << 2;
  const half = <usize>(rings * harmonics);
  let energies = f32x4.splat(0);
  for (let k: usize = 0; k < <usize>harmonics; k += 4) {
    let re = f32x4.splat(0), im = re;
    let q = query + (k << 2), o = other + k;
    for (let ring = 0; ring < rings; ring++) {
      const a = v128.load(q), b = v128.load(q + (half << 2));
      const c = loadBytes(o), d = loadBytes(o + half);
      re = f32x4.add(re, f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)));
      im = f32x4.add(im, f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d)));
      q += line;
      o += <usize>harmonics;
    }
    v128.store(product + (k << 2), re);
    v128.store(product + line + (k << 2), im);
    energies = f32x4.add(energies, f32x4.add(f32x4.mul(re, re), f32x4.mul(im, im)));
  }
  const energy = total(energies);
  const scale: f32 = energy > 0 ? <f32>(1 / Math.sqrt(<f64>energy / 2)) : 0;
  const sines = <usize>turns * line;
  for (let turn = 0; turn < turns; turn++) {
    let sum = f32x4.splat(0);
    const row = tables + <usize>turn * line;
    let k: usize = 0;
    do {
      const along = f32x4.mul(v128.load(product + k), v128.load(row + k));
      const across = f32x4.mul(v128.load(product + line + k), v128.load(row + sines + k));
      sum = f32x4.add(sum, f32x4.sub(along, across));
      k += 16;
    } while (k < line);
    store<f32>(curve + (<usize>turn << 2), total(sum) * scale);
  }
}
