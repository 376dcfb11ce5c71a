/** A deterministic source of random numbers: the same seed gives the same numbers on every machine. */

export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Standard normal (mean 0, variance 1). */
  normal(): number;
  /** Uniform whole number in 0 .. n - 1. */
  integer(n: number): number;
}

/** Mixes a 32-bit state into well spread words (splitmix32); it turns near seeds into unrelated states. */
function createSplitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
}

/**
 * Creates a generator (sfc32, C. Doty-Humphrey's small fast counting generator, seeded by splitmix32).
 * `seed` is any finite number; its low 32 bits and the next 21 count, so that `Date.now()` works too.
 */
export function createRandom(seed: number): Random {
  const whole = Math.trunc(seed);
  const mix = createSplitMix(Math.imul(whole | 0, 0x85ebca6b) ^ Math.floor(whole / 0x1_0000_0000));
  let a = mix() | 0;
  let b = mix() | 0;
  let c = mix() | 0;
  let counter = 1;
  let spare = Number.NaN;

  const uniform = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  // The first outputs still resemble the seed.
  for (let i = 0; i < 12; i++) uniform();

  return {
    uniform,
    integer: (n) => Math.floor(uniform() * n),
    normal() {
      // Box and Muller (1958) give two values at a time; the second waits.
      if (!Number.isNaN(spare)) {
        const value = spare;
        spare = Number.NaN;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
  };
}
