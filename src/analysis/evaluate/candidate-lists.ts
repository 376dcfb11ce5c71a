/** What each exhibit finds: its candidates, best first, and how its mates stand in them. */
import type { ScoredPair } from "./scored-pair.ts";

/** Every exhibit's pairs, best first. A mate stands behind every non-mate of the same score. */
export function listCandidates(pairs: readonly ScoredPair[]): ReadonlyMap<string, readonly ScoredPair[]> {
  const lists = new Map<string, ScoredPair[]>();
  for (const pair of pairs) {
    for (const name of [pair.a, pair.b]) {
      const list = lists.get(name);
      if (list) list.push(pair);
      else lists.set(name, [pair]);
    }
  }
  for (const list of lists.values()) {
    list.sort((p, q) => q.score - p.score || Number(p.sameSource) - Number(q.sameSource));
  }
  return lists;
}

/** How one exhibit fared. */
export interface Finding {
  readonly name: string;
  /** Its first candidate is a mate. */
  readonly first: boolean;
  /** Share of its mates among those that were kept. */
  readonly recall: number;
}

/** Of each exhibit that has a mate; `keep` takes the candidates that count as found from its whole list. */
export function judgeLists(
  lists: ReadonlyMap<string, readonly ScoredPair[]>,
  keep: (list: readonly ScoredPair[], name: string) => readonly ScoredPair[],
): readonly Finding[] {
  return [...lists].flatMap(([name, list]) => {
    const mates = list.filter(({ sameSource }) => sameSource).length;
    if (mates === 0) return [];
    const found = keep(list, name).filter(({ sameSource }) => sameSource).length;
    return [{ name, first: list[0].sameSource, recall: found / mates }];
  });
}
