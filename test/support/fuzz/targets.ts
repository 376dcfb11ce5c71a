/**
 * What strangers' bytes reach, as the service has it: each target reads one input and says what came of it. A refusal with a code is as
 * good as a reading; anything else that is thrown is a fault of the program.
 */

import { findThread } from "../../../src/adapters/compute/piscina-pool.ts";
import { createChildImageDecoder } from "../../../src/adapters/sharp/child-image-decoder.ts";
import { createSharpImageDecoder } from "../../../src/adapters/sharp/sharp-image-decoder.ts";
import { createSharpPictureCleaner } from "../../../src/adapters/sharp/sharp-picture-cleaner.ts";
import type { Random } from "../../../src/analysis/random.ts";
import { addForensicMetadata, readForensicMetadata } from "../../../src/analysis/x3p/forensic-metadata.ts";
import { readX3p } from "../../../src/analysis/x3p/read-x3p.ts";
import { RibinError } from "../../../src/domain/errors.ts";
import { readExhibitCsv } from "../../../src/domain/exchange/read-csv.ts";
import { readExchangeXml } from "../../../src/domain/exchange/read-xml.ts";
import { decodeEvidence } from "../../../src/usecases/acquisitions/decode-evidence.ts";
import { IMAGE_WORDS, XML_WORDS } from "./fuzz-words.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import { mutateX3p } from "./mutate-x3p.ts";

export interface FuzzInput {
  /** Of a file; its ending says what it is meant to be. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FuzzTarget {
  /** Scripts whose ways through it are counted; null where most of the work is native code. */
  readonly follows: RegExp | null;
  /** What came of it, in a word: "read" or a code. @throws whatever is no refusal with a code */
  read(input: FuzzInput): Promise<string>;
  mutate(random: Random, from: FuzzInput, others: readonly FuzzInput[]): FuzzInput;
}

export const FILE_TARGETS = ["x3p", "image", "xml"] as const;
export type FileTarget = (typeof FILE_TARGETS)[number];

/** Reads; "read" or the code of the refusal. */
async function readOrRefuse(read: () => Promise<void> | void): Promise<string> {
  try {
    await read();
    return "read";
  } catch (error) {
    // INTERNAL: the decoder's process ended.
    if (error instanceof RibinError && error.code !== "INTERNAL") return error.code;
    throw error;
  }
}

function openX3pTarget(): FuzzTarget {
  // Never asked: the bytes say whether they are an X3P, and what is none is refused by its name.
  const decoder = createSharpImageDecoder();
  return {
    follows: /analysis\/(x3p|quality)|saxes/,
    async read({ bytes }) {
      const read = await readOrRefuse(() => void readX3p(bytes));
      const received = await readOrRefuse(
        async () => void (await decodeEvidence(bytes, { fileName: "a.x3p" }, decoder)),
      );
      await readOrRefuse(() => void readForensicMetadata(bytes));
      if (read !== "read") return received;
      const exported = await readOrRefuse(() => checkExport(bytes));
      return `${received}, exported ${exported}`;
    },
    mutate: (random, { name, bytes }, others) => ({
      name,
      bytes: mutateX3p(
        random,
        bytes,
        others.map((one) => one.bytes),
      ),
    }),
  };
}

/** A scan that goes out with metadata must come back as the same surface. */
function checkExport(bytes: Uint8Array): void {
  const exported = addForensicMetadata(bytes, "{}");
  const [before, after] = [readX3p(bytes).surface, readX3p(exported).surface];
  if (Buffer.compare(Buffer.from(before.values.buffer), Buffer.from(after.values.buffer)) !== 0)
    throw new Error("The exported scan is another surface.");
}

const PICTURE_LIMITS = { maxSide: 4_000, maxPixels: 8_000_000, maxBytes: 4 * 1024 * 1024 };

function openImageTarget(): FuzzTarget {
  const decoder = createChildImageDecoder(findThread("image-process"));
  const cleaner = createSharpPictureCleaner();
  return {
    follows: null,
    async read({ name, bytes }) {
      const received = await readOrRefuse(async () => void (await decodeEvidence(bytes, { fileName: name }, decoder)));
      if (!name.endsWith(".png")) return received;
      const cleaned = await readOrRefuse(async () => void (await cleaner.cleanPng(bytes, PICTURE_LIMITS)));
      return `${received}, as a page's picture ${cleaned}`;
    },
    mutate: (random, { name, bytes }, others) => ({
      name,
      bytes: mutateBytes(random, bytes, { words: IMAGE_WORDS, others: others.map((one) => one.bytes) }),
    }),
  };
}

function openXmlTarget(): FuzzTarget {
  return {
    follows: /domain\/exchange|saxes|csv-parse/,
    read({ name, bytes }) {
      const chunks = splitInTwo(bytes);
      const records = name.endsWith(".csv") ? readExhibitCsv(chunks) : readExchangeXml(chunks, () => {});
      return readOrRefuse(async () => {
        for await (const record of records) void record;
      });
    },
    mutate: (random, { name, bytes }, others) => ({
      name,
      bytes: mutateBytes(random, bytes, { words: XML_WORDS, others: others.map((one) => one.bytes) }),
    }),
  };
}

/** Files come in pieces, and a letter may be in two of them. */
async function* splitInTwo(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const middle = bytes.length >> 1;
  yield bytes.subarray(0, middle);
  yield bytes.subarray(middle);
}

export function openFileTarget(name: FileTarget): FuzzTarget {
  if (name === "x3p") return openX3pTarget();
  return name === "image" ? openImageTarget() : openXmlTarget();
}
