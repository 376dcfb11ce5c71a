import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { RibinError } from "../../domain/errors.ts";
import { describeImport, sendImport } from "../bundle/send-import.ts";
import { type Command, type Invocation, readChoice, readText } from "../command.ts";
import { openClient } from "../exchange/open-client.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin exchange export FILE --server URL --token-file FILE [--format xml|csv] [--bom]
       ribin exchange import FILE --server URL --token-file FILE [--format xml|csv] [--lab ID] [--apply] [--json]

Your state's cases, exhibits and hits as ESI-style XML, or exhibits as CSV (docs/exchange.md). The format is that of the file's ending where
it is left out. Without --apply only a preview is made: what is new, the same or in conflict. Conflicts are never merged.
`;

export const exchangeCommand: Command = {
  name: "exchange",
  usage: USAGE,
  options: {
    server: { type: "string" },
    "token-file": { type: "string" },
    format: { type: "string" },
    bom: { type: "boolean" },
    lab: { type: "string" },
    apply: { type: "boolean" },
    json: { type: "boolean" },
  },
  positionals: { min: 2, max: 2 },
  async run(invocation) {
    const [verb, path = ""] = invocation.positionals;
    const format =
      readChoice(invocation.options, "format", ["xml", "csv"]) ?? (path.toLowerCase().endsWith(".csv") ? "csv" : "xml");
    if (verb === "export") return runExport(invocation, path, format);
    if (verb !== "import") throw new RibinError("USAGE", "ribin exchange knows: export FILE and import FILE.");
    const { options, output } = invocation;
    const client = await openClient(options);
    const sent = await sendImport(client, {
      path,
      format,
      labId: readText(options, "lab"),
      apply: options.apply === true,
      output,
    });
    writeResult(output, options.json === true, sent, () => describeImport(sent));
  },
};

async function runExport({ options, output }: Invocation, path: string, format: "xml" | "csv"): Promise<void> {
  const client = await openClient(options);
  const body = await client.openStream(`/v1/exports/evidence?format=${format}&bom=${options.bom === true}`);
  try {
    await pipeline(
      Readable.fromWeb(body as ReadableStream<Uint8Array>),
      createWriteStream(path, { flags: "wx", mode: 0o600 }),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") await rm(path, { force: true });
    if (code === undefined || !/^E[A-Z]+$/.test(code))
      throw new RibinError("UNAVAILABLE", "The export broke off; nothing was kept.", { cause: error });
    throw new RibinError("FILE_NOT_WRITABLE", `${path} cannot be written (${code}); nothing is overwritten.`, {
      cause: error,
    });
  }
  output.stdout.write(`${path}\n`);
}
