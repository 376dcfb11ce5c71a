/** Where files lie: a folder, or an S3 store. Keys are slash-separated, made by `usecases/acquisitions/blob-keys.ts`, never by a user. */
import type { Readable } from "node:stream";

export interface BlobStore {
  /** Streams `body` to `key`; the blob appears whole or not at all. An existing blob of that key is replaced. */
  putBlob(key: string, body: Readable | Uint8Array): Promise<{ size: number }>;
  /** Throws RibinError FILE_NOT_FOUND where there is none. */
  openBlob(key: string): Promise<Readable>;
  readBlob(key: string): Promise<Uint8Array>;
  statBlob(key: string): Promise<{ size: number } | null>;
  /** Moves a blob within the store; afterwards only `to` exists. Replaces `to`. */
  moveBlob(from: string, to: string): Promise<void>;
  /** No error where there is none. */
  deleteBlob(key: string): Promise<void>;
  /** The blobs whose keys begin with `<prefix>/`, in no order; those made meanwhile may be among them. */
  listBlobs(prefix: string): AsyncIterable<{ readonly key: string; readonly modifiedAt: Date }>;
  /** Throws where the store cannot be written (for /readyz). */
  checkReady(): Promise<void>;
  close(): Promise<void>;
}
