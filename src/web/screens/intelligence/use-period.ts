/** The period of a page, in its address: a link to it shows the same. Left out, the API takes the last twelve months. */
import { useSearchParams } from "react-router";

export interface Period {
  readonly from?: string;
  readonly to?: string;
}

export function usePeriod() {
  const [search, setSearch] = useSearchParams();
  const [from, to] = [search.get("from"), search.get("to")];
  const period: Period = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  /** Null or empty takes a parameter away. */
  const change = (values: Readonly<Record<string, string | null>>) =>
    setSearch((before) => {
      for (const [name, value] of Object.entries(values)) {
        if (value) before.set(name, value);
        else before.delete(name);
      }
      return before;
    });
  return { period, search, change };
}

/** A path of the API with its query. */
export function pathOf(path: string, query: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
