/** Changes inside an archive that stays sound, since behind a wrong checksum nothing is read; and now and then an archive that lies. */
import type { Random } from "../../../src/analysis/random.ts";
import { inflateEntry } from "../../../src/analysis/x3p/inflate-entry.ts";
import { DEFAULT_X3P_LIMITS } from "../../../src/analysis/x3p/limits.ts";
import { readZipDirectory } from "../../../src/analysis/x3p/zip-directory.ts";
import { md5 } from "../x3p-builder.ts";
import { buildZip, type ZipSpec } from "../zip-builder.ts";
import { mutateBytes } from "./mutate-bytes.ts";

const X3P_WORDS = [
  ...'<Datum> </Datum> <Datum/> <a> </a> <!-- --> <![CDATA[ ]]> <!DOCTYPE <!ENTITY &a; &#0; &#x110000; xmlns=""'.split(
    " ",
  ),
  ...'xmlns:p="" p: <?xml encoding="utf-16" 1e400 -1 1e-320 NaN Infinity 0x10 PRF SUR PCL I A L F D'.split(" "),
  ..."<SizeX>10000</SizeX> <SizeY>99999999999</SizeY> <AxisType>A</AxisType> <DataType>I</DataType>".split(" "),
  ..."<Rotation><r11>-1</r11></Rotation> <ChecksumFile> ../main.xml ./main.xml bindata/valid.bin ; ;; 1;2;3".split(" "),
  "<Offset>1e308</Offset>",
  "<Increment>0</Increment>",
  "                ",
  "\0",
  "\ud800",
];
/** One archive in so many lies about its own entries. */
const LIES = 8;
/** One file in so many is changed as it lies, its packing too. */
const PLAIN = 5;

export function mutateX3p(random: Random, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const entries = random.integer(PLAIN) === 0 ? null : unpack(bytes);
  if (entries === null || entries.length === 0) return mutateBytes(random, bytes, { words: X3P_WORDS, others });
  const main = entries.findIndex(({ name }) => name.endsWith("main.xml"));
  const at = random.integer(3) === 0 || main < 0 ? random.integer(entries.length) : main;
  const changed = entries.map((entry, i) =>
    i === at ? { ...entry, bytes: mutateBytes(random, entry.bytes, { words: X3P_WORDS }) } : entry,
  );
  const specs: ZipSpec[] = random.integer(PLAIN) === 0 ? changed : stateChecksums(changed);
  return random.integer(LIES) === 0 ? lie(random, specs) : buildZip(specs);
}

interface Unpacked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function unpack(bytes: Uint8Array): Unpacked[] | null {
  try {
    const entries = [...readZipDirectory(bytes, DEFAULT_X3P_LIMITS).values()];
    return entries.map((entry) => ({ name: entry.name, bytes: inflateEntry(bytes, entry) }));
  } catch {
    return null;
  }
}

/** The sums of what the archive holds now, so that the reader goes on to what they guard. */
function stateChecksums(entries: readonly Unpacked[]): Unpacked[] {
  const find = (end: string) => entries.find(({ name }) => name.endsWith(end));
  const main = find("main.xml");
  if (main === undefined) return [...entries];
  const state = (text: string, element: string, of: Unpacked | undefined) =>
    of === undefined ? text : text.replace(new RegExp(`(<${element}>)[0-9a-fA-F]{32}`), `$1${md5(of.bytes)}`);
  const text = Buffer.from(main.bytes).toString("latin1");
  const stated = state(
    state(text, "MD5ChecksumPointData", find("data.bin")),
    "MD5ChecksumValidPoints",
    find("valid.bin"),
  );
  const xml = Uint8Array.from(Buffer.from(stated, "latin1"));
  return entries.map((entry) => {
    if (entry === main) return { name: entry.name, bytes: xml };
    const isSum = entry.name.endsWith("md5checksum.hex");
    return isSum ? { name: entry.name, bytes: Buffer.from(`${md5(xml)} *main.xml\n`) } : entry;
  });
}

function lie(random: Random, specs: readonly ZipSpec[]): Uint8Array {
  const any = () => random.integer(0x1_0000_0000);
  const lies: readonly (() => Partial<ZipSpec>)[] = [
    () => ({ inflatedBytes: any() }),
    () => ({ storedBytes: any() }),
    () => ({ localAt: any() }),
    () => ({ localAt: 0 }),
    () => ({ method: random.integer(100) }),
    () => ({ flags: random.integer(0x10000) }),
    () => ({ name: "../main.xml" }),
    () => ({ name: "C:\\main.xml" }),
    () => ({ stored: true }),
    () => ({ externalAttributes: any() }),
  ];
  const at = random.integer(specs.length);
  const end = random.integer(4) === 0 ? { count: random.integer(0x10000) } : {};
  return buildZip(
    specs.map((spec, i) => (i === at ? { ...spec, ...lies[random.integer(lies.length)]?.() } : spec)),
    end,
  );
}
