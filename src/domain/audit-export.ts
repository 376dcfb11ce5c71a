/** An audit trail as a file of JSON Lines: docs/evidence-model.md. The record of an event stands in it as it was hashed. */
import { z } from "zod";
import { AUDIT_FORMAT, type ChainLink, encodeAuditRecord } from "./audit-record.ts";
import type { SignedHead, StoredRecord } from "./audit-verification.ts";

const EXPORT_FORMAT = "ribin-audit-export/1";

export interface ExportEnd {
  readonly records: number;
  readonly heads: number;
}

export type ExportLine =
  | { readonly kind: "begin"; readonly state: string | null }
  | { readonly kind: "record"; readonly record: StoredRecord }
  | { readonly kind: "head"; readonly head: SignedHead }
  | { readonly kind: "end"; readonly end: ExportEnd };

/** The first line; `state` where the file holds the events of one state only. */
export function writeBegin(state: string | null): string {
  return JSON.stringify({ begin: { format: EXPORT_FORMAT, state } });
}

export function writeRecord(record: StoredRecord): string {
  const { content, hash, links } = record;
  if (content !== null) return `{"hash":"${hash}","record":${encodeAuditRecord(content, record, links)}}`;
  const { position, previous, seq } = record;
  return JSON.stringify({ hash, gone: { chains: links.map(nameLink), position: String(position), previous, seq } });
}

const nameLink = ({ chain, position, previous }: ChainLink) => ({ chain, position: String(position), previous });

export function writeHead({ hash, record, signature }: SignedHead): string {
  return JSON.stringify({ hash, head: record, signature });
}

export function writeEnd(end: ExportEnd): string {
  return JSON.stringify({ end });
}

const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const chainsSchema = z.array(z.strictObject({ chain: z.string(), position: count, previous: z.string() }));
const placeShape = { chains: chainsSchema, position: count, previous: z.string(), seq: z.string() };
const lineSchema = z.union([
  z.strictObject({
    hash: z.string(),
    record: z.strictObject({
      ...placeShape,
      action: z.string(),
      actorId: z.string(),
      actorKind: z.string(),
      actorState: z.string().nullable(),
      at: z.string(),
      detail: z.string(),
      format: z.literal(AUDIT_FORMAT),
      ownerStates: z.array(z.string()),
      requestId: z.string(),
      targetId: z.string(),
      targetKind: z.string(),
    }),
  }),
  z.strictObject({ hash: z.string(), head: z.string(), signature: z.string() }),
  z.strictObject({ hash: z.string(), gone: z.strictObject(placeShape) }),
  z.strictObject({
    begin: z.strictObject({ format: z.literal(EXPORT_FORMAT), state: z.string().nullable() }),
  }),
  z.strictObject({ end: z.strictObject({ records: z.int(), heads: z.int() }) }),
]);

/** Null for a line that is none of this format. */
export function parseExportLine(text: string): ExportLine | null {
  let line: z.output<typeof lineSchema>;
  try {
    line = lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
  if ("begin" in line) return { kind: "begin", state: line.begin.state };
  if ("end" in line) return { kind: "end", end: line.end };
  if ("head" in line) {
    return { kind: "head", head: { record: line.head, hash: line.hash, signature: line.signature } };
  }
  const { hash } = line;
  if ("gone" in line) {
    const { chains: links, ...place } = line.gone;
    return { kind: "record", record: { ...place, links, hash, content: null } };
  }
  const { chains: links, position, previous, format: _, ...content } = line.record;
  return { kind: "record", record: { position, previous, seq: content.seq, content, links, hash } };
}
