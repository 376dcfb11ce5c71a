/** What copies of the whole system are made of and restored to. */
import { join } from "node:path";
import { createAgeKeyWrapper } from "./adapters/age/age-key-wrapper.ts";
import { createPgliteDumper, createPgliteRestorer } from "./adapters/postgres/backup/pglite-copies.ts";
import { createPostgresDumper, createPostgresRestorer } from "./adapters/postgres/backup/postgres-copies.ts";
import type { PgliteSql } from "./adapters/postgres/open-pglite.ts";
import { lockFolder } from "./adapters/storage/lock-folder.ts";
import { openRawStore } from "./compose-store.ts";
import type { Config } from "./config.ts";
import type { RawBlobStore } from "./ports/blob-store.ts";
import type { DatabaseDumper, DatabaseRestorer } from "./ports/database-copies.ts";
import type { KeyWrapper } from "./ports/key-wrapper.ts";
import type { OwnerSql } from "./ports/sql.ts";

/** `login`: the database as the service has it open. */
export function composeDumper(config: Config, login: OwnerSql | PgliteSql): DatabaseDumper {
  const url = config.ownerDatabaseUrl ?? config.databaseUrl;
  if (url === null) return createPgliteDumper(login as PgliteSql);
  return createPostgresDumper({ url, bin: config.postgresBin });
}

export interface ComposedRestore {
  readonly raw: RawBlobStore;
  readonly restorer: DatabaseRestorer;
  readonly wrapper: KeyWrapper;
  close(): Promise<void>;
}

/** The places of a system that is not there yet: nothing is migrated or made. */
export async function composeRestore(config: Config): Promise<ComposedRestore> {
  const url = config.ownerDatabaseUrl ?? config.databaseUrl;
  const unlock = url === null ? await lockFolder(config.dataDir) : async () => {};
  const raw = await openRawStore(config);
  return {
    raw,
    restorer:
      url === null
        ? createPgliteRestorer(join(config.dataDir, "database"))
        : createPostgresRestorer({ url, bin: config.postgresBin }),
    wrapper: createAgeKeyWrapper({ keys: config.storeKeys, dataDir: config.dataDir, onMade: () => {} }),
    close: async () => {
      await raw.close();
      await unlock();
    },
  };
}
