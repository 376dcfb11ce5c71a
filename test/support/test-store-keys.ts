import { generateX25519Identity } from "age-encryption";
import type { StoreKey, StoreKeys } from "../../src/ports/store-keys.ts";

export interface TestStoreKeys extends StoreKeys {
  /** Of each owner, once it has one. */
  readonly made: ReadonlyMap<string, StoreKey>;
  forget(id: string): void;
  /** Every file is sealed from now on. */
  refusePlain(): void;
}

/** Real keys that live in memory: the database's part is tested by `store-keys.test.ts`. */
export function makeTestStoreKeys(): TestStoreKeys {
  const made = new Map<string, StoreKey>();
  let mayBePlain = true;
  return {
    made,
    mayBePlain: () => mayBePlain,
    refusePlain: () => {
      mayBePlain = false;
    },
    forget: (id) => {
      for (const [owner, key] of made) if (key.id === id) made.delete(owner);
    },
    async readCurrent(owner) {
      const known = made.get(owner ?? "") ?? { id: crypto.randomUUID(), identity: await generateX25519Identity() };
      made.set(owner ?? "", known);
      return known;
    },
    find: async (id) => [...made.values()].find((key) => key.id === id) ?? null,
  };
}
