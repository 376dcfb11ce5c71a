/** Where files lie, and by which keys they are sealed. */
import { join } from "node:path";
import { createAgeKeyWrapper } from "./adapters/age/age-key-wrapper.ts";
import { openFilesystemStore } from "./adapters/storage/filesystem-store.ts";
import { openS3Store } from "./adapters/storage/s3-store.ts";
import { createSealedStore } from "./adapters/storage/sealed/sealed-store.ts";
import type { Config } from "./config.ts";
import { RibinError } from "./domain/errors.ts";
import type { BlobStore, RawBlobStore } from "./ports/blob-store.ts";
import { listStoreKeys } from "./repositories/keys/store-keys.ts";
import type { Deps } from "./usecases/deps.ts";
import { openStoreKeys } from "./usecases/keys/open-store-keys.ts";
import type { Sealing } from "./usecases/keys/reseal-files.ts";

export interface ComposedStore {
  readonly blobs: BlobStore;
  /** The bytes as they lie there. */
  readonly raw: RawBlobStore;
  /** Null where the settings leave files as they are. */
  readonly sealing: Sealing | null;
}

/** Opens the store that the settings name. Nothing is asked of it before the first use. */
export async function openRawStore(config: Config): Promise<RawBlobStore> {
  return config.s3 === null ? openFilesystemStore(join(config.dataDir, "files")) : openS3Store(config.s3);
}

/** Errors: CONFIGURATION_INVALID where encryption is off although there are keys by which files are sealed. */
export async function composeStore(
  config: Config,
  raw: RawBlobStore,
  deps: Pick<Deps, "sql" | "clock" | "log">,
): Promise<ComposedStore> {
  if (config.storeEncryption === "off") {
    if ((await listStoreKeys(deps.sql)).length === 0) return { blobs: raw, raw, sealing: null };
    throw new RibinError(
      "CONFIGURATION_INVALID",
      "RIBIN_STORE_ENCRYPTION is off, but files of this system are sealed already and would not be read: leave it on.",
    );
  }
  const wrapper = createAgeKeyWrapper({
    keys: config.storeKeys,
    dataDir: config.dataDir,
    onMade: (path) =>
      deps.log.warn({ path }, "a key was made that opens the stored files; keep a copy apart from them"),
  });
  const keys = openStoreKeys({ ...deps, wrapper });
  await keys.load();
  const store = createSealedStore(raw, keys);
  return { blobs: store, raw, sealing: { store, keys, wrapper } };
}
