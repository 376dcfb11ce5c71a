/** From a CSV of exhibits and a folder with a CSV of its files to what a bundle says of itself. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { parse } from "csv-parse/sync";
import { RibinError } from "../../domain/errors.ts";
import {
  BUNDLE_FORMAT,
  BUNDLE_LIMITS,
  type BundleManifest,
  type FileFacts,
  fileFactsSchema,
} from "../../domain/exchange/bundle-manifest.ts";
import { releaseFormula } from "../../domain/exchange/csv-columns.ts";
import { readExhibitCsv } from "../../domain/exchange/read-csv.ts";
import type { StateCode } from "../../domain/vocabulary.ts";

const FILE_COLUMNS = [
  "file",
  "caseNumber",
  "exhibitNumber",
  "region",
  "regionIndex",
  "lighting",
  "micrometresPerPixel",
];

export interface GatheredBundle {
  readonly manifest: BundleManifest;
  /** Where each file of the manifest lies. */
  readonly paths: readonly string[];
}

/** Errors: IMPORT_INVALID naming row and column, FILE_NOT_FOUND. */
export async function gatherBundle(input: {
  readonly state: StateCode;
  readonly recipient: string;
  readonly exhibits: string;
  readonly files: string | null;
  readonly folder: string;
  readonly now: Date;
}): Promise<GatheredBundle> {
  const records: BundleManifest["records"] = [];
  const cases = new Map<string, string>();
  for await (const read of readExhibitCsv(createReadStream(input.exhibits))) {
    if ("errors" in read) {
      const errors = read.errors.map(({ field, message }) => ({ field: `${read.place}, ${field}`, message }));
      throw new RibinError("IMPORT_INVALID", `${input.exhibits}: ${errors[0]?.field}: ${errors[0]?.message}.`, {
        errors,
      });
    }
    const { kind, value } = read.record;
    if (kind !== "case" && kind !== "exhibit") continue;
    // A case stands in each row of its exhibits, in the same words; another wording is for the import to show.
    const words = JSON.stringify(value);
    if (kind === "case" && cases.get(value.caseNumber) === words) continue;
    if (kind === "case") cases.set(value.caseNumber, words);
    records.push({ kind, place: read.place, value });
    if (records.length > BUNDLE_LIMITS.records)
      throw new RibinError("IMPORT_INVALID", `More than ${BUNDLE_LIMITS.records} records; make several bundles.`);
  }
  const listed = input.files === null ? [] : await readFileRows(input.files);
  if (listed.length > BUNDLE_LIMITS.files)
    throw new RibinError("IMPORT_INVALID", `More than ${BUNDLE_LIMITS.files} files; make several bundles.`);
  const files: FileFacts[] = [];
  const paths: string[] = [];
  for (const { row, place } of listed) {
    const path = await locate(input.folder, row.file ?? "", place);
    files.push(await describe(row, path, place));
    paths.push(path);
  }
  const { state, recipient, now } = input;
  return {
    manifest: { format: BUNDLE_FORMAT, id: randomUUID(), state, recipient, madeAt: now.toISOString(), records, files },
    paths,
  };
}

async function readFileRows(path: string): Promise<{ row: Record<string, string>; place: string }[]> {
  const text = await readFile(path).catch((cause) => {
    throw new RibinError("FILE_NOT_FOUND", `There is no file ${path}.`, { cause });
  });
  try {
    const rows: Record<string, string>[] = parse(text, {
      bom: true,
      columns: true,
      skip_empty_lines: true,
      trim: true,
    });
    const unknown = Object.keys(rows[0] ?? {}).find((name) => !FILE_COLUMNS.includes(name));
    if (unknown !== undefined)
      throw new RibinError(
        "IMPORT_INVALID",
        `${path}: row 1: the column ${JSON.stringify(unknown.slice(0, 60))} is not known.`,
      );
    return rows.map((row, index) => ({ row, place: `${basename(path)} row ${index + 2}` }));
  } catch (cause) {
    if (cause instanceof RibinError) throw cause;
    throw new RibinError("IMPORT_INVALID", `${path} is no CSV.`, { cause });
  }
}

/** Within the folder, whatever links it holds. */
async function locate(folder: string, name: string, place: string): Promise<string> {
  const root = await realpath(folder).catch(() => null);
  if (root === null) throw new RibinError("FILE_NOT_FOUND", `There is no folder ${folder}.`);
  const path = await realpath(join(root, name)).catch(() => null);
  if (path === null || !path.startsWith(root + sep) || !(await stat(path)).isFile()) {
    throw new RibinError("IMPORT_INVALID", `${place}, file: there is no such file in ${folder}.`);
  }
  return path;
}

async function describe(row: Record<string, string>, path: string, place: string): Promise<FileFacts> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Uint8Array);
    sizeBytes += (chunk as Uint8Array).length;
  }
  const value = (name: string) => releaseFormula(row[name] ?? "") || undefined;
  const number = (name: string) => (value(name) === undefined ? undefined : Number(value(name)));
  const parsed = fileFactsSchema.safeParse({
    caseNumber: value("caseNumber"),
    exhibitNumber: value("exhibitNumber"),
    region: value("region"),
    regionIndex: number("regionIndex"),
    lighting: value("lighting"),
    micrometresPerPixel: number("micrometresPerPixel"),
    fileName: basename(path),
    sizeBytes,
    sha256: hash.digest("hex"),
  });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    field: `${place}, ${issue.path.join(".")}`,
    message: issue.message,
  }));
  throw new RibinError("IMPORT_INVALID", `${errors[0]?.field}: ${errors[0]?.message}.`, { errors });
}
