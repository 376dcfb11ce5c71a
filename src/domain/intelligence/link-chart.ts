/** The chart of hits and leads as one reader may see it: exhibits and cases, and what ties them. */
import { hash } from "node:crypto";
import type { Category, ExhibitType, StateCode } from "../vocabulary.ts";

export interface ChartNode {
  /** Of what the reader may read, its own id; otherwise a name that tells nothing and is the same at every reading by that state. */
  readonly id: string;
  readonly kind: "exhibit" | "case";
  readonly state: StateCode;
  /** A number, of a case or exhibit that may be read; null otherwise. */
  readonly number: string | null;
  /** Of an exhibit. */
  readonly exhibitType: ExhibitType | null;
  readonly category: Category | null;
  readonly calibre: string | null;
  readonly lab: string | null;
  /** The firearm group that it belongs to; null: to none, or to none that the reader may be shown. */
  readonly groupId: string | null;
  /** Of a case. */
  readonly eventType: string | null;
  readonly occurredOn: string | null;
}

export interface ChartEdge {
  readonly id: string;
  /** "of": the exhibit is of the case. "merge": an examiner knew that two groups were one firearm's, without a hit. */
  readonly kind: "hit" | "lead" | "merge" | "of";
  readonly from: string;
  readonly to: string;
  /** Of a hit or lead of the reader's state; null besides. */
  readonly linkageId: string | null;
  /** Of a hit; what one examiner concluded of a lead is nobody's to see before the verification. */
  readonly conclusion: "identification" | null;
  /** Of the lead, the hit or the merge. */
  readonly at: string | null;
}

export const CHART_EVENTS = ["occurred", "received", "acquired", "lead", "hit", "merge", "joined"] as const;
export interface ChartEvent {
  /** A moment, or of "occurred" a date. */
  readonly at: string;
  /** "joined": an exhibit came into its firearm group. */
  readonly event: (typeof CHART_EVENTS)[number];
  /** The exhibits concerned, as nodes. */
  readonly nodes: readonly string[];
  readonly linkageId: string | null;
}

export interface LinkChart {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  readonly timeline: readonly ChartEvent[];
}

/** A name for an exhibit that the reader's state may not read, from which nobody finds the exhibit. */
export function nameUnreadable(exhibitId: string, reader: StateCode | null): string {
  return `x-${hash("sha256", `ribin-link-chart/1 ${reader ?? "region"} ${exhibitId}`, "hex").slice(0, 24)}`;
}

/** What hangs together with one node over hits and leads, and the cases of it. */
export function keepConnected(chart: LinkChart, around: string): LinkChart {
  const reached = new Set(chart.nodes.some((node) => node.id === around) ? [around] : []);
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const { from, to } of chart.edges) {
      if (!reached.has(from) && !reached.has(to)) continue;
      reached.add(from).add(to);
    }
  }
  return {
    nodes: chart.nodes.filter((node) => reached.has(node.id)),
    edges: chart.edges.filter((edge) => reached.has(edge.from)),
    timeline: chart.timeline.filter((event) => event.nodes.some((node) => reached.has(node))),
  };
}
