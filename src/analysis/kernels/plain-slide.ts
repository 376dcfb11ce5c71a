export function slideProducts(a: Float64Array, b: Float64Array, first: number, products: Float64Array): void {
  for (let k = 0; k < products.length; k++) {
    const lag = first + k;
    const end = Math.min(a.length, b.length + lag);
    let sum = 0;
    for (let x = Math.max(0, lag); x < end; x++) sum += a[x] * b[x - lag];
    products[k] = sum;
  }
}

export function weighWindows(values: Float64Array, factors: Float64Array, sums: Float64Array): void {
  for (let x = 0; x < sums.length; x++) {
    let sum = 0;
    for (let k = 0; k < factors.length; k++) sum += factors[k] * values[x + k];
    sums[x] = sum;
  }
}
