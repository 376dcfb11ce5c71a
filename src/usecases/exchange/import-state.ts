import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { ArchiveFile, ArchiveManifest } from "../../domain/exchange/archive-manifest.ts";
import type { PublicKey } from "../../domain/signing-key.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { insertSigningKey } from "../../repositories/audit/signing-keys.ts";
import { listForeignBlobs } from "../../repositories/exchange/archive-blobs.ts";
import { OF_BOTH } from "../../repositories/exchange/archive-ownership.ts";
import {
  beginArrival,
  countStateRows,
  insertArchiveRows,
  insertKeptRecords,
  insertKeptTrail,
  recordArchivedCustody,
} from "../../repositories/exchange/archive-rows.ts";
import { type ArchiveTable, listArchiveTables, readSchemaNumber } from "../../repositories/exchange/archive-tables.ts";
import type { Deps } from "../deps.ts";
import type { ArchiveSource } from "./archive-sink.ts";
import { splitRecordLines } from "./split-record-lines.ts";
import { verifyArchive } from "./verify-archive.ts";

type Needs = Pick<Deps, "sql" | "blobs" | "clock">;

const BATCH = 200;
const MAX_KEYS_BYTES = 1_000_000;

export interface ImportedState {
  readonly manifest: ArchiveManifest;
  readonly keyId: string;
  /** Records that stand in tables of their own again. */
  readonly restored: number;
  /** Records that hang on another state's, kept word for word. */
  readonly kept: number;
}

/**
 * Brings a state's archive into a system without records of it. All is verified before the first byte is written; files come first, and then
 * all records in one transaction: a run that broke off left no record, and is run again.
 * Errors: ARCHIVE_BROKEN, ARCHIVE_INVALID, STATE_NOT_EMPTY.
 */
export async function importState(
  deps: Needs,
  context: RequestContext,
  input: { readonly source: ArchiveSource; readonly keys: readonly PublicKey[] | null },
): Promise<ImportedState> {
  const { source } = input;
  const { manifest, keyId } = await verifyArchive(source, input.keys);
  await assertFits(deps.sql, manifest);
  for (const file of manifest.files) await putFile(deps, source, manifest, file);
  const now = deps.clock.now();
  const counts = await deps.sql.transaction(async (tx) => {
    const { tables } = await assertFits(tx, manifest);
    await beginArrival(tx);
    for (const key of await readArchivedKeys(source)) await insertSigningKey(tx, key, now);
    const restored = { restored: 0, kept: 0 };
    for (const table of tables) await importTable(tx, source, manifest, table, now, restored);
    for (const file of manifest.files) {
      if (file.path.startsWith("shared/")) await keepAll(tx, source, manifest, file.path, now, restored);
      const key = trailKey(manifest, file);
      if (key !== null)
        await insertKeptTrail(tx, {
          ownerState: manifest.state,
          sha256: file.sha256,
          sizeBytes: file.sizeBytes,
          blobKey: key,
          at: now,
        });
    }
    await recordArchivedCustody(tx, manifest.state, { at: now, requestId: context.requestId });
    await insertAuditEvent(tx, context, {
      at: now,
      action: "state.imported",
      targetKind: "state",
      targetId: manifest.state,
      ownerStates: [manifest.state],
      detail: { keyId, archivedAt: manifest.createdAt, ...restored },
    });
    return restored;
  });
  return { manifest, keyId, ...counts };
}

async function assertFits(tx: SqlExecutor, manifest: ArchiveManifest): Promise<{ tables: ArchiveTable[] }> {
  const schema = await readSchemaNumber(tx);
  if (schema !== manifest.schema) {
    throw new RibinError("ARCHIVE_INVALID", `The archive is of schema ${manifest.schema}; this system has ${schema}.`);
  }
  const { tables } = await listArchiveTables(tx);
  const unknown = manifest.files.find(
    ({ path }) => path.startsWith("records/") && !tables.some((table) => path === `records/${table.name}.jsonl`),
  );
  if (unknown !== undefined) throw new RibinError("ARCHIVE_INVALID", `${unknown.path} is of no table here.`);
  if ((await countStateRows(tx, tables, manifest.state)) > 0)
    throw new RibinError("STATE_NOT_EMPTY", `The system has records of ${manifest.state}.`);
  const keys = manifest.files.flatMap(({ path }) => readFileKey(path) ?? []);
  const [foreign] = await listForeignBlobs(tx, manifest.state, keys);
  if (foreign !== undefined)
    throw new RibinError("STATE_NOT_EMPTY", `The file under ${foreign} is another state's here.`);
  return { tables };
}

