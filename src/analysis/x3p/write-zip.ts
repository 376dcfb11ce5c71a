import { crc32, deflateRawSync } from "node:zlib";

export interface ZipContent {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 1 January 1980, the zero of the zip's calendar: the same content always gives the same bytes. */
const DOS_DATE = (1 << 5) | 1;
const VERSION_DEFLATE = 20;
const METHOD_DEFLATED = 8;
const UTF8_FLAG = 0x0800;

/** Fields that the local and the central header share, from "version needed" to "extra length". */
function describe(name: Buffer, stored: Uint8Array, content: Uint8Array): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION_DEFLATE, 0);
  fields.writeUInt16LE(UTF8_FLAG, 2);
  fields.writeUInt16LE(METHOD_DEFLATED, 4);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(stored.byteLength, 14);
  fields.writeUInt32LE(content.byteLength, 18);
  fields.writeUInt16LE(name.byteLength, 22);
  return fields;
}

/** Packs entries into a zip archive, all deflated, without dates or anything else of the machine that writes it. */
export function writeZip(contents: readonly ZipContent[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, bytes } of contents) {
    const nameBytes = Buffer.from(name, "utf8");
    const stored = deflateRawSync(bytes);
    const fields = describe(nameBytes, stored, bytes);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, tail, nameBytes);
    const pieces = [Buffer.from("PK\x03\x04", "latin1"), fields, nameBytes, stored];
    local.push(...pieces);
    at += pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(contents.length, 8);
  end.writeUInt16LE(contents.length, 10);
  end.writeUInt32LE(directory.byteLength, 12);
  end.writeUInt32LE(at, 16);
  return Uint8Array.from(Buffer.concat([...local, directory, end]));
}
