import { AsyncResource } from "node:async_hooks";
import { v7 as uuidv7 } from "uuid";
import { type RequestContext, SYSTEM_ACTOR } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { KeyWrapper } from "../../ports/key-wrapper.ts";
import type { StoreKey, StoreKeys } from "../../ports/store-keys.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findWholeSince, insertStoreKey, listStoreKeys, type WrappedKey } from "../../repositories/keys/store-keys.ts";
import type { Deps } from "../deps.ts";

/** A key that another process made is known, and seals, after this. */
const REFRESH_MS = 60_000;

export interface StoreKeyRing extends StoreKeys {
  /** Reads what the database has; before the first use, and outside any transaction. */
  load(): Promise<void>;
  /** Errors: STORE_KEY_MISSING where the operator's key does not open every key. */
  check(): Promise<void>;
  /** A new key for the owner, which seals from now on. */
  make(owner: StateCode | null, context: RequestContext): Promise<StoreKey>;
}

type Needs = Pick<Deps, "sql" | "clock" | "log"> & { readonly wrapper: KeyWrapper };

/**
 * The keys that the database has, opened by the operator's. They are held in memory, so that a file can be read in the middle of a
 * transaction; each is opened when it is first used, so that commands which read no file need no key.
 */
export function openStoreKeys({ sql, clock, log, wrapper }: Needs): StoreKeyRing {
  let rows: ReadonlyMap<string, WrappedKey> = new Map();
  let current: ReadonlyMap<StateCode | null, string> = new Map();
  let mayBePlain = true;
  let loadedAt = 0;
  const opened = new Map<string, Promise<StoreKey>>();
  const making = new Map<StateCode | null, Promise<StoreKey>>();
  // A file may be written in the middle of a transaction; looking for newer keys is no part of it.
  const outside = new AsyncResource("ribin-store-keys");

  async function load(): Promise<void> {
    loadedAt = Date.now();
    const [list, whole] = [await listStoreKeys(sql), await findWholeSince(sql)];
    rows = new Map(list.map((row) => [row.id, row]));
    // Oldest first, so that the newest stays.
    current = new Map(list.toReversed().map((row) => [row.ownerState, row.id]));
    mayBePlain = whole === null;
  }

  function open(row: WrappedKey): Promise<StoreKey> {
    const known = opened.get(row.id) ?? wrapper.unwrap(row.wrapped).then((identity) => ({ id: row.id, identity }));
    opened.set(row.id, known);
    // The key may come: a file that could not be read is tried again.
    known.catch(() => opened.delete(row.id));
    return known;
  }

  async function make(owner: StateCode | null, context: RequestContext): Promise<StoreKey> {
    // A process with another operator's key would make keys that the others cannot open.
    const [newest] = [...rows.values()];
    if (newest !== undefined) await open(newest);
    const id = uuidv7();
    const identity = await wrapper.makeIdentity();
    const wrapped = await wrapper.wrap(identity, `ribin store key ${id} of ${owner ?? "the region"}`);
    const at = clock.now();
    await sql.transaction(async (tx) => {
      await insertStoreKey(tx, { id, ownerState: owner, ...wrapped, createdAt: at });
      await insertAuditEvent(tx, context, {
        at,
        action: "store_key.created",
        targetKind: "store_key",
        targetId: id,
        ownerStates: owner === null ? [] : [owner],
        detail: { wrappedBy: wrapped.wrappedBy },
      });
    });
    await load();
    return open(rows.get(id) as WrappedKey);
  }

  function makeOnce(owner: StateCode | null): Promise<StoreKey> {
    const pending =
      making.get(owner) ??
      make(owner, { actor: SYSTEM_ACTOR, requestId: "store-keys" }).finally(() => making.delete(owner));
    making.set(owner, pending);
    return pending;
  }

  const rowOf = (id: string | undefined) => (id === undefined ? undefined : rows.get(id));
  return {
    load,
    make,
    mayBePlain: () => mayBePlain,
    async readCurrent(owner) {
      if (Date.now() - loadedAt > REFRESH_MS && sql.dialect === "postgres") {
        outside
          .runInAsyncScope(load)
          .catch((error: unknown) => log.warn({ err: error }, "the keys of stored files could not be read again"));
      }
      const row = rowOf(current.get(owner));
      return row === undefined ? makeOnce(owner) : open(row);
    },
    async find(id) {
      if (!rows.has(id)) await load();
      const row = rows.get(id);
      return row === undefined ? null : open(row);
    },
    async check() {
      for (const row of rows.values()) await open(row);
    },
  };
}
