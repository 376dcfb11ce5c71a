import {
  type ChartEdge,
  type ChartEvent,
  type ChartNode,
  type LinkChart,
  nameUnreadable,
} from "../../domain/intelligence/link-chart.ts";
import type { Actor } from "../../domain/permission.ts";
import type { ExhibitSide } from "../../repositories/evidence/exhibit-sides.ts";
import type { Link } from "../../repositories/intelligence/links.ts";
import { type SideView, viewSide } from "../access/view-side.ts";

export interface ShownLink {
  readonly link: Link;
  readonly sides: readonly [ExhibitSide, ExhibitSide];
}

export interface Charted {
  readonly links: readonly ShownLink[];
  /** Exhibits that are shown whether or not a link is. */
  readonly others?: readonly ExhibitSide[];
  /** Of exhibits that the reader may read. */
  readonly times: readonly {
    readonly id: string;
    readonly receivedAt: Date | null;
    readonly acquiredAt: Date | null;
  }[];
  /** The firearm group of each exhibit that has one. */
  readonly groups: ReadonlyMap<string, string>;
  readonly joined?: readonly { readonly exhibitId: string; readonly at: Date }[];
}

const NOTHING = {
  exhibitType: null,
  category: null,
  calibre: null,
  lab: null,
  groupId: null,
  eventType: null,
  occurredOn: null,
  number: null,
};

/** The chart for one reader: what `viewSide` gives of a side, and nothing else of it. */
export function composeLinkChart(actor: Actor, { links, others, times, groups, joined }: Charted): LinkChart {
  const nodes = new Map<string, ChartNode>();
  const edges = new Map<string, ChartEdge>();
  const timeline: ChartEvent[] = [];
  const names = new Map<string, string>();
  const addSide = (side: ExhibitSide): string => {
    const view = viewSide(actor, side);
    const id = view.exhibitId ?? nameUnreadable(side.exhibitId, actor.state);
    names.set(side.exhibitId, id);
    nodes.set(id, describeExhibit(id, view, groups.get(side.exhibitId) ?? null));
    if (view.caseId !== null && view.caseFacts !== null) {
      const { caseNumber: number, eventType, occurredOn } = view.caseFacts;
      nodes.set(view.caseId, {
        ...NOTHING,
        id: view.caseId,
        kind: "case",
        state: view.state,
        number,
        eventType,
        occurredOn,
      });
      const key = `of-${id}`;
      edges.set(key, { id: key, kind: "of", from: id, to: view.caseId, linkageId: null, conclusion: null, at: null });
      if (occurredOn !== null && !timeline.some((event) => event.event === "occurred" && event.nodes.includes(id))) {
        timeline.push({ at: occurredOn, event: "occurred", nodes: [id], linkageId: null });
      }
    }
    return id;
  };
  for (const { link, sides } of links) {
    const [from, to] = [addSide(sides[0]), addSide(sides[1])];
    const { id, linkageId, kind, leadAt, madeAt } = link;
    const at = (kind === "lead" ? leadAt : madeAt)?.toISOString() ?? null;
    const conclusion = kind === "hit" ? "identification" : null;
    edges.set(id, { id, kind, from, to, linkageId, conclusion, at });
    if (leadAt !== null) timeline.push({ at: leadAt.toISOString(), event: "lead", nodes: [from, to], linkageId });
    if (kind !== "lead" && at !== null) timeline.push({ at, event: kind, nodes: [from, to], linkageId });
  }
  for (const side of others ?? []) addSide(side);
  for (const { exhibitId, at } of joined ?? []) {
    const name = names.get(exhibitId);
    if (name !== undefined) timeline.push(eventOf("joined", at, name));
  }
  for (const { id, receivedAt, acquiredAt } of times) {
    if (receivedAt !== null) timeline.push(eventOf("received", receivedAt, id));
    if (acquiredAt !== null) timeline.push(eventOf("acquired", acquiredAt, id));
  }
  return {
    nodes: [...nodes.values()].sort(byId),
    edges: [...edges.values()].sort(byId),
    timeline: timeline.sort(byTime),
  };
}

function eventOf(event: ChartEvent["event"], at: Date, node: string): ChartEvent {
  return { at: at.toISOString(), event, nodes: [node], linkageId: null };
}

function describeExhibit(id: string, view: SideView, groupId: string | null): ChartNode {
  const { state, exhibitType, category, calibre, lab } = view;
  const number = view.caseFacts?.exhibitNumber ?? null;
  return { ...NOTHING, id, kind: "exhibit", state, number, exhibitType, category, calibre, lab, groupId };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
/** A date stands before the moments of its day. */
const byTime = (a: ChartEvent, b: ChartEvent) =>
  `${a.at}${a.event}${a.nodes}` < `${b.at}${b.event}${b.nodes}` ? -1 : 1;
