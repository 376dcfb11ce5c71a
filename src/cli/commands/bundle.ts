import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { RibinError } from "../../domain/errors.ts";
import { STATE_CODES } from "../../domain/vocabulary.ts";
import { writeBundle } from "../../usecases/exchange/write-bundle.ts";
import { gatherBundle } from "../bundle/gather-bundle.ts";
import { describeImport, sendImport } from "../bundle/send-import.ts";
import { makeStationKey, readStationKey } from "../bundle/station-key.ts";
import { type Command, type Invocation, readChoice, readText } from "../command.ts";
import { openClient } from "../exchange/open-client.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin bundle key KEYFILE
       ribin bundle make FILE --state CODE --exhibits CSV [--files CSV --folder FOLDER] --key KEYFILE --recipient age1...
       ribin bundle import FILE --server URL --token-file FILE [--lab ID] [--apply] [--json]

For islands with poor lines. "make" needs no server: it signs and encrypts cases, exhibits and their files into one file, that only the region
opens. "key" makes the station's key and prints its public half, which the national coordinator registers (POST /v1/bundle-keys).
--recipient is what GET /v1/bundle-recipients gives. "import" sends the file; without --apply only its preview is made. docs/exchange.md has the CSVs.
`;

export const bundleCommand: Command = {
  name: "bundle",
  usage: USAGE,
  options: {
    state: { type: "string" },
    exhibits: { type: "string" },
    files: { type: "string" },
    folder: { type: "string" },
    key: { type: "string" },
    recipient: { type: "string" },
    server: { type: "string" },
    "token-file": { type: "string" },
    lab: { type: "string" },
    apply: { type: "boolean" },
    json: { type: "boolean" },
  },
  positionals: { min: 2, max: 2 },
  async run(invocation) {
    const [verb, path = ""] = invocation.positionals;
    if (verb === "make") return makeBundle(invocation, path);
    if (verb === "import") return importBundle(invocation, path);
    if (verb !== "key") throw new RibinError("USAGE", "ribin bundle knows: key, make and import.");
    const { keyId, publicKey } = await makeStationKey(path);
    writeResult(
      invocation.output,
      invocation.options.json === true,
      { keyId, publicKey },
      () => `key ${keyId}\npublicKey ${publicKey}`,
    );
  },
};

function need(options: Invocation["options"], name: string): string {
  const value = readText(options, name);
  if (value === undefined) throw new RibinError("USAGE", `--${name} is needed; see ribin bundle --help.`);
  return value;
}

async function makeBundle({ options, output }: Invocation, path: string): Promise<void> {
  const state = readChoice(options, "state", STATE_CODES);
  if (state === undefined) throw new RibinError("USAGE", "--state names the state, e.g. BB.");
  const files = readText(options, "files") ?? null;
  const folder = files === null ? "." : need(options, "folder");
  const signer = await readStationKey(need(options, "key"));
  const gathered = await gatherBundle({
    state,
    recipient: need(options, "recipient"),
    exhibits: need(options, "exhibits"),
    files,
    folder,
    now: new Date(),
  });
  const { manifest, paths } = gathered;
  const draft = `${path}.incomplete`;
  try {
    const bytes = await writeBundle(signer, manifest, (index) => createReadStream(paths[index] ?? ""));
    await pipeline(bytes, createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true }));
    await rename(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST")
      throw new RibinError(
        "FILE_NOT_WRITABLE",
        `${draft} is there: another run is making it, or one broke off; remove it.`,
        { cause: error },
      );
    await rm(draft, { force: true });
    if (code === "ENOENT" || code === "EACCES" || code === "ENOSPC")
      throw new RibinError("FILE_NOT_WRITABLE", `${path} cannot be written (${code}).`, { cause: error });
    throw error;
  }
  const { id, records } = manifest;
  const result = { file: path, id, state, keyId: signer.keyId, records: records.length, files: paths.length };
  writeResult(
    output,
    options.json === true,
    result,
    () =>
      `${path}: bundle ${id} of ${state}, ${records.length} records, ${paths.length} files, signed by ${signer.keyId}.`,
  );
}

async function importBundle({ options, output }: Invocation, path: string): Promise<void> {
  const client = await openClient(options);
  const sent = await sendImport(client, {
    path,
    format: "bundle",
    labId: readText(options, "lab"),
    apply: options.apply === true,
    output,
  });
  writeResult(output, options.json === true, sent, () => describeImport(sent));
}
