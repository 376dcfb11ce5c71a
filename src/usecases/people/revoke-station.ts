import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findStation, revokeStation as revokeStationRow, type Station } from "../../repositories/people/stations.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/** The station's token is refused from now on. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (revoked already). */
export async function revokeStation(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<Station> {
  const station = await findStation(deps.sql, input.id);
  if (station === null) {
    throw await refuseUnseen(deps, context, "station.read", { kind: "station", id: input.id });
  }
  const target = { ownerStates: [station.ownerState] };
  const subject = { kind: "station" as const, id: station.id };
  await authorise(deps, context, "station.read", target, subject);
  await authorise(deps, context, "station.revoke", target, subject);
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const revoked = await revokeStationRow(tx, station.id, now);
    if (revoked === null) throw new RibinError("CONFLICT", "The station is revoked already.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "station.revoked",
      targetKind: "station",
      targetId: station.id,
      ownerStates: [station.ownerState],
    });
    return revoked;
  });
}
