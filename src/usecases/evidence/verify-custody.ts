import type { Finding } from "../../domain/audit-verification.ts";
import { hashCustody } from "../../domain/custody.ts";
import {
  type CustodyRecord,
  listAllCustody,
  listCustodyMismatches,
} from "../../repositories/evidence/custody-records.ts";
import type { Deps } from "../deps.ts";

const PAGE = 2_000;
const MISMATCHES = 100;

/** Custody records that are not what their audit events say; `position` is where the trail ends. */
export async function* verifyCustody(deps: Pick<Deps, "sql">, position: number): AsyncGenerator<Finding> {
  const tell = (id: string, seq: string | null, words: string): Finding => ({
    fault: "custody_changed",
    position,
    seq,
    head: null,
    reason: `the custody record ${id} ${words}`,
  });
  for (const { id, seq, gone } of await listCustodyMismatches(deps.sql, MISMATCHES)) {
    yield tell(
      id,
      seq,
      gone ? "is gone" : seq === null ? "has no event in the trail" : "has another hash than its event",
    );
  }
  let after: string | null = null;
  do {
    const page: CustodyRecord[] = await listAllCustody(deps.sql, after, PAGE);
    for (const record of page) if (hashCustody(record) !== record.sha256) yield tell(record.id, null, "was changed");
    after = page.at(-1)?.id ?? null;
  } while (after !== null);
}
