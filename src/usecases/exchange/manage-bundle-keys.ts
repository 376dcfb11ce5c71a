import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { computeKeyId } from "../../domain/signing-key.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  type BundleKey,
  findBundleKey,
  insertBundleKey,
  listBundleKeys as listBundleKeyRows,
  revokeBundleKey as revokeBundleKeyRow,
} from "../../repositories/exchange/bundle-keys.ts";
import type { Page } from "../../repositories/page.ts";
import { findLab } from "../../repositories/people/labs.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

type Needs = Pick<Deps, "sql" | "clock">;

/** From now on bundles that the key signed are received. Errors: NOT_FOUND (lab), FORBIDDEN, DUPLICATE_RECORD. */
export async function registerBundleKey(
  deps: Needs,
  context: RequestContext,
  input: { readonly labId: string; readonly name: string; readonly publicKey: string },
): Promise<BundleKey> {
  const lab = await findLab(deps.sql, input.labId);
  if (lab === null) throw new RibinError("NOT_FOUND", "No such lab.");
  const id = computeKeyId(input.publicKey);
  await authorise(deps, context, "bundle_key.create", { ownerStates: [lab.ownerState] }, { kind: "bundle_key", id });
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const key = await insertBundleKey(tx, {
      ...input,
      id,
      ownerState: lab.ownerState,
      createdBy: context.actor.id,
      createdAt: now,
    });
    if (key === null)
      throw new RibinError("DUPLICATE_RECORD", "This key is registered; a station makes a key of its own.");
    await record(tx, context, "bundle_key.registered", key, now);
    return key;
  });
}

/** Bundles that it signed are refused from now on; what was received stays. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
export async function revokeBundleKey(
  deps: Needs,
  context: RequestContext,
  input: { readonly id: string },
): Promise<BundleKey> {
  const found = await findBundleKey(deps.sql, input.id);
  if (found === null || found.ownerState !== context.actor.state) throw new RibinError("NOT_FOUND");
  await authorise(
    deps,
    context,
    "bundle_key.revoke",
    { ownerStates: [found.ownerState] },
    { kind: "bundle_key", id: found.id },
  );
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const key = await revokeBundleKeyRow(tx, found.id, context.actor.id, now);
    if (key === null) throw new RibinError("CONFLICT", "The key was revoked already.");
    await record(tx, context, "bundle_key.revoked", key, now);
    return key;
  });
}

export async function listBundleKeys(deps: Needs, context: RequestContext, input: PageInput): Promise<Page<BundleKey>> {
  const state = requireState(context.actor);
  await authorise(deps, context, "bundle_key.read", { ownerStates: [state] }, { kind: "bundle_key", id: "list" });
  return listBundleKeyRows(deps.sql, state, toPageRequest(input));
}

function record(
  tx: Parameters<typeof insertAuditEvent>[0],
  context: RequestContext,
  action: "bundle_key.registered" | "bundle_key.revoked",
  key: BundleKey,
  at: Date,
): Promise<void> {
  return insertAuditEvent(tx, context, {
    at,
    action,
    targetKind: "bundle_key",
    targetId: key.id,
    ownerStates: [key.ownerState],
    detail: { labId: key.labId },
  });
}
