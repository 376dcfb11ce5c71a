import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../domain/context.ts";
import { RibinError } from "../domain/errors.ts";
import { insertAuditEvent } from "../repositories/audit-events.ts";
import { findLab } from "../repositories/labs.ts";
import { insertStation, type Station } from "../repositories/stations.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { hashToken, makeToken } from "./tokens.ts";

/** Registers a lab's acquisition station; `token` is shown this once. Errors: NOT_FOUND, FORBIDDEN, DUPLICATE_RECORD. */
export async function registerStation(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { labId: string; name: string },
): Promise<{ station: Station; token: string }> {
  const lab = await findLab(deps.sql, input.labId);
  if (lab === null) throw new RibinError("NOT_FOUND", "No such lab.");
  const id = uuidv7();
  await authorise(deps, context, "station.create", { ownerStates: [lab.ownerState] }, { kind: "station", id });
  const token = makeToken("rbt");
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const station = await insertStation(tx, {
      id,
      ownerState: lab.ownerState,
      labId: lab.id,
      name: input.name,
      tokenHash: hashToken(token),
      createdBy: context.actor.id,
      createdAt: now,
    });
    if (station === null) throw new RibinError("DUPLICATE_RECORD", "The lab has a station of this name.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "station.created",
      targetKind: "station",
      targetId: id,
      ownerStates: [lab.ownerState],
    });
    return { station, token };
  });
}
