import { composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { ArchiveManifest } from "../../domain/exchange/archive-manifest.ts";
import { STATE_CODES } from "../../domain/vocabulary.ts";
import { exportState } from "../../usecases/exchange/export-state.ts";
import { importState } from "../../usecases/exchange/import-state.ts";
import { verifyArchive } from "../../usecases/exchange/verify-archive.ts";
import { readKeys } from "../audit/read-keys.ts";
import { type Command, type Invocation, readChoice, readText } from "../command.ts";
import { openFolderSink } from "../state/folder-sink.ts";
import { openFolderSource } from "../state/folder-source.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin state export FOLDER --state CODE [--json]
       ribin state verify FOLDER [--keys KEYS] [--json]
       ribin state import FOLDER --keys KEYS [--json]

A state's exit right: everything that it owns, in one folder with a signed manifest (docs/exchange.md). Export goes on where it broke off.
Import takes it into a system without records of that state. Export and import are the operator's, on the database that the settings name;
verify needs no database. KEYS is a copy of GET /v1/keys of the system that exported; without it only changes are found, not another maker. An
import believes nobody else: what it brings counts here, and its keys are published here.
`;

const CONTEXT = { actor: SYSTEM_ACTOR, requestId: "cli" };

export const stateCommand: Command = {
  name: "state",
  usage: USAGE,
  options: { state: { type: "string" }, keys: { type: "string" }, json: { type: "boolean" } },
  positionals: { min: 2, max: 2 },
  async run(invocation) {
    const [verb, folder = ""] = invocation.positionals;
    if (verb === "export") return runExport(invocation, folder);
    if (verb === "verify") return runVerify(invocation, folder);
    if (verb === "import") return runImport(invocation, folder);
    throw new RibinError("USAGE", "ribin state knows: export, verify and import, each with a FOLDER.");
  },
};

async function runExport({ options, output }: Invocation, folder: string): Promise<void> {
  const state = readChoice(options, "state", STATE_CODES);
  if (state === undefined) throw new RibinError("USAGE", "--state names the state, e.g. JM.");
  const sink = await openFolderSink(folder);
  const service = await composeService(loadConfig());
  try {
    const manifest = await exportState(service.deps, CONTEXT, { state, sink });
    writeResult(output, options.json === true, summarise(manifest), () => describe(manifest));
  } finally {
    await service.close();
  }
}

async function runVerify({ options, output }: Invocation, folder: string): Promise<void> {
  const { manifest, keyId } = await verifyArchive(openFolderSource(folder), await readGivenKeys(options));
  writeResult(
    output,
    options.json === true,
    { ...summarise(manifest), keyId },
    () => `${describe(manifest)}\nWhole, and signed by ${keyId}.`,
  );
}

async function runImport({ options, output }: Invocation, folder: string): Promise<void> {
  const keys = await readGivenKeys(options);
  if (keys === null) {
    throw new RibinError(
      "USAGE",
      "--keys names the keys to be believed: a copy of GET /v1/keys of the system that exported.",
    );
  }
  const service = await composeService(loadConfig());
  try {
    const { manifest, keyId, restored, kept } = await importState(service.deps, CONTEXT, {
      source: openFolderSource(folder),
      keys,
    });
    const result = { ...summarise(manifest), keyId, restored, kept };
    writeResult(
      output,
      options.json === true,
      result,
      () => `${describe(manifest)}\n${restored} records restored, ${kept} kept that hang on other states' records.`,
    );
  } finally {
    await service.close();
  }
}

async function readGivenKeys(options: Invocation["options"]) {
  const path = readText(options, "keys");
  return path === undefined ? null : readKeys(path);
}

function summarise({ state, createdAt, schema, notExported, files }: ArchiveManifest) {
  const records = files.reduce((sum, file) => sum + (file.records ?? 0), 0);
  return { state, createdAt, schema, notExported, files: files.length, records };
}

function describe(manifest: ArchiveManifest): string {
  const { state, createdAt, files, records } = summarise(manifest);
  return `${state}, ${createdAt}: ${files} files, ${records} records.`;
}
