import { writeBegin, writeEnd, writeHead, writeRecord } from "../../domain/audit-export.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { Deps } from "../deps.ts";
import { chainAllAuditEvents } from "./chain-audit-events.ts";
import { readAuditEntries } from "./read-audit-entries.ts";
import { signAuditHeadNow } from "./sign-audit-head.ts";

/**
 * The trail as lines of JSON, of the region or of one state with every head. What was committed is chained and signed first, and the file
 * ends with what that head signs: no event of it is unsigned.
 */
export async function* exportAudit(
  deps: Pick<Deps, "sql" | "clock" | "signer">,
  state: StateCode | null,
): AsyncGenerator<string> {
  await chainAllAuditEvents(deps);
  const last = await signAuditHeadNow(deps);
  yield `${writeBegin(state)}\n`;
  const end = { records: 0, heads: 0 };
  for await (const entries of readAuditEntries(deps, state, last)) {
    const lines = entries.map((entry) => {
      end[entry.kind === "head" ? "heads" : "records"] += 1;
      return entry.kind === "head" ? writeHead(entry.head) : writeRecord(entry.record);
    });
    yield `${lines.join("\n")}\n`;
  }
  yield `${writeEnd(end)}\n`;
}
