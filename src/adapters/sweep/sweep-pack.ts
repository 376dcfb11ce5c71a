/** A pack: records one after the other, then their index, then where that begins. Never changed once it has its name. */
import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { NumberedRecord } from "../../ports/sweep-cache.ts";

export interface PackSlot {
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

const MAGIC = 0x4b504252; // "RBPK" in little-endian order
/** Start of the index (float64), number of its entries, magic. */
const FOOTER_BYTES = 16;
/** Number and offset (float64), length. */
const ENTRY_BYTES = 20;
/** Readable for the worker's own account only: records are made of evidence. */
const MODE = 0o600;

/** Writes a pack and returns its path: it appears whole or not at all. */
export async function writePack(
  folder: string,
  prefix: string,
  records: AsyncIterable<readonly NumberedRecord[]>,
): Promise<string> {
  const name = `${prefix}${randomUUID()}`;
  const path = join(folder, `${name}.pack`);
  const unfinished = join(folder, `${name}.new`);
  const file = await open(unfinished, "wx", MODE);
  try {
    const slots: PackSlot[] = [];
    let end = 0;
    for await (const batch of records) {
      // Whole or an error: where little space is left one write call takes less than it was given.
      await file.writeFile(Buffer.concat(batch.map(({ bytes }) => bytes)));
      for (const { number, bytes } of batch) {
        slots.push({ number, offset: end, length: bytes.length });
        end += bytes.length;
      }
    }
    await file.writeFile(encodeIndex(slots, end));
    await file.close();
    await rename(unfinished, path);
    return path;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
}

function encodeIndex(slots: readonly PackSlot[], start: number): Uint8Array {
  const bytes = new Uint8Array(slots.length * ENTRY_BYTES + FOOTER_BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { number, offset, length } of slots) {
    view.setFloat64(at, number, true);
    view.setFloat64(at + 8, offset, true);
    view.setUint32(at + 16, length, true);
    at += ENTRY_BYTES;
  }
  view.setFloat64(at, start, true);
  view.setUint32(at + 8, slots.length, true);
  view.setUint32(at + 12, MAGIC, true);
  return bytes;
}

/** Null where the file is none of ours, or damaged. */
export async function readPackIndex(file: FileHandle): Promise<readonly PackSlot[] | null> {
  const { size } = await file.stat();
  if (size < FOOTER_BYTES) return null;
  const footer = await readAt(file, size - FOOTER_BYTES, FOOTER_BYTES);
  const start = footer.getFloat64(0, true);
  const count = footer.getUint32(8, true);
  if (footer.getUint32(12, true) !== MAGIC || start + count * ENTRY_BYTES + FOOTER_BYTES !== size) return null;
  const index = await readAt(file, start, count * ENTRY_BYTES);
  const slots: PackSlot[] = [];
  for (let at = 0; at < index.byteLength; at += ENTRY_BYTES) {
    const slot = {
      number: index.getFloat64(at, true),
      offset: index.getFloat64(at + 8, true),
      length: index.getUint32(at + 16, true),
    };
    const inside = Number.isSafeInteger(slot.offset) && slot.offset >= 0 && slot.offset + slot.length <= start;
    if (!Number.isSafeInteger(slot.number) || !inside) return null;
    slots.push(slot);
  }
  return slots;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<DataView> {
  const bytes = new Uint8Array(length);
  await fillAt(file, bytes, position);
  return new DataView(bytes.buffer);
}

/** Fills `bytes` from `position` on; an Error where the file ends before. */
export async function fillAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new Error("A pack of sweep records ends before its records do.");
    done += bytesRead;
  }
}
