import { z } from "zod";
import type { AuditHead } from "./audit-record.ts";

export type ParsedHead = AuditHead;

const count = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

const headSchema = z.strictObject({
  at: z.string(),
  chains: z.array(z.strictObject({ chain: z.string(), hash: z.string(), position: count })),
  format: z.literal("ribin-audit-head/1"),
  hash: z.string(),
  keyId: z.string(),
  number: count,
  position: count,
  previous: z.string(),
});

/** What a head's record says; null where it is none of this format. */
export function parseHeadRecord(record: string): ParsedHead | null {
  try {
    return headSchema.parse(JSON.parse(record));
  } catch {
    return null;
  }
}