/** Blobs under the keys that their rows name; trails of before under keys of their own. Nothing that is here is written over. */
async function putFile(
  deps: Needs,
  source: ArchiveSource,
  manifest: ArchiveManifest,
  file: ArchiveFile,
): Promise<void> {
  const key = readFileKey(file.path) ?? trailKey(manifest, file);
  if (key === null) return;
  if ((await deps.blobs.statBlob(key)) !== null) {
    // A run that broke off left it.
    if ((await hashStream(await deps.blobs.openBlob(key))) === file.sha256) return;
    throw new RibinError("STATE_NOT_EMPTY", `The store has another file under ${key}.`);
  }
  await deps.blobs.putBlob(key, Readable.from(source.open(file.path), { objectMode: false }), manifest.state);
}

function readFileKey(path: string): string | null {
  return path.startsWith("files/") ? path.slice("files/".length) : null;
}

async function hashStream(body: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of body) hash.update(chunk);
  return hash.digest("hex");
}

function trailKey({ state }: ArchiveManifest, file: ArchiveFile): string | null {
  return file.path.startsWith("audit/") ? `archives/${state}/${file.sha256}.jsonl` : null;
}

async function importTable(
  tx: SqlExecutor,
  source: ArchiveSource,
  manifest: ArchiveManifest,
  table: ArchiveTable,
  at: Date,
  counts: { restored: number; kept: number },
): Promise<void> {
  const path = `records/${table.name}.jsonl`;
  if (!manifest.files.some((file) => file.path === path)) return;
  // A row may refer to one of its own table that comes later: what does not fit yet is tried again, until nothing more fits.
  let left: string[] = [];
  const insert = async (lines: readonly string[], into: string[]) => {
    const outcome = await insertArchiveRows(tx, table, manifest.state, lines);
    if (outcome.foreign > 0 && !OF_BOTH.has(table.name)) {
      throw new RibinError(
        "STATE_NOT_EMPTY",
        `${outcome.foreign} records of ${table.name} are here already, under the same number or address.`,
      );
    }
    counts.restored += outcome.inserted;
    into.push(...outcome.left);
    return outcome.inserted;
  };
  for await (const lines of splitRecordLines(source.open(path), path, BATCH)) await insert(lines, left);
  for (let moved = 1; left.length > 0 && moved > 0; ) {
    const waiting = left;
    left = [];
    moved = 0;
    for (let from = 0; from < waiting.length; from += BATCH)
      moved += await insert(waiting.slice(from, from + BATCH), left);
  }
  for (let from = 0; from < left.length; from += BATCH) {
    await insertKeptRecords(tx, { ownerState: manifest.state, path, at }, left.slice(from, from + BATCH));
  }
  counts.kept += left.length;
}

async function keepAll(
  tx: SqlExecutor,
  source: ArchiveSource,
  manifest: ArchiveManifest,
  path: string,
  at: Date,
  counts: { kept: number },
): Promise<void> {
  for await (const lines of splitRecordLines(source.open(path), path, BATCH)) {
    await insertKeptRecords(tx, { ownerState: manifest.state, path, at }, lines);
    counts.kept += lines.length;
  }
}

/** The keys that signed the state's reports and heads there; they are published here too, so that those verify. */
async function readArchivedKeys(source: ArchiveSource): Promise<PublicKey[]> {
  const { keys } = JSON.parse(await source.readText("keys.json", MAX_KEYS_BYTES)) as {
    keys: { kid: string; x: string }[];
  };
  return keys.map(({ kid, x }) => ({ id: kid, publicKey: x }));
}
