import { createReadStream } from "node:fs";
import { type ExportEnd, parseExportLine } from "../../domain/audit-export.ts";
import {
  type AuditVerdict,
  type AuditVerifier,
  createAuditVerifier,
  type StoredRecord,
} from "../../domain/audit-verification.ts";
import { RibinError } from "../../domain/errors.ts";
import { createSignatureCheck, type PublicKey } from "../../domain/signing-key.ts";
import { splitLines } from "./split-lines.ts";

export interface VerdictOfExport extends AuditVerdict {
  /** Null: of the region. */
  readonly state: string | null;
}

/** Checks an exported file, line by line, with nothing but the keys. Errors: FILE_NOT_FOUND, AUDIT_EXPORT_INVALID naming the line. */
export async function verifyExport(path: string, keys: readonly PublicKey[]): Promise<VerdictOfExport> {
  const checkSignature = createSignatureCheck(keys);
  let verifier: AuditVerifier | null = null;
  let state: string | null = null;
  let last: StoredRecord | null = null;
  let end: ExportEnd | null = null;
  let number = 0;
  const refuse = (what: string) => new RibinError("AUDIT_EXPORT_INVALID", `Line ${number} of ${path}: ${what}.`);
  try {
    for await (const text of splitLines(createReadStream(path))) {
      number += 1;
      const line = parseExportLine(text);
      if (line === null) throw refuse("it is no line of such an export");
      if (end !== null) throw refuse("it stands behind the end");
      if ((line.kind === "begin") !== (verifier === null)) throw refuse("the line that begins an export stands first");
      if (line.kind === "begin") {
        state = line.state;
        verifier = createAuditVerifier({ checkSignature, state });
      } else if (line.kind === "record") {
        last = line.record;
        verifier?.takeRecord(last);
      } else if (line.kind === "head") verifier?.takeHead(line.head);
      else end = line.end;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new RibinError("FILE_NOT_FOUND", `There is no file ${path}.`, { cause: error });
  }
  if (verifier === null || end === null) throw refuse("the end is missing; the file was cut off");
  const { signedTo } = verifier.finish();
  // An export ends with what a head signs. Without this, who took the heads away could write whatever they like.
  if (signedTo === null)
    verifier.report({
      position: 0,
      seq: null,
      head: 1,
      fault: "head_missing",
      reason: "it is missing: nothing is signed",
    });
  else if (last !== null && last.position > signedTo.position) {
    verifier.report({
      position: last.position,
      seq: last.seq,
      head: null,
      fault: "unsigned",
      reason: "no head signs it",
    });
  }
  const verdict = verifier.finish();
  if (verdict.records !== end.records || verdict.heads !== end.heads) {
    throw refuse(`it tells of ${end.records} events and ${end.heads} heads, and there are others`);
  }
  return { ...verdict, state };
}
