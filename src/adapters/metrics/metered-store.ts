import type { BlobStore } from "../../ports/blob-store.ts";
import type { BlobOperation, Meters } from "../../ports/meters.ts";

/** The same store, and how long it takes: of an opened file until its first bytes can be read. */
export function meterStore(store: BlobStore, meters: Meters): BlobStore {
  const timed = async <T>(operation: BlobOperation, work: Promise<T>): Promise<T> => {
    const began = performance.now();
    const tell = (outcome: "done" | "failed") =>
      meters.observeBlob({ operation, outcome }, (performance.now() - began) / 1000);
    try {
      const result = await work;
      tell("done");
      return result;
    } catch (error) {
      tell("failed");
      throw error;
    }
  };
  return {
    ...store,
    putBlob: (...args) => timed("put", store.putBlob(...args)),
    openBlob: (key) => timed("open", store.openBlob(key)),
    readBlob: (key) => timed("open", store.readBlob(key)),
    moveBlob: (from, to) => timed("move", store.moveBlob(from, to)),
    deleteBlob: (key) => timed("delete", store.deleteBlob(key)),
  };
}
