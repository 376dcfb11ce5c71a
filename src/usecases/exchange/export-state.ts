import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import {
  ARCHIVE_FORMAT,
  type ArchiveFile,
  type ArchiveManifest,
  encodeManifest,
  encodeSignature,
  MANIFEST,
  SIGNATURE,
} from "../../domain/exchange/archive-manifest.ts";
import { encodeCanonical } from "../../domain/exchange/encode-canonical.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listStateBlobs } from "../../repositories/exchange/archive-blobs.ts";
import { listKeptTrails } from "../../repositories/exchange/archive-rows.ts";
import {
  listArchiveTables,
  readSchemaNumber,
  readSortedLines,
  selectKeptLines,
  selectOwnedLines,
} from "../../repositories/exchange/archive-tables.ts";
import { selectSharedGroups } from "../../repositories/exchange/shared-groups.ts";
import {
  selectReceivedAnswers,
  selectReceivedReleases,
  selectReceivedRemovals,
  selectSharedLinkages,
} from "../../repositories/exchange/shared-records.ts";
import { exportAudit } from "../audit/export-audit.ts";
import { listSigningKeys } from "../audit/list-signing-keys.ts";
import { publishSigningKey } from "../audit/publish-signing-key.ts";
import type { Deps } from "../deps.ts";
import type { ArchiveSink } from "./archive-sink.ts";

type Needs = Pick<Deps, "sql" | "blobs" | "clock" | "signer">;

/**
 * Writes everything that a state owns, and its share of what it has with others, file by file, and the signed manifest last. A run that broke off
 * is run again: files that are whole are kept. The operator's alone; recorded in the state's trail.
 */
export async function exportState(
  deps: Needs,
  context: RequestContext,
  input: { readonly state: StateCode; readonly sink: ArchiveSink },
): Promise<ArchiveManifest> {
  const { state, sink } = input;
  const now = deps.clock.now();
  await deps.sql.transaction(async (tx) => {
    await publishSigningKey(tx, deps.signer, now);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "state.exported",
      targetKind: "state",
      targetId: state,
      ownerStates: [state],
    });
  });
  const files: ArchiveFile[] = [];
  const add = async (path: string, open: Parameters<ArchiveSink["write"]>[1], known: string | null = null) => {
    files.push({ path, records: null, ...(await sink.write(path, open, known)) });
  };
  const { schema, notExported, blobs, trails } = await deps.sql.transaction(async (tx) => {
    // It may be begun anew.
    files.length = 0;
    // PGlite's one connection has nobody beside it; and there it was asked who asks before.
    if (deps.sql.dialect === "postgres") await tx.query("set transaction isolation level repeatable read");
    await tx.query("set local timezone = 'UTC'");
    const found = await listArchiveTables(tx);
    for (const table of found.tables) {
      const path = `records/${table.name}.jsonl`;
      files.push(await writeLines(tx, sink, path, selectOwnedLines(table, state, path, now)));
    }
    for (const [name, live] of [
      ["linkages", selectSharedLinkages(state, now)],
      ["groups", selectSharedGroups(state, now)],
      ["releases", selectReceivedReleases(state)],
      ["removals", selectReceivedRemovals(state)],
      ["answers", selectReceivedAnswers(state)],
    ] as const) {
      const path = `shared/${name}.jsonl`;
      files.push(await writeLines(tx, sink, path, `${live} union all ${selectKeptLines(state, path)}`));
    }
    const schema = await readSchemaNumber(tx);
    return {
      schema,
      notExported: found.notExported,
      blobs: await listStateBlobs(tx, state, now),
      trails: await listKeptTrails(tx, state),
    };
  });
  for (const { key, sha256 } of blobs) {
    // A file that was received and did not come to its place yet lies where it came in; the next step of its acquisition moves it.
    if ((await deps.blobs.statBlob(key)) === null) {
      throw new RibinError(
        "EVIDENCE_ALTERED",
        `The store lacks ${key}; restore it, or let its acquisition's next step end, and export again.`,
      );
    }
    await add(`files/${key}`, () => deps.blobs.openBlob(key), sha256);
  }
  for (const { sha256, blobKey } of trails)
    await add(`audit/previous/${sha256}.jsonl`, () => deps.blobs.openBlob(blobKey), sha256);
  await add("audit/trail.jsonl", () => exportAudit(deps, state));
  await add("keys.json", () => writeKeys(deps));
  const manifest: ArchiveManifest = {
    format: ARCHIVE_FORMAT,
    state,
    createdAt: now.toISOString(),
    schema,
    notExported,
    files,
  };
  const text = encodeManifest(manifest);
  const signature = deps.signer.sign(Buffer.from(text, "utf8"));
  await sink.write(SIGNATURE, () =>
    single(encodeSignature({ id: deps.signer.keyId, publicKey: deps.signer.publicKey }, signature)),
  );
  await sink.write(MANIFEST, () => single(text));
  return manifest;
}

async function writeLines(tx: SqlExecutor, sink: ArchiveSink, path: string, query: string): Promise<ArchiveFile> {
  let records = 0;
  async function* lines() {
    for await (const line of readSortedLines(tx, query)) {
      records += 1;
      yield `${line}\n`;
    }
  }
  const written = await sink.write(path, lines);
  return { path, ...written, records };
}

/** As `GET /v1/keys` has them: with these the trail and the reports are checked. */
async function* writeKeys(deps: Pick<Deps, "sql">): AsyncGenerator<string> {
  const keys = await listSigningKeys(deps);
  yield `${encodeCanonical({ keys: keys.map(({ id, publicKey }) => ({ kty: "OKP", crv: "Ed25519", kid: id, x: publicKey })) })}\n`;
}

async function* single(text: string): AsyncGenerator<string> {
  yield text;
}
