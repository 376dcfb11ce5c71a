/**
 * Colours for heights: even steps of lightness in OKLab, so that no height looks nearer to its neighbour than another, and readable
 * by people who see few colours, since lightness alone tells the order.
 */
export type ColourMapName = "height" | "difference";

const STEPS = 256;

/** Lightness, and the two colour axes of OKLab. */
type Lab = readonly [lightness: number, greenRed: number, blueYellow: number];

/** From a deep blue over teal to a pale yellow. */
function heightAt(share: number): Lab {
  const turn = 4.55 - 2.7 * share;
  const chroma = 0.055 + 0.075 * Math.sin(Math.PI * (0.12 + 0.76 * share));
  return [0.24 + 0.7 * share, chroma * Math.cos(turn), chroma * Math.sin(turn)];
}

/** From blue over light grey to orange: what is higher in A is orange. */
function differenceAt(share: number): Lab {
  const side = 2 * share - 1;
  const away = Math.abs(side);
  const turn = side < 0 ? 4.45 : 0.95;
  return [0.93 - 0.5 * away, 0.15 * away * Math.cos(turn), 0.15 * away * Math.sin(turn)];
}

function toRgb([lightness, greenRed, blueYellow]: Lab): [number, number, number] {
  const l = (lightness + 0.3963377774 * greenRed + 0.2158037573 * blueYellow) ** 3;
  const m = (lightness - 0.1055613458 * greenRed - 0.0638541728 * blueYellow) ** 3;
  const s = (lightness - 0.0894841775 * greenRed - 1.291485548 * blueYellow) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.map((value) => {
    const kept = Math.min(1, Math.max(0, value));
    return Math.round(255 * (kept <= 0.0031308 ? 12.92 * kept : 1.055 * kept ** (1 / 2.4) - 0.055));
  }) as [number, number, number];
}

/** 256 colours, RGBA, lowest first. */
export function makeColourMap(name: ColourMapName): Uint8Array {
  const colours = new Uint8Array(4 * STEPS);
  for (let step = 0; step < STEPS; step++) {
    const share = step / (STEPS - 1);
    colours.set([...toRgb(name === "height" ? heightAt(share) : differenceAt(share)), 255], 4 * step);
  }
  return colours;
}

/** The same colours for a legend, as the stops of a CSS gradient. */
export function describeGradient(name: ColourMapName): string {
  const stops = Array.from({ length: 17 }, (_, i) => {
    const share = i / 16;
    const [r, g, b] = toRgb(name === "height" ? heightAt(share) : differenceAt(share));
    return `rgb(${r} ${g} ${b})`;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
