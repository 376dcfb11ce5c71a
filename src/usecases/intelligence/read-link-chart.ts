import type { RequestContext } from "../../domain/context.ts";
import { keepConnected, type LinkChart } from "../../domain/intelligence/link-chart.ts";
import { can } from "../../domain/permission.ts";
import type { LinkageState } from "../../domain/vocabulary.ts";
import { findGroupsOfExhibits } from "../../repositories/groups/firearm-groups.ts";
import { findExhibitTimes, listLinks } from "../../repositories/intelligence/links.ts";
import { authorise } from "../access/authorise.ts";
import { describePairs } from "../access/describe-pair-access.ts";
import { recordForeignList } from "../access/record-foreign-list.ts";
import { requireState } from "../access/require-state.ts";
import { viewSide } from "../access/view-side.ts";
import type { Deps } from "../deps.ts";
import { readerOf } from "../groups/find-readable-group.ts";
import { composeLinkChart, type ShownLink } from "./compose-link-chart.ts";
import { completePeriod, type Period, type PeriodInput, readPeriod } from "./period.ts";

export interface LinkChartInput extends PeriodInput {
  /** Of the linkages that were moved last in the period. */
  readonly limit: number;
  /** A node: what hangs together with it. */
  readonly around?: string | undefined;
}

export interface LinkChartView extends LinkChart, Period {
  /** More linkages stand in the period than were asked for: the newest are shown. */
  readonly truncated: boolean;
}

const LEADS: readonly LinkageState[] = ["lead", "under microscopy", "consultation"];

/**
 * Exhibits and cases with the hits and leads between them, and their timeline, as the reader's state may see them: hits of the own state,
 * leads besides for who reads the examiners' queue, every state's for the regional coordinator. What it shows of another state is recorded.
 * Errors: FORBIDDEN, PURPOSE_REQUIRED, VALIDATION_FAILED (period).
 */
export async function readLinkChart(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: LinkChartInput,
): Promise<LinkChartView> {
  const { actor } = context;
  const regional = can(actor, "link_chart.read", { ownerStates: [] });
  const party = regional ? null : requireState(actor);
  const subject = { kind: "link-chart" as const, id: "list" };
  const target = { ownerStates: party === null ? [] : [party] };
  await authorise(deps, context, "link_chart.read", target, subject);
  const now = deps.clock.now();
  const period = completePeriod(input, now);
  const states: readonly LinkageState[] = can(actor, "linkage.read", target) ? ["hit", ...LEADS] : ["hit"];
  const filter = { party, viewer: actor.state, states, ...readPeriod(period), now };
  const found = await listLinks(deps.sql, filter, input.limit + 1);
  const links = found.slice(0, input.limit);
  const accesses = await describePairs(deps, context, links);
  const shown = links.map((link, at) => ({ link, access: accesses[at]! })).filter(({ access }) => access.visible);
  const pairs = shown.map(({ link, access }) => ({ id: link.linkageId, access }));
  await recordForeignList(deps, context, "linkage", subject, pairs);
  const charted = shown.map(({ link, access }): ShownLink => ({ link, sides: access.sides }));
  const readable = charted.flatMap(({ sides }) => sides.map((side) => viewSide(actor, side).exhibitId));
  const times = await findExhibitTimes(deps.sql, [...new Set(readable.filter((id) => id !== null))]);
  const exhibits = charted.flatMap(({ sides }) => sides.map(({ exhibitId }) => exhibitId));
  const groups = await findGroupsOfExhibits(deps.sql, readerOf(context, now), [...new Set(exhibits)]);
  const chart = composeLinkChart(actor, { links: charted, times, groups });
  const kept = input.around === undefined ? chart : keepConnected(chart, input.around);
  return { ...kept, ...period, truncated: found.length > input.limit };
}
