import { readFile } from "node:fs/promises";
import { RibinError } from "../../domain/errors.ts";
import type { ReportVerification } from "../../usecases/reports/verify-report.ts";
import { type Command, readText } from "../command.ts";
import { createHttpClient } from "../http-client.ts";
import { type CheckedReport, checkReportFile } from "../report/check-report-file.ts";
import { readPublishedKeys } from "../report/read-published-keys.ts";
import { type ReportFile, readReportFile } from "../report/read-report-file.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin report verify FILE [--signature FILE] --keys FILE|URL [--server URL] [--json]
       ribin report verify FILE --server URL [--json]

Checks a report that you hold: its PDF, its JSON, or a saved answer of GET /v1/reports/{id}, which has the signature in it.

  --signature FILE  the signature of it, from GET /v1/reports/{id}/signature
  --keys FILE|URL   the published keys: a copy of GET /v1/keys that you kept, or its address
  --server URL      also ask the service whether the report was withdrawn; only the file's SHA-256 is sent
  --json            print JSON (docs/cli.md has the members)
`;

/** As JSON gives it: moments are texts. */
type OnlineAnswer = Omit<ReportVerification, "issuedAt" | "withdrawnAt"> & {
  readonly issuedAt: string | null;
  readonly withdrawnAt: string | null;
};

export const reportCommand: Command = {
  name: "report",
  usage: USAGE,
  options: {
    signature: { type: "string" },
    keys: { type: "string" },
    server: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: { min: 2, max: 2 },
  async run({ options, positionals, output }) {
    const [verb, path = ""] = positionals;
    if (verb !== "verify") throw new RibinError("USAGE", "ribin report knows: verify FILE.");
    const [keys, server] = [readText(options, "keys"), readText(options, "server")];
    if (keys === undefined && server === undefined) {
      throw new RibinError("USAGE", "ribin report verify needs --keys (a copy of GET /v1/keys), or --server.");
    }
    const file = await readReportFile(path);
    const signed = keys === undefined ? null : await checkOffline(file, readText(options, "signature"), keys);
    const online = server === undefined ? null : await askServer(server, file.sha256);
    const result = describeResult(file, signed, online);
    writeResult(output, options.json === true, result, () => describeText(path, result));
    if (online?.status === "withdrawn") {
      throw new RibinError("REPORT_WITHDRAWN", `The report was withdrawn at ${online.withdrawnAt}.`);
    }
    if (online?.status === "unknown") {
      throw new RibinError("REPORT_NOT_VERIFIED", `${server} never issued these bytes.`);
    }
  },
};

async function checkOffline(file: ReportFile, path: string | undefined, keys: string): Promise<CheckedReport> {
  const jws = path === undefined ? file.signature : await readSignature(path);
  if (jws === null) {
    throw new RibinError("USAGE", "This file has no signature in it: name it with --signature.");
  }
  return checkReportFile(file, jws, await readPublishedKeys(keys));
}

async function readSignature(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: unknown) => {
    throw new RibinError("FILE_NOT_FOUND", `There is no file ${path} that can be read.`, { cause: error });
  });
}

/** Sends the hash, never the file. */
function askServer(server: string, sha256: string): Promise<OnlineAnswer> {
  return createHttpClient(server).post<OnlineAnswer>("/v1/public/report-verifications", { sha256 });
}

function describeResult({ sha256 }: ReportFile, signed: CheckedReport | null, online: OnlineAnswer | null) {
  return {
    sha256,
    status: online?.status ?? "issued and unchanged",
    form: signed?.form ?? online?.form ?? null,
    kind: signed?.statement.kind ?? online?.kind ?? null,
    number: signed?.statement.number ?? null,
    language: signed?.statement.language ?? null,
    issuingState: signed?.statement.issuingState ?? online?.issuingState ?? null,
    issuedAt: signed?.statement.issuedAt ?? online?.issuedAt ?? null,
    withdrawnAt: online?.withdrawnAt ?? null,
    keyId: signed?.keyId ?? online?.keyId ?? null,
    signatureChecked: signed !== null,
    serverAsked: online !== null,
  };
}

const KINDS = { lead: "lead notice (intelligence, not evidence)", hit: "hit report" };

function describeText(path: string, result: ReturnType<typeof describeResult>): string {
  const { status, kind, issuingState, issuedAt, keyId, number } = result;
  if (kind === null) return `${path}: ${status}`;
  return [
    `${path}: ${status}`,
    `  ${KINDS[kind]}${number === null ? "" : ` ${number}`} of ${issuingState}, issued ${issuedAt}`,
    `  sha256 ${result.sha256}`,
    `  key    ${keyId}${result.signatureChecked ? "" : " (its signature was not checked: no --keys)"}`,
    ...(result.serverAsked ? [] : ["  A later withdrawal cannot be seen offline; --server asks for it."]),
  ].join("\n");
}
