/** Records of unequal length in one block of bytes: their number, their lengths, and they themselves. Little-endian. */

export interface Slot {
  readonly offset: number;
  readonly length: number;
}

export function packRecords(records: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.alloc(4 * (records.length + 1));
  head.writeUInt32LE(records.length, 0);
  for (const [i, record] of records.entries()) head.writeUInt32LE(record.length, 4 * (i + 1));
  return Buffer.concat([head, ...records]);
}

/** Where the records lie in a block that `packRecords` made. */
export function listSlots(pack: Uint8Array): Slot[] {
  const view = new DataView(pack.buffer, pack.byteOffset, pack.byteLength);
  const count = view.getUint32(0, true);
  let offset = 4 * (count + 1);
  return Array.from({ length: count }, (_, i) => {
    const slot = { offset, length: view.getUint32(4 * (i + 1), true) };
    offset += slot.length;
    return slot;
  });
}
