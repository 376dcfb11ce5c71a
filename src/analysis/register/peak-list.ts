/** The highest peaks of many correlation maps. */

export interface Peak {
  readonly turn: number;
  readonly lagX: number;
  readonly lagY: number;
  readonly value: number;
}

/** The highest peaks so far, highest first. */
export class PeakList {
  readonly #most: number;
  readonly #peaks: Peak[] = [];
  least = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(peak: Peak): void {
    if (peak.value <= this.least) return;
    let at = this.#peaks.length;
    while (at > 0 && this.#peaks[at - 1].value < peak.value) at--;
    this.#peaks.splice(at, 0, peak);
    if (this.#peaks.length > this.#most) this.#peaks.pop();
    if (this.#peaks.length === this.#most) this.least = this.#peaks[this.#most - 1].value;
  }

  /** Without those that a higher peak within one turn and two points explains (the lags turn with the axes, but little). */
  distinct(most: number, angles: number): Peak[] {
    const kept: Peak[] = [];
    for (const peak of this.#peaks) {
      const near = kept.some((other) => {
        const apart = Math.abs(peak.turn - other.turn);
        return (
          Math.min(apart, angles - apart) <= 1 && Math.hypot(peak.lagX - other.lagX, peak.lagY - other.lagY) <= 2.5
        );
      });
      if (!near) kept.push(peak);
      if (kept.length === most) break;
    }
    return kept;
  }
}
