/** Curves over a common length, with a pointer that reads both; stretches of it may lie on a tinted ground. */
import { useEffect, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { usePalette } from "../../app/use-palette.ts";
import styles from "./compare.module.css";

export interface Band {
  readonly from: number;
  readonly to: number;
  readonly chosen: boolean;
}

interface CurvesProps {
  /** What it shows, in words, for who does not see it. */
  readonly label: string;
  readonly along: readonly number[];
  readonly a: readonly (number | null)[];
  readonly b: readonly (number | null)[];
  readonly names: { readonly a: string; readonly b: string };
  readonly axes: { readonly along: string; readonly value: string };
  readonly bands?: readonly Band[];
  readonly height?: number;
}

const NO_BANDS: readonly Band[] = [];

export function Curves({ label, along, a, b, names, axes, bands = NO_BANDS, height = 200 }: CurvesProps) {
  const host = useRef<HTMLDivElement>(null);
  const palette = usePalette();
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const { enlarged } = palette;
    const font = palette.font.replace(/\d+px/, (size) => `${Number.parseInt(size, 10) * enlarged}px`);
    const axis = (text: string) => ({
      label: text,
      labelSize: 20 * enlarged,
      labelFont: font,
      font,
      size: 50 * enlarged,
      space: 50 * enlarged,
      stroke: palette.inkSoft,
      grid: { stroke: palette.line, width: 1 },
      ticks: { stroke: palette.line, width: 1 },
    });
    const plot = new UPlot(
      {
        width: element.clientWidth,
        height: height * enlarged,
        scales: { x: { time: false } },
        cursor: { drag: { x: true, y: false } },
        axes: [axis(axes.along), { ...axis(axes.value), size: 46 * enlarged, space: 30 * enlarged }],
        series: [
          { label: axes.along, value: (_, value) => value?.toFixed(1) ?? "–" },
          { label: names.a, stroke: palette.a, width: 1.5 * enlarged, value: (_, value) => value?.toFixed(2) ?? "–" },
          {
            label: names.b,
            stroke: palette.b,
            width: 1.5 * enlarged,
            dash: [6 * enlarged, 3 * enlarged],
            value: (_, value) => value?.toFixed(2) ?? "–",
          },
        ],
        hooks: { drawClear: [(drawn) => tintBands(drawn, bands, palette)] },
      },
      [[...along], [...a], [...b]],
      element,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: height * enlarged }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [along, a, b, names, axes, bands, height, palette]);
  return <div ref={host} className={styles.curves} role="img" aria-label={label} />;
}

function tintBands(plot: UPlot, bands: readonly Band[], palette: { accentSoft: string; chosen: string }): void {
  const { ctx, bbox } = plot;
  for (const { from, to, chosen } of bands) {
    const [left, right] = [plot.valToPos(from, "x", true), plot.valToPos(to, "x", true)];
    ctx.fillStyle = palette.accentSoft;
    ctx.fillRect(left, bbox.top, right - left - 1, bbox.height);
    if (!chosen) continue;
    ctx.fillStyle = palette.chosen;
    ctx.fillRect(left, bbox.top, right - left - 1, 4);
  }
}
