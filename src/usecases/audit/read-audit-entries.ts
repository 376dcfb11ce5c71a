import type { SignedHead, StoredRecord } from "../../domain/audit-verification.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { listLinks, listPlaces } from "../../repositories/audit/audit-chain.ts";
import { findLastHead, listHeads, type StoredHead } from "../../repositories/audit/audit-heads.ts";
import type { Deps } from "../deps.ts";

export type AuditEntry =
  | { readonly kind: "record"; readonly record: StoredRecord }
  | { readonly kind: "head"; readonly head: SignedHead };

const PAGE = 2_000;
const HEADS_PAGE = 200;

/**
 * The whole trail in the order of its chain, each head behind the event that it signs last. While a page is worked on the next one is
 * read; two pages are held. `state`: only its events. `end`: not further than this head; left out, to the last event that there is.
 */
export async function* readAuditEntries(
  deps: Pick<Deps, "sql">,
  state: StateCode | null = null,
  end: StoredHead | null = null,
): AsyncGenerator<readonly AuditEntry[]> {
  // One that is signed while this reads may sign events that were chained after the last page was asked for.
  const lastHead = end ?? (await findLastHead(deps.sql));
  const heads = readHeads(deps, lastHead?.number ?? 0);
  let head = (await heads.next()).value ?? null;
  const takeHeadsTo = async function* (position: number) {
    for (; head !== null && head.position <= position; head = (await heads.next()).value ?? null) yield head;
  };
  for await (const page of readRecords(deps, state, end?.position ?? Number.MAX_SAFE_INTEGER)) {
    const entries: AuditEntry[] = [];
    for (const record of page) {
      if (head !== null && head.position < record.position) {
        for await (const due of takeHeadsTo(record.position - 1)) entries.push({ kind: "head", head: due });
      }
      entries.push({ kind: "record", record });
    }
    for await (const due of takeHeadsTo(page.at(-1)?.position ?? 0)) entries.push({ kind: "head", head: due });
    yield entries;
  }
  // Those that sign more than there is are broken, and not left out.
  for await (const due of takeHeadsTo(Number.POSITIVE_INFINITY)) yield [{ kind: "head", head: due }];
}

async function* readRecords(
  { sql }: Pick<Deps, "sql">,
  state: StateCode | null,
  end: number,
): AsyncGenerator<readonly StoredRecord[]> {
  let from = 0;
  let coming = listPlaces(sql, state, from, PAGE);
  for (;;) {
    const places = (await coming).filter(({ position }) => position <= end);
    const to = places.at(-1)?.position;
    if (to === undefined) return;
    coming = listPlaces(sql, state, to, PAGE);
    // Where the reader stops early nobody waits for it any more.
    coming.catch(() => {});
    const links = await listLinks(sql, state, from, to);
    yield places.map((place) => ({ ...place, links: links.get(place.position) ?? [] }));
    from = to;
  }
}

async function* readHeads(deps: Pick<Deps, "sql">, last: number): AsyncGenerator<StoredHead, undefined> {
  for (let number = 0; number < last; ) {
    const page = (await listHeads(deps.sql, number, HEADS_PAGE)).filter((head) => head.number <= last);
    if (page.length === 0) return undefined;
    yield* page;
    number = page.at(-1)?.number ?? last;
  }
  return undefined;
}
