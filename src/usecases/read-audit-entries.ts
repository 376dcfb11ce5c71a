import type { SignedHead, StoredRecord } from "../domain/audit-verification.ts";
import type { StateCode } from "../domain/vocabulary.ts";
import { listLinks, listPlaces } from "../repositories/audit-chain.ts";
import { listHeads, type StoredHead } from "../repositories/audit-heads.ts";
import type { Deps } from "./deps.ts";

export type AuditEntry =
  | { readonly kind: "record"; readonly record: StoredRecord }
  | { readonly kind: "head"; readonly head: SignedHead };

const PAGE = 2_000;
const HEADS_PAGE = 200;

/**
 * The whole trail in the order of its chain, each head behind the event that it signs last. While a page is worked on the next one is
 * read; two pages are held. `state`: only its events.
 */
export async function* readAuditEntries(
  deps: Pick<Deps, "sql">,
  state: StateCode | null = null,
): AsyncGenerator<readonly AuditEntry[]> {
  const heads = readHeads(deps);
  let head = (await heads.next()).value ?? null;
  const takeHeadsTo = async function* (position: number) {
    for (; head !== null && head.position <= position; head = (await heads.next()).value ?? null) yield head;
  };
  for await (const page of readRecords(deps, state)) {
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
): AsyncGenerator<readonly StoredRecord[]> {
  let from = 0;
  let coming = listPlaces(sql, state, from, PAGE);
  for (;;) {
    const places = await coming;
    const to = places.at(-1)?.position;
    if (to === undefined) return;
    coming = listPlaces(sql, state, to, PAGE);
    // Where the reader stops early nobody waits for it any more.
    coming.catch(() => {});
    const links = await listLinks(sql, from, to);
    yield places.map((place) => ({ ...place, links: links.get(place.position) ?? [] }));
    from = to;
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
