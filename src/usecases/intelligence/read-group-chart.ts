import type { RequestContext } from "../../domain/context.ts";
import type { LinkChart } from "../../domain/intelligence/link-chart.ts";
import { findExhibitSides } from "../../repositories/evidence/exhibit-sides.ts";
import { listGroupRecords } from "../../repositories/groups/firearm-groups.ts";
import { findExhibitTimes, listGroupTies } from "../../repositories/intelligence/links.ts";
import { recordForeignRead } from "../access/authorise.ts";
import { viewSide } from "../access/view-side.ts";
import type { Deps } from "../deps.ts";
import { findReadableGroup } from "../groups/find-readable-group.ts";
import { composeLinkChart } from "./compose-link-chart.ts";

export interface GroupChartView extends LinkChart {
  readonly id: string;
}

/**
 * The chart of one firearm: all its exhibits as the reader may see them, with the hits and merges between these, and its timeline. Recorded for
 * every state that it shows an exhibit of. Errors: NOT_FOUND, FORBIDDEN, PURPOSE_REQUIRED.
 */
export async function readGroupChart(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string },
): Promise<GroupChartView> {
  const { actor } = context;
  const { id } = input;
  const { members, reader, target } = await findReadableGroup(deps, context, id, "link_chart.read");
  await recordForeignRead(deps, context, "link_chart.read", target, { kind: "firearm_group", id });
  const exhibits = members.map(({ exhibitId }) => exhibitId);
  const sides = await findExhibitSides(deps.sql, exhibits, actor.state, reader.now);
  const links = (await listGroupTies(deps.sql, reader, id)).flatMap((link) => {
    const [a, b] = [sides.get(link.exhibitA), sides.get(link.exhibitB)];
    return a === undefined || b === undefined ? [] : [{ link, sides: [a, b] as const }];
  });
  const shown = [...sides.values()];
  const readable = shown.map((side) => viewSide(actor, side).exhibitId).filter((each) => each !== null);
  const records = await listGroupRecords(deps.sql, reader, id);
  const chart = composeLinkChart(actor, {
    links,
    others: shown,
    times: await findExhibitTimes(deps.sql, readable),
    groups: new Map(exhibits.map((exhibit) => [exhibit, id])),
    joined: records.flatMap(({ exhibitId, groupId, createdAt }) =>
      groupId === id ? [{ exhibitId, at: createdAt }] : [],
    ),
  });
  return { id, ...chart };
}
