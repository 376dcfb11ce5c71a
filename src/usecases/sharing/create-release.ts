import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertRelease, type Release } from "../../repositories/sharing/releases.ts";
import { assertThere } from "../access/assert-there.ts";
import { authorise } from "../access/authorise.ts";
import { searchAgain } from "../correlation/search-again.ts";
import type { Deps } from "../deps.ts";
import { findReadableCase } from "../evidence/find-readable-case.ts";
import type { Named } from "../evidence/name-cases.ts";

const LONGEST_RELEASE_DAYS = 366;

export interface CreateReleaseInput {
  readonly caseId: string;
  readonly toState: StateCode;
  readonly purpose: string;
  readonly expiresAt: Date;
}

/** Lets one other state read a case and its exhibits, which are searched again: what was hidden from that state may have mates there. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED. */
export async function createRelease(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: CreateReleaseInput,
  /** What is written with it, or not at all. */
  also: (tx: SqlExecutor, release: Release) => Promise<void> = async () => {},
): Promise<Named<Release>> {
  const { found, target } = await findReadableCase(deps, context, input.caseId);
  const id = uuidv7();
  await authorise(deps, context, "release.create", target, { kind: "release", id });
  assertThere(found);
  const now = deps.clock.now();
  if (input.toState === found.ownerState) {
    throw new RibinError("VALIDATION_FAILED", "A case is released to another state.");
  }
  if (input.purpose.trim() === "") throw new RibinError("VALIDATION_FAILED", "A release states its purpose.");
  const latest = now.getTime() + LONGEST_RELEASE_DAYS * 86_400_000;
  if (!(input.expiresAt.getTime() > now.getTime() && input.expiresAt.getTime() <= latest)) {
    throw new RibinError("VALIDATION_FAILED", "A release expires in the future, within one year.");
  }
  return deps.sql.transaction(async (tx) => {
    const release = await insertRelease(tx, {
      id,
      ownerState: found.ownerState,
      caseId: found.id,
      toState: input.toState,
      purpose: input.purpose.trim(),
      expiresAt: input.expiresAt,
      createdBy: context.actor.id,
      createdAt: now,
    });
    await insertAuditEvent(tx, context, {
      at: now,
      action: "release.created",
      targetKind: "release",
      targetId: id,
      ownerStates: [found.ownerState],
      detail: { caseId: found.id, toState: release.toState, expiresAt: release.expiresAt.toISOString() },
    });
    await searchAgain(tx, context, { caseId: found.id }, `release/${id}`, now);
    await also(tx, release);
    return { ...release, caseNumber: found.caseNumber };
  });
}
