/**
 * The line of linkages that somebody works through: the list from which the first was opened, in its order. It lives as long as the page
 * does; without one the line is the queue by what is due.
 */
import { api, ask } from "../../api/client.ts";

interface Line {
  readonly ids: readonly string[];
  /** Reads on where the list has not ended; null: it has. */
  readonly more: (() => Promise<Line>) | null;
  /** The list that it is. */
  readonly back: string;
}

let held: Line | null = null;
/** What of it somebody looked at last. */
let looked: string | null = null;

export function holdLine(line: Line): void {
  held = line;
}

export function noteLooked(id: string): void {
  looked = id;
}

/**
 * Where in that list somebody goes on who comes back to it: at what they looked at last or, where that has left the list, at what came after
 * it; -1: they begin anew.
 */
export function findPlace(back: string, ids: readonly string[]): number {
  if (held === null || looked === null || held.back !== back) return -1;
  const at = held.ids.indexOf(looked);
  const still = at < 0 ? undefined : held.ids.slice(at).find((id) => ids.includes(id));
  return still === undefined ? -1 : ids.indexOf(still);
}

export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
  /** 1 is the first; null where it stands in no line. */
  readonly position: number | null;
  readonly back: string;
}

/** What comes before and after it in the line. */
export async function findNeighbours(id: string): Promise<Neighbours> {
  let at = held?.ids.indexOf(id) ?? -1;
  if (held === null || at < 0) return { previous: null, next: await findDue(id), position: null, back: "/queue" };
  if (at === held.ids.length - 1 && held.more !== null) {
    const before = held.ids;
    const more = await held.more();
    held = { ...more, ids: [...before, ...more.ids.filter((each) => !before.includes(each))] };
    at = held.ids.indexOf(id);
  }
  return { previous: held.ids[at - 1] ?? null, next: held.ids[at + 1] ?? null, position: at + 1, back: held.back };
}

async function findDue(id: string): Promise<string | null> {
  const page = await ask(api.GET("/v1/linkages", { params: { query: { sort: "due", limit: 2 } } }));
  return page.items.find((item) => item.id !== id)?.id ?? null;
}
