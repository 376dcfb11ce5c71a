/**
 * What the memory of vectors is told of each for a search to leave out: whose it is and what kind of mark, in two texts. Who may be named, and
 * what else a filter asks, the database decides of what is listed; here nothing that it would let pass may be left out.
 */
import { z } from "zod";
import type { MemorySearch } from "../../ports/vector-memory.ts";
import { SEARCHED_TOGETHER, type SearchFilter } from "./search-filter.ts";
import type { SearchedMark } from "./searched-mark.ts";

/** Of `features f`. Whatever it is made of draws a new number for the vector when it changes (migrations 006 and 064). */
export const SQL_LABELS = `f.owner_state || ' ' || f.category || case when f.own then ' own' else '' end as owner,
  json_build_array(f.exhibit_type, f.calibre_group, f.excluding)::text as kind`;

const kindSchema = z.tuple([z.string(), z.string().nullable(), z.record(z.string(), z.string())]);
type Kind = z.infer<typeof kindSchema>;

/** Labels that were read, by their text: a space has a few thousand, and every search asks of each. */
const kinds = new Map<string, Kind>();
const MOST_KINDS = 100_000;

function readKind(label: string): Kind {
  const known = kinds.get(label);
  if (known !== undefined) return known;
  const kind = kindSchema.parse(JSON.parse(label));
  if (kinds.size >= MOST_KINDS) kinds.clear();
  kinds.set(label, kind);
  return kind;
}

/** `writeMatching` as far as labels tell. */
export function writeAccepts(mark: SearchedMark, filter: SearchFilter, ownOnly: boolean): MemorySearch["accepts"] {
  const states = new Set<string>(mark.scope.filter((state) => filter.states?.includes(state) ?? true));
  const categories = filter.categories && new Set<string>(filter.categories);
  // What is barred may be of a case that was released.
  const barred = new Set(mark.releasedCases.length > 0 ? [] : mark.barred);
  const types = new Set<string>(SEARCHED_TOGETHER[mark.exhibitType]);
  const calibre = filter.calibres === "any" ? null : mark.calibreGroup;
  const excluding = Object.entries(mark.excluding);
  return {
    owner(label) {
      const [state = "", category = "", own] = label.split(" ");
      if (!states.has(state) || barred.has(`${state} ${category}`)) return false;
      return (categories?.has(category) ?? true) && (!ownOnly || own !== undefined);
    },
    kind(label) {
      const [type, group, known] = readKind(label);
      if (!types.has(type) || (calibre !== null && group !== null && group !== calibre)) return false;
      return excluding.every(([name, value]) => known[name] === undefined || known[name] === value);
    },
  };
}
