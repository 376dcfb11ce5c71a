import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SealedStore } from "../../ports/blob-store.ts";
import type { KeyWrapper } from "../../ports/key-wrapper.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findBlobOwner, isPurgedBlob } from "../../repositories/keys/blob-owners.ts";
import { listStoreKeys, recordWhole, rewrapStoreKey } from "../../repositories/keys/store-keys.ts";
import { BLOB_FOLDERS, IMPORTS, INCOMING } from "../acquisitions/blob-keys.ts";
import type { Deps } from "../deps.ts";
import type { StoreKeyRing } from "./open-store-keys.ts";

export interface Sealing {
  readonly store: SealedStore;
  readonly keys: StoreKeyRing;
  readonly wrapper: KeyWrapper;
}

export interface ResealedFiles {
  /** Keys that the operator's newest key wraps now, and did not before. */
  readonly rewrapped: number;
  readonly looked: number;
  /** Sealed by another key than before. */
  readonly resealed: number;
  /** Sealed for the first time. */
  readonly sealed: number;
  /** That a purge had taken, and that were there all the same. */
  readonly purged: number;
  /** On their way, and not sealed: they are once they were received or applied, within a day. */
  readonly leftPlain: number;
}

type Needs = Pick<Deps, "sql" | "clock" | "log">;

/** On their way: they move on or go while this looks, and what is new is sealed by the newest key anyway. */
const ON_THEIR_WAY: ReadonlySet<string> = new Set([INCOMING, IMPORTS]);

/**
 * Brings every stored file under the newest key of its owner, one after the other, and wraps every key by the operator's newest. Whatever
 * is done stays done: broken off, it goes on from there, and a second run finds nothing. The service may run meanwhile.
 */
export async function resealFiles(
  deps: Needs,
  context: RequestContext,
  sealing: Sealing,
  onLooked: (looked: number) => void = () => {},
): Promise<ResealedFiles> {
  const tally = {
    rewrapped: await rewrapKeys(deps, sealing),
    looked: 0,
    resealed: 0,
    sealed: 0,
    purged: 0,
    leftPlain: 0,
  };
  const owners = new Map((await listStoreKeys(deps.sql)).map(({ id, ownerState }) => [id, ownerState]));
  for (const folder of BLOB_FOLDERS) {
    for await (const { key } of sealing.store.listBlobs(folder)) {
      const outcome = await resealFile(deps, sealing, owners, key, ON_THEIR_WAY.has(folder));
      if (outcome !== null) tally[outcome] += 1;
      tally.looked += 1;
      onLooked(tally.looked);
    }
  }
  const at = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    if (tally.leftPlain === 0) await recordWhole(tx, at);
    await insertAuditEvent(tx, context, {
      at,
      action: "store.sealed",
      targetKind: "store",
      targetId: "files",
      ownerStates: [],
      detail: { ...tally },
    });
  });
  await sealing.keys.load();
  return tally;
}

async function rewrapKeys({ sql }: Needs, { wrapper }: Sealing): Promise<number> {
  const name = await wrapper.readName();
  const others = (await listStoreKeys(sql)).filter(({ wrappedBy }) => wrappedBy !== name);
  for (const { id, ownerState, wrapped } of others) {
    const note = `ribin store key ${id} of ${ownerState ?? "the region"}`;
    await rewrapStoreKey(sql, { id, ...(await wrapper.wrap(await wrapper.unwrap(wrapped), note)) });
  }
  return others.length;
}

async function resealFile(
  deps: Needs,
  { store, keys }: Sealing,
  owners: ReadonlyMap<string, StateCode | null>,
  key: string,
  onItsWay: boolean,
): Promise<"resealed" | "sealed" | "purged" | "leftPlain" | null> {
  // The rows of a purge come before its files go: what it names is not to be there, whoever put it there, a run of this that was broken off included.
  if (await isPurgedBlob(deps.sql, key)) {
    await store.deleteBlob(key);
    return "purged";
  }
  const seal = await store.readSeal(key);
  if (seal === null) return null;
  if (onItsWay) return seal.keyId === null ? "leftPlain" : null;
  const owner = seal.keyId === null ? await findBlobOwner(deps.sql, key) : (owners.get(seal.keyId) ?? null);
  if (seal.keyId === (await keys.readCurrent(owner)).id) return null;
  const plain = await store.readBlob(key);
  // Written anew or gone since it was read: then it is under the newest key, or nobody's to write.
  if ((await store.readSeal(key))?.keyId !== seal.keyId) return null;
  await store.putBlob(key, plain, owner);
  if (await isPurgedBlob(deps.sql, key)) {
    await store.deleteBlob(key);
    return "purged";
  }
  return seal.keyId === null ? "sealed" : "resealed";
}
