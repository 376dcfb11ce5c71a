import type { SignedHead, StoredRecord } from "../domain/audit-verification.ts";
import { listChain } from "../repositories/audit-chain.ts";
import { listHeads, type StoredHead } from "../repositories/audit-heads.ts";
import type { Deps } from "./deps.ts";

export type AuditEntry =
  | { readonly kind: "record"; readonly record: StoredRecord }
  | { readonly kind: "head"; readonly head: SignedHead };

const PAGE = 5_000;
const HEADS_PAGE = 200;

/**
 * The whole trail in the order of its chain, each head behind the event that it signs last. While a page is worked on the next one is
 * read; one page and a half is held.
 */
export async function* readAuditEntries(deps: Pick<Deps, "sql">): AsyncGenerator<readonly AuditEntry[]> {
  const heads = readHeads(deps);
  let head = (await heads.next()).value ?? null;
  let coming: Promise<StoredRecord[]> = listChain(deps.sql, 0, PAGE);
  for (;;) {
    const page = await coming;
    const last = page.at(-1);
    if (last !== undefined) {
      coming = listChain(deps.sql, last.position, PAGE);
      // Where the reader stops early nobody waits for it any more.
      coming.catch(() => {});
    }
    const entries: AuditEntry[] = [];
    const takeHeadsTo = async (position: number) => {
      for (; head !== null && head.position <= position; head = (await heads.next()).value ?? null) {
        entries.push({ kind: "head", head });
      }
    };
    for (const record of page) {
      await takeHeadsTo(record.position - 1);
      entries.push({ kind: "record", record });
    }
    // Those that sign more than there is are broken, and not left out.
    await takeHeadsTo(last?.position ?? Number.MAX_SAFE_INTEGER);
    if (entries.length > 0) yield entries;
    if (last === undefined) return;
  }
}

async function* readHeads(deps: Pick<Deps, "sql">): AsyncGenerator<StoredHead, undefined> {
  let number = 0;
  for (;;) {
    const page = await listHeads(deps.sql, number, HEADS_PAGE);
    if (page.length === 0) return undefined;
    yield* page;
    number = page.at(-1)?.number ?? number;
  }
}
