/** Smallest length of at least `least` that factors into 2 and 3 and is a multiple of 4. */
export function chooseFourierLength(least: number): number {
  for (let length = Math.max(4, Math.ceil(least / 4) * 4); ; length += 4) {
    let rest = length;
    while (rest % 2 === 0) rest /= 2;
    while (rest % 3 === 0) rest /= 3;
    if (rest === 1) return length;
  }
}
