import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Action } from "../../domain/permission-actions.ts";
import { countItems } from "../../repositories/exchange/import-items.ts";
import { findImport, type Import } from "../../repositories/exchange/imports.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

export interface ViewedImport extends Import {
  /** Records by what the preview found: new, same, conflict, noted. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Records by what applying came to: created, same, conflict, noted, refused; empty before. */
  readonly results: Readonly<Record<string, number>>;
}

/** Errors: NOT_FOUND, FORBIDDEN. */
export async function findOwnImport(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  action: Action,
  id: string,
): Promise<Import> {
  const found = await findImport(deps.sql, id);
  const subject = { kind: "import" as const, id };
  if (found === null) throw await refuseUnseen(deps, context, action, subject);
  if (found.ownerState !== context.actor.state) throw new RibinError("NOT_FOUND");
  await authorise(deps, context, action, { ownerStates: [found.ownerState] }, subject);
  return found;
}

export async function readImport(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly id: string },
): Promise<ViewedImport> {
  return viewImport(deps, await findOwnImport(deps, context, "import.read", input.id));
}

export async function viewImport(deps: Pick<Deps, "sql">, found: Import): Promise<ViewedImport> {
  const outcomes = await countItems(deps.sql, found.id, "outcome");
  return { ...found, outcomes, results: await countItems(deps.sql, found.id, "result") };
}
