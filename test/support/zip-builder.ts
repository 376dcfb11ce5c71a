/** A zip writer that can lie: every field of a header may be overwritten, to make the archives that strangers send. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipSpec {
  readonly name: string | Uint8Array;
  readonly bytes?: Uint8Array | string;
  readonly stored?: boolean;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly storedBytes?: number;
  readonly inflatedBytes?: number;
  readonly localAt?: number;
  readonly externalAttributes?: number;
}

export interface EndSpec {
  readonly count?: number;
  readonly directoryAt?: number;
  readonly disk?: number;
  readonly comment?: string;
}

function toBytes(content: Uint8Array | string | undefined): Buffer {
  return typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content ?? new Uint8Array());
}

function describe(spec: ZipSpec, stored: Buffer, content: Buffer, name: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(spec.flags ?? 0, 2);
  fields.writeUInt16LE(spec.method ?? (spec.stored ? 0 : 8), 4);
  fields.writeUInt32LE(spec.crc ?? crc32(content), 10);
  fields.writeUInt32LE(spec.storedBytes ?? stored.length, 14);
  fields.writeUInt32LE(spec.inflatedBytes ?? content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** Builds the archive exactly as told. Without overrides it is a correct one. */
export function buildZip(specs: readonly ZipSpec[], end: EndSpec = {}): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const spec of specs) {
    const name = toBytes(spec.name);
    const content = toBytes(spec.bytes);
    const stored = spec.stored ? content : deflateRawSync(content);
    const fields = describe(spec, stored, content, name);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(spec.externalAttributes ?? 0, 6);
    tail.writeUInt32LE(spec.localAt ?? at, 10);
    central.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), fields, tail, name);
    const pieces = [Buffer.from([0x50, 0x4b, 3, 4]), fields, name, stored];
    local.push(...pieces);
    at += Buffer.concat(pieces).length;
  }
  const directory = Buffer.concat(central);
  const comment = toBytes(end.comment);
  const tail = Buffer.alloc(22);
  tail.write("PK\x05\x06", 0, "latin1");
  tail.writeUInt16LE(end.disk ?? 0, 4);
  tail.writeUInt16LE(end.count ?? specs.length, 8);
  tail.writeUInt16LE(end.count ?? specs.length, 10);
  tail.writeUInt32LE(directory.length, 12);
  tail.writeUInt32LE(end.directoryAt ?? at, 16);
  tail.writeUInt16LE(comment.length, 20);
  return Uint8Array.from(Buffer.concat([...local, directory, tail, comment]));
}
