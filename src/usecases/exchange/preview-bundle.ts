import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import {
  BUNDLE_LIMITS,
  type BundleManifest,
  readBundleManifest,
  readBundleSignature,
} from "../../domain/exchange/bundle-manifest.ts";
import { parseRecord } from "../../domain/exchange/exchange-record.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { findBundle, findBundleKey, insertBundle } from "../../repositories/exchange/bundle-keys.ts";
import { authorise } from "../access/authorise.ts";
import { makeImportFolder, makeImportKey } from "../acquisitions/blob-keys.ts";
import { tallyBytes } from "../acquisitions/tally-bytes.ts";
import type { Deps } from "../deps.ts";
import { beginPreview, cleanName, keepPreview, recordRefusedImport } from "./preview-import.ts";
import { type BundleEntry, checkBytes, readBundleEntries, readBundleText } from "./read-bundle.ts";
import { readImport, type ViewedImport } from "./read-import.ts";
import type { StagedRecord } from "./stage-records.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "bundleOpener" | "limits">;

const MAX_SIGNATURE_BYTES = 1_000;

interface OpenedBundle {
  readonly manifest: BundleManifest;
  readonly manifestSha256: string;
  readonly keyId: string;
}

/**
 * Opens a bundle of the own state and previews it as an import; its files wait in the store until it is applied. A bundle that came before is
 * answered with the import that it became, and changes nothing. Errors: FORBIDDEN, VALIDATION_FAILED (lab); as a recorded refusal:
 * BUNDLE_UNREADABLE, BUNDLE_INVALID, BUNDLE_KEY_REFUSED, IMPORT_WRONG_STATE, IMPORT_INVALID, UPLOAD_TOO_LARGE, UPLOAD_EMPTY.
 */
export async function previewBundle(
  deps: Needs,
  context: RequestContext,
  input: { readonly fileName: string; readonly labId?: string | undefined; readonly body: Readable },
): Promise<ViewedImport> {
  const begun = await beginPreview(deps, context, input.labId);
  // Who sends files is who may receive them.
  const target = { ownerStates: [begun.ownerState] };
  await authorise(deps, context, "acquisition.create", target, { kind: "import", id: begun.id });
  const tally = tallyBytes(input.body, BUNDLE_LIMITS.bytes);
  try {
    const entries = readBundleEntries(await deps.bundleOpener.open(tally.stream));
    const opened = await openManifest(deps, entries, begun.ownerState);
    const { manifest } = opened;
    const before = await findBundle(deps.sql, manifest.id);
    if (before !== null && before.manifestSha256 !== opened.manifestSha256) {
      throw new RibinError("BUNDLE_INVALID", "Another bundle of this number was received.");
    }
    // Of one that came before, too, every byte is read: whoever sends it again may rely on its being whole.
    await readFiles(deps, manifest, entries, before === null ? begun : null);
    if (before !== null) return await readImport(deps, context, { id: before.importId });
    const file = { fileName: cleanName(input.fileName), sizeBytes: tally.readSize(), sha256: tally.readSha256() };
    await keepPreview(
      deps,
      context,
      { ...begun, format: "bundle", ...file },
      async () => stageable(manifest),
      (tx) =>
        insertBundle(tx, {
          id: manifest.id,
          ownerState: begun.ownerState,
          keyId: opened.keyId,
          importId: begun.id,
          manifestSha256: opened.manifestSha256,
          madeAt: new Date(manifest.madeAt),
          receivedAt: deps.clock.now(),
        }),
    );
  } catch (error) {
    for await (const { key } of deps.blobs.listBlobs(makeImportFolder(begun.id))) await deps.blobs.deleteBlob(key);
    await recordRefusedImport(
      deps,
      context,
      { id: begun.id, ownerState: begun.ownerState, format: "bundle", sha256: tally.readSha256() },
      error,
    );
    throw error;
  }
  return readImport(deps, context, { id: begun.id });
}

/** Holds each file against the manifest, in its place, and keeps it for the import; null: keeps nothing. */
async function readFiles(
  deps: Needs,
  manifest: BundleManifest,
  entries: AsyncGenerator<BundleEntry>,
  into: { readonly id: string; readonly ownerState: StateCode } | null,
): Promise<void> {
  for (const [index, file] of manifest.files.entries()) {
    const name = `files/${index + 1}`;
    const { maxUploadBytes } = deps.limits;
    if (file.sizeBytes > maxUploadBytes) {
      throw new RibinError("UPLOAD_TOO_LARGE", `${name} is larger than ${maxUploadBytes} bytes.`);
    }
    const entry = (await entries.next()).value as BundleEntry | undefined;
    if (entry?.name !== name) throw new RibinError("BUNDLE_INVALID", `${name} is not in its place.`);
    const body = checkBytes(entry.body, { ...file, name });
    if (into === null) for await (const _ of body);
    else {
      const key = makeImportKey(into.id, manifest.records.length + index + 1);
      await deps.blobs.putBlob(key, Readable.from(body, { objectMode: false }), into.ownerState);
    }
  }
  if ((await entries.next()).done !== true) {
    throw new RibinError("BUNDLE_INVALID", "The bundle holds more than its manifest names.");
  }
}

async function openManifest(
  deps: Needs,
  entries: AsyncGenerator<BundleEntry>,
  state: StateCode,
): Promise<OpenedBundle> {
  const next = async () => (await entries.next()).value as BundleEntry | undefined;
  const text = await readBundleText(await next(), "manifest.json", BUNDLE_LIMITS.manifestBytes);
  const { keyId, signature } = readBundleSignature(
    await readBundleText(await next(), "manifest.sig", MAX_SIGNATURE_BYTES),
  );
  const key = await findBundleKey(deps.sql, keyId);
  // That another state registered it is not told.
  if (key === null || key.ownerState !== state)
    throw new RibinError("BUNDLE_KEY_REFUSED", "The key that signed it is not registered in your state.");
  if (key.revokedAt !== null) throw new RibinError("BUNDLE_KEY_REFUSED", "The key that signed it was revoked.");
  const manifest = readBundleManifest(text, key.publicKey, signature);
  if (manifest.state !== state)
    throw new RibinError("IMPORT_WRONG_STATE", `The bundle is of ${manifest.state}; you are of ${state}.`);
  if (!(await deps.bundleOpener.listRecipients()).includes(manifest.recipient)) {
    throw new RibinError("BUNDLE_INVALID", "The bundle was made for another region's key and passed on.");
  }
  return { manifest, keyId, manifestSha256: createHash("sha256").update(text).digest("hex") };
}

/** Records first and then files: a file's number in the import follows from its place. */
async function* stageable(manifest: BundleManifest): AsyncGenerator<StagedRecord> {
  for (const { kind, place, value } of manifest.records) yield parseRecord(kind, place, value);
  for (const [index, value] of manifest.files.entries()) {
    yield { place: `files/${index + 1}`, record: { kind: "acquisition", value } };
  }
}
