/** Where files lie: a folder, or an S3 store. Keys are slash-separated, made by `usecases/acquisitions/blob-keys.ts`, never by a user. */
import type { Readable } from "node:stream";
import type { StateCode } from "../domain/vocabulary.ts";

export interface BlobStore {
  /**
   * Streams `body` to `key`; the blob appears whole or not at all. An existing blob of that key is replaced. `owner` is the state under whose
   * key it is sealed; null: the region's own.
   */
  putBlob(key: string, body: Readable | Uint8Array, owner: StateCode | null): Promise<{ size: number }>;
  /** Throws RibinError FILE_NOT_FOUND where there is none. */
  openBlob(key: string): Promise<Readable>;
  readBlob(key: string): Promise<Uint8Array>;
  statBlob(key: string): Promise<{ size: number } | null>;
  /** Moves a blob within the store; afterwards only `to` exists. Replaces `to`. */
  moveBlob(from: string, to: string): Promise<void>;
  /** No error where there is none. */
  deleteBlob(key: string): Promise<void>;
  /** The blobs whose keys begin with `<prefix>/`, in no order; those made meanwhile may be among them. */
  listBlobs(prefix: string): AsyncIterable<ListedBlob>;
  /** Throws where the store cannot be written (for /readyz). */
  checkReady(): Promise<void>;
  close(): Promise<void>;
}

export interface ListedBlob {
  readonly key: string;
  readonly modifiedAt: Date;
  /** Bytes as they are stored. */
  readonly storedBytes: number;
}

/** The store itself: what it takes and gives are the bytes that lie there. */
export interface RawBlobStore extends Omit<BlobStore, "putBlob"> {
  putBlob(key: string, body: Readable | Uint8Array): Promise<{ size: number }>;
  /** The first bytes, `most` of them where there are as many, and how many there are; null where there is no such blob. */
  peekBlob(key: string, most: number): Promise<{ head: Uint8Array; size: number } | null>;
}

/** A store whose files are sealed, each under a key of its owner. */
export interface SealedStore extends BlobStore {
  /** By which key a blob is sealed, null where it is not; null also where there is no such blob. */
  readSeal(key: string): Promise<{ readonly keyId: string | null } | null>;
}
