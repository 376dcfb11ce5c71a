import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import type { AuditVerdict } from "../../domain/audit-verification.ts";
import { RibinError } from "../../domain/errors.ts";
import { STATE_CODES } from "../../domain/vocabulary.ts";
import { exportAudit } from "../../usecases/audit/export-audit.ts";
import { type AuditOfDatabase, verifyAudit } from "../../usecases/audit/verify-audit.ts";
import { readKeys } from "../audit/read-keys.ts";
import { verifyExport } from "../audit/verify-export.ts";
import { type Command, type Invocation, readChoice, readText } from "../command.ts";
import { startProgress } from "../progress.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin audit verify [--keys KEYS] [--json]
       ribin audit verify --export FILE --keys KEYS [--json]
       ribin audit export FILE [--state CODE]

Checks every event, place, head and signature of the audit trail and names the first that is broken: on the database that the
settings name, or, with --export and without any database, in a file that "ribin audit export" wrote. KEYS is a copy of GET /v1/keys
that you kept; without it the database's own keys are believed. The export is of the whole region, or of one state's events.
`;

export const auditCommand: Command = {
  name: "audit",
  usage: USAGE,
  options: {
    export: { type: "string" },
    keys: { type: "string" },
    state: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: { min: 1, max: 2 },
  async run(invocation) {
    const { options, positionals } = invocation;
    const [verb, file] = positionals;
    if (verb === "export" && file !== undefined) return writeExport(invocation, file);
    if (verb !== "verify" || file !== undefined) {
      throw new RibinError("USAGE", "ribin audit knows: verify, and export FILE.");
    }
    const path = readText(options, "export");
    if (path === undefined) return verifyDatabase(invocation);
    const keys = readText(options, "keys");
    if (keys === undefined) throw new RibinError("USAGE", "--export needs --keys: a copy of GET /v1/keys.");
    tellVerdict(invocation, await verifyExport(path, await readKeys(keys)));
  },
};

async function verifyDatabase(invocation: Invocation): Promise<void> {
  const path = readText(invocation.options, "keys");
  const keys = path === undefined ? {} : { keys: await readKeys(path) };
  const service = await composeService(loadConfig());
  try {
    let progress: ReturnType<typeof startProgress> | null = null;
    const onProgress = (records: number, all: number) => {
      progress ??= startProgress(invocation.output, "audit", all);
      progress.advance(Math.min(records, all));
    };
    const verdict = await verifyAudit(service.deps, { ...keys, onProgress });
    (progress as ReturnType<typeof startProgress> | null)?.finish();
    tellVerdict(invocation, verdict);
  } finally {
    await service.close();
  }
}

async function writeExport({ options, output }: Invocation, file: string): Promise<void> {
  const state = readChoice(options, "state", STATE_CODES) ?? null;
  const service = await composeService(loadConfig());
  try {
    await pipeline(
      Readable.from(exportAudit(service.deps, state)),
      createWriteStream(file, { flags: "wx", mode: 0o600 }),
    );
    output.stdout.write(`${file}\n`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!["EEXIST", "ENOENT", "EACCES", "ENOSPC", "EISDIR"].includes(code ?? "")) throw error;
    throw new RibinError("FILE_NOT_WRITABLE", `${file} cannot be written (${code}); nothing is overwritten.`, {
      cause: error,
    });
  } finally {
    await service.close();
  }
}

/** Prints it, and fails where something is broken. */
function tellVerdict({ options, output }: Invocation, verdict: AuditVerdict & Partial<AuditOfDatabase>): void {
  writeResult(output, options.json === true, verdict, () => describeVerdict(verdict));
  const { firstBroken, broken } = verdict;
  if (firstBroken === null) return;
  const { position, seq, head, reason } = firstBroken;
  const what = head === null ? `event ${seq} at position ${position}` : `head ${head} at position ${position}`;
  throw new RibinError("AUDIT_BROKEN", `The first of ${broken}: ${what}: ${reason}.`);
}

function describeVerdict({
  records,
  heads,
  chains,
  signedTo,
  waiting,
  oldestWaiting,
  ...rest
}: AuditVerdict & Partial<AuditOfDatabase>): string {
  const lines = [`${records} events, ${heads} heads: ${rest.whole ? "whole" : `${rest.broken} broken`}.`];
  const states = Object.entries(chains).map(([state, count]) => `${state} ${count}`);
  if (states.length > 0) lines.push(`Events of ${states.join(", ")}.`);
  lines.push(
    signedTo === null ? "Nothing is signed yet." : `Signed up to position ${signedTo.position}, at ${signedTo.at}.`,
  );
  if (waiting !== undefined && waiting > 0) {
    lines.push(`${waiting} events wait to be chained, the oldest since ${oldestWaiting?.toISOString()}.`);
  }
  for (const { position, seq, head, reason } of rest.findings) {
    lines.push(`BROKEN at position ${position}: ${head === null ? `event ${seq}` : `head ${head}`}: ${reason}.`);
  }
  return lines.join("\n");
}
