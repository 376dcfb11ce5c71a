/** What files that no instrument wrote get from the command line: a code, one line, and nothing else. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { beforeAll, expect, jest, test } from "@jest/globals";
import sharp from "sharp";
import { makeBreechFaceX3p, makeFolder, photographBreechFace } from "../support/evidence-files.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { captureRibin } from "../support/ribin-process.ts";
import { buildX3p } from "../support/x3p-builder.ts";

jest.setTimeout(300_000);

const MIB = 1024 * 1024;
/** Started at a time: a command waits for its start more than it computes. */
const AT_ONCE = 3;

/** A PNG whose header claims `side` x `side` pixels. */
async function claimSide(side: number): Promise<Uint8Array> {
  const plain = { create: { width: 8, height: 8, channels: 3, background: "white" } } as const;
  const bytes = Uint8Array.from(await sharp(plain).png().toBuffer());
  const view = new DataView(bytes.buffer);
  view.setUint32(16, side);
  view.setUint32(20, side);
  view.setUint32(29, crc32(bytes.subarray(12, 29)));
  return bytes;
}

const entity = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const external = '<!DOCTYPE x SYSTEM "file:///etc/passwd">';
const notes = Array.from({ length: 100 }, (_, i) => ({ name: `note-${i}.txt`, bytes: "x" }));
const text = (content: string) => new TextEncoder().encode(content);

/** Name of the file, its bytes, the code, and what the line must name. */
type Hostile = readonly [name: string, bytes: Uint8Array, code: string, words: RegExp];

async function makeHostileFiles(): Promise<Hostile[]> {
  const scan = makeBreechFaceX3p({ firearm: 21, firing: 1 });
  const png = await photographBreechFace({ firearm: 21, firing: 1 }).image.png().toBuffer();
  return [
    ["not-a-zip.x3p", text("Topography v1; 20 x 16"), "X3P_NOT_ZIP", /zip/],
    ["empty.x3p", new Uint8Array(), "UPLOAD_EMPTY", /empty/],
    ["cut-off.x3p", scan.subarray(0, scan.length >> 1), "X3P_ZIP_TRUNCATED", /cut|end/],
    ["entries.x3p", buildX3p({ extra: notes }), "X3P_ZIP_TOO_MANY_ENTRIES", /10\d/],
    ["bomb.x3p", buildX3p({ extra: [{ name: "z.bin", bytes: new Uint8Array(64 * MIB) }] }), "X3P_ZIP_BOMB", /z\.bin/],
    ["climb.x3p", buildX3p({ extra: [{ name: "../../evil.sh", bytes: "x" }] }), "X3P_ZIP_UNSAFE_PATH", /evil/],
    ["absolute.x3p", buildX3p({ extra: [{ name: "/etc/passwd", bytes: "x" }] }), "X3P_ZIP_UNSAFE_PATH", /passwd/],
    ["entity.x3p", buildX3p({ prolog: entity, comment: "&c;" }), "X3P_XML_FORBIDDEN", /doctype/i],
    ["external.x3p", buildX3p({ prolog: external }), "X3P_XML_FORBIDDEN", /doctype/i],
    ["xml.x3p", buildX3p({ changeXml: (xml) => xml.replace("</Axes>", "") }), "X3P_XML_INVALID", /Axes|tag/],
    ["no-md5.x3p", buildX3p({ checksum: null }), "X3P_CHECKSUM_MISSING", /md5checksum\.hex/],
    ["bad-md5.x3p", buildX3p({ checksum: `${"0".repeat(32)} *main.xml\n` }), "X3P_CHECKSUM_MISMATCH", /main\.xml/],
    ["bad-data-md5.x3p", buildX3p({ pointsMd5: "1".repeat(32) }), "X3P_CHECKSUM_MISMATCH", /data\.bin/],
    ["small.x3p", buildX3p({ data: new Uint8Array(20 * 15 * 8) }), "X3P_MATRIX_SIZE", /2400 .*20 x 16/],
    ["large.x3p", buildX3p({ data: new Uint8Array(20 * 17 * 8) }), "X3P_MATRIX_SIZE", /2720 .*20 x 16/],
    ["absurd.x3p", buildX3p({ width: 20_000, height: 2, data: new Uint8Array(16) }), "SIZE_ABSURD", /20000|20,000/],
    ["void.x3p", buildX3p({ values: new Array(320).fill(Number.NaN) }), "SURFACE_EMPTY", /missing/],
    ["profile.x3p", buildX3p({ featureType: "PRF" }), "X3P_MATRIX_SIZE", /profile/],
    ["really-a-png.x3p", png, "FORMAT_MISMATCH", /PNG/],
    ["really-an-x3p.png", scan, "FORMAT_MISMATCH", /X3P/],
    ["really-a-gif.gif", text("GIF89a and more than eight bytes"), "FORMAT_UNKNOWN", /X3P, PNG, TIFF or JPEG/],
    ["bomb.png", await claimSide(60_000), "IMAGE_BOMB", /60000|60,000/],
    ["cut-off.png", png.subarray(0, png.length >> 1), "IMAGE_UNREADABLE", /image/i],
    ["noise.jpg", Uint8Array.from([0xff, 0xd8, 0xff, ...text("is no picture at all")]), "IMAGE_UNREADABLE", /image/i],
  ];
}

let hostile: Hostile[];
let folder: string;
beforeAll(async () => {
  folder = await makeFolder();
  hostile = await makeHostileFiles();
});

test("a hostile file of each kind is refused with its own code, in one line", async () => {
  const queue = [...hostile];
  const wrong: string[] = [];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [name, bytes, code, words] = next;
      const path = join(folder, name);
      await writeFile(path, bytes);
      const run = await captureRibin(["inspect", path, "--json"]);
      try {
        expect(expectRefusal(run, code)).toMatch(words);
      } catch (error) {
        wrong.push(`${name}: ${run.stderr || run.stdout} (${String(error).split("\n")[0]})`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(wrong).toEqual([]);
});

test("an image of too many pixels a side and a stated scale of no microscope are refused", async () => {
  const plain = { create: { width: 10_001, height: 4, channels: 3, background: "grey" } } as const;
  const wide = join(folder, "wide.png");
  await writeFile(wide, await sharp(plain).png().toBuffer());
  expectRefusal(await captureRibin(["inspect", wide]), "SIZE_ABSURD");
  const photo = join(folder, "photo.png");
  await writeFile(photo, await photographBreechFace({ firearm: 21, firing: 1 }).image.png().toBuffer());
  expectRefusal(await captureRibin(["inspect", photo, "--micrometres-per-pixel", "900"]), "SCALE_INVALID");
});

test("compare passes the refusal on with the name of the file, and draws nothing", async () => {
  const [good, bad] = [join(folder, "good.x3p"), join(folder, "cut.x3p")];
  const scan = makeBreechFaceX3p({ firearm: 21, firing: 1 });
  await writeFile(good, scan);
  await writeFile(bad, scan.subarray(0, 5_000));
  const plot = join(folder, "never.png");
  const run = await captureRibin(["compare", good, bad, "--plot", plot, "--json"]);
  expect(expectRefusal(run, "X3P_ZIP_TRUNCATED")).toContain("cut.x3p: ");
  expect(existsSync(plot)).toBe(false);
});
