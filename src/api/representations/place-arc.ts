/** Where the flow between two states is drawn. */
import type { StateCode } from "../../domain/vocabulary.ts";
import { STATE_OUTLINES } from "./region-outlines.ts";

export interface FlowTotal {
  readonly fromState: StateCode;
  readonly toState: StateCode;
  readonly directed: boolean;
  readonly hits: number;
}

/** The months of one flow together; the greatest last, so that it is drawn on top. */
export function sumFlows(rows: readonly FlowTotal[]): readonly FlowTotal[] {
  const sums = new Map<string, FlowTotal>();
  for (const { fromState, toState, directed, hits } of rows) {
    const key = `${fromState}${toState}${directed}`;
    sums.set(key, { fromState, toState, directed, hits: hits + (sums.get(key)?.hits ?? 0) });
  }
  const byName = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, flow]) => flow);
  return byName.sort((a, b) => a.hits - b.hits);
}

/** How far a curve leaves the straight line, of its length: to the left of a direction, so that two opposite ones do not meet. */
const BEND = 0.18;
/** Room around a state's mark. */
const GAP = 7;

export interface Arc {
  readonly path: string;
  /** The middle of the curve. */
  readonly middle: readonly [number, number];
  /** From mark to mark, as the crow flies. */
  readonly length: number;
}

/** A quadratic curve from one state's mark to the other's. One without a direction bends less. */
export function placeArc({ fromState, toState, directed }: FlowTotal): Arc {
  const [start, end] = [STATE_OUTLINES[fromState].place, STATE_OUTLINES[toState].place];
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const bend = directed ? BEND : BEND / 2;
  const control = [(start[0] + end[0]) / 2 + dy * bend, (start[1] + end[1]) / 2 - dx * bend] as const;
  const [p, q] = [approach(control, start), approach(control, end)];
  const path = `M${write(p)}Q${write(control)} ${write(q)}`;
  const middle = [(p[0] + 2 * control[0] + q[0]) / 4, (p[1] + 2 * control[1] + q[1]) / 4] as const;
  return { path, middle, length: Math.hypot(dx, dy) };
}

/** The point GAP before `to`, coming from `from`. */
function approach(from: readonly [number, number], to: readonly [number, number]): readonly [number, number] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const share = GAP / Math.max(GAP, Math.hypot(dx, dy));
  return [to[0] - dx * share, to[1] - dy * share];
}

const write = ([x, y]: readonly [number, number]) => `${x.toFixed(1)} ${y.toFixed(1)}`;
