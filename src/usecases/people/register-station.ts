import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import type { StationAction } from "../../domain/permission-grants.ts";
import type { ExhibitType } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findLab } from "../../repositories/people/labs.ts";
import { insertStation, type Station } from "../../repositories/people/stations.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { hashToken, makeToken } from "../sign-in/tokens.ts";

export const STATION_DAYS = { default: 365, max: 730 } as const;

export interface RegisterStationInput {
  readonly labId: string;
  readonly name: string;
  readonly expiresInDays?: number | undefined;
  /** null or left out: everything that a station may do. */
  readonly allowedActions?: readonly StationAction[] | null | undefined;
  /** null or left out: exhibits of every type. */
  readonly allowedExhibitTypes?: readonly ExhibitType[] | null | undefined;
}

/**
 * Registers a lab's acquisition station; `token` is shown this once, and is good for the lab, the actions and the types of exhibit
 * that are named, until it expires. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (scope), DUPLICATE_RECORD.
 */
export async function registerStation(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RegisterStationInput,
): Promise<{ station: Station; token: string }> {
  const lab = await findLab(deps.sql, input.labId);
  if (lab === null) throw new RibinError("NOT_FOUND", "No such lab.");
  const id = uuidv7();
  await authorise(deps, context, "station.create", { ownerStates: [lab.ownerState] }, { kind: "station", id });
  const { allowedActions = null, allowedExhibitTypes = null } = input;
  assertScopeFits(allowedActions);
  const token = makeToken("rbt");
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + (input.expiresInDays ?? STATION_DAYS.default) * 86_400_000);
  return deps.sql.transaction(async (tx) => {
    const station = await insertStation(tx, {
      id,
      ownerState: lab.ownerState,
      labId: lab.id,
      name: input.name,
      tokenHash: hashToken(token),
      createdBy: context.actor.id,
      createdAt: now,
      expiresAt,
      allowedActions,
      allowedExhibitTypes,
    });
    if (station === null) throw new RibinError("DUPLICATE_RECORD", "The lab has a station of this name.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "station.created",
      targetKind: "station",
      targetId: id,
      ownerStates: [lab.ownerState],
      detail: { expiresAt: expiresAt.toISOString(), allowedActions, allowedExhibitTypes },
    });
    return { station, token };
  });
}

/** Who uploads to an exhibit must be able to find it. */
function assertScopeFits(actions: readonly StationAction[] | null): void {
  if (actions === null || !actions.includes("acquisition.create") || actions.includes("exhibit.read")) return;
  const message = 'With "acquisition.create" also name "exhibit.read": an upload names its exhibit';
  throw refuseField("allowedActions", message, `${message}.`);
}
