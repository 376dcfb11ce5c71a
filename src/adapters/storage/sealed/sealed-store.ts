/** Files at rest: what goes into a store is sealed under a key of its owner, what comes out is held against its seal. */
import { Readable } from "node:stream";
import { RibinError } from "../../../domain/errors.ts";
import type { RawBlobStore, SealedStore } from "../../../ports/blob-store.ts";
import type { StoreKeys } from "../../../ports/store-keys.ts";
import { MOST_HEADER_BYTES, openHeader, readHeader, type SealHeader, writeHeader } from "./header.ts";
import { plainSize, startSealing, startUnsealing, type Transformer } from "./payload.ts";

/**
 * Every file has a key of its own, so two files of the same bytes have nothing in common, whoever's they are. Files from before are read as
 * they are until all are sealed (`StoreKeys.mayBePlain`).
 * Errors beside the store's own: FILE_SEAL_BROKEN (changed, cut off, or not sealed though all are), STORE_KEY_MISSING.
 */
export function createSealedStore(store: RawBlobStore, keys: StoreKeys): SealedStore {
  /** Null where the file is not sealed, and may be so. */
  const judgeHead = (head: Uint8Array): SealHeader | null => {
    const header = explaining(() => readHeader(head));
    if (header === null && !keys.mayBePlain())
      throw broken("A stored file is not sealed, though all of this store are.");
    return header;
  };

  async function openPayload(header: SealHeader, bytes: Uint8Array): Promise<Transformer> {
    const key = await keys.find(header.keyId);
    if (key === null)
      throw new RibinError(
        "STORE_KEY_MISSING",
        `The database has no key ${header.keyId.slice(0, 36)}, which sealed a stored file.`,
      );
    const fileKey = await openHeader(key, bytes.subarray(0, header.length)).catch(rethrowBroken);
    return startUnsealing(fileKey);
  }

  return {
    ...store,
    putBlob: async (key, body, owner) => {
      const { header, fileKey } = await writeHeader(await keys.readCurrent(owner));
      const sealing = startSealing(fileKey);
      if (!(body instanceof Readable)) {
        await store.putBlob(key, Buffer.concat([header, ...sealing.push(body), ...sealing.end()]));
        return { size: body.length };
      }
      let size = 0;
      async function* sealed() {
        yield Buffer.from(header);
        for await (const chunk of body as Readable) {
          const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
          size += bytes.length;
          yield* sealing.push(bytes);
        }
        yield* sealing.end();
      }
      await store.putBlob(key, Readable.from(sealed(), { objectMode: false }));
      return { size };
    },
    readBlob: async (key) => {
      const bytes = await store.readBlob(key);
      const header = judgeHead(bytes);
      if (header === null) return bytes;
      const payload = await openPayload(header, bytes);
      const plain = explaining(() => Buffer.concat([...payload.push(bytes.subarray(header.length)), ...payload.end()]));
      return new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength);
    },
    openBlob: async (key) => {
      const source = await store.openBlob(key);
      const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
      try {
        const head = await readHead(chunks);
        const header = judgeHead(head);
        if (header === null) return toReadable(joined(head, chunks), source);
        const payload = await openPayload(header, head);
        return toReadable(unsealed(payload, joined(head.subarray(header.length), chunks)), source);
      } catch (error) {
        source.destroy();
        throw error;
      }
    },
    statBlob: async (key) => {
      const found = await store.peekBlob(key, MOST_HEADER_BYTES);
      if (found === null) return null;
      const header = judgeHead(found.head);
      return { size: header === null ? found.size : explaining(() => plainSize(found.size - header.length)) };
    },
    readSeal: async (key) => {
      const found = await store.peekBlob(key, MOST_HEADER_BYTES);
      return found === null ? null : { keyId: explaining(() => readHeader(found.head))?.keyId ?? null };
    },
  };
}

/** As many chunks as a header may need. */
async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let held = 0; held < MOST_HEADER_BYTES; held += parts.at(-1)?.length ?? 0) {
    const next = await chunks.next();
    if (next.done === true) break;
    parts.push(next.value);
  }
  return Buffer.concat(parts);
}

async function* joined(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Whoever stops half-way, or before the first byte, leaves no file open. */
function toReadable(body: AsyncGenerator<Uint8Array>, source: Readable): Readable {
  return Readable.from(body, { objectMode: false }).once("close", () => source.destroy());
}

async function* unsealed(payload: Transformer, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of body) for (const plain of explaining(() => payload.push(bytes))) yield plain;
  for (const plain of explaining(() => payload.end())) if (plain.length > 0) yield plain;
}

function explaining<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    return rethrowBroken(error);
  }
}

function rethrowBroken(error: unknown): never {
  if (error instanceof RibinError) throw error;
  throw broken("A stored file was changed or cut off since it was sealed.", error);
}

function broken(message: string, cause?: unknown): RibinError {
  return new RibinError("FILE_SEAL_BROKEN", message, cause === undefined ? {} : { cause });
}
