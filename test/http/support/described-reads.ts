/** Every address that a GET of the API's description can be asked by, with the identifiers of a world in its path and in its query. */
import { type KnownWorld, NO_VIEWING } from "./known-world.ts";
import type { TestApp } from "./open-test-app.ts";
import type { Person } from "./people.ts";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: {
    readonly enum?: readonly string[];
    readonly anyOf?: readonly { readonly enum?: readonly string[] }[];
  };
}
interface Description {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly security?: readonly object[]; readonly parameters?: readonly Parameter[] }>>
    >
  >;
}

/** The sort and the form of an answer narrow nothing; what is listed without a filter is listed by the plain address. */
const SHAPES_ONLY = new Set(["sort", "order", "language", "limit", "cursor"]);

/** Each read once as it stands, once by each identifier that it can be filtered by, and once for each state that it can be asked for. */
export async function describeReads(api: TestApp, { known, fill }: KnownWorld): Promise<readonly string[]> {
  const { paths } = (await api.app.inject({ url: "/openapi.json" })).json<Description>();
  const reads = Object.entries(paths).filter(
    ([path, { get }]) => path.startsWith("/v1/") && get?.security?.length !== 0 && get,
  );
  return reads.flatMap(([path, { get }]) => {
    const url = fill(path.replace(/\{(\w+)\}/g, ":$1"));
    const filters = (get?.parameters ?? []).filter(
      (parameter) => parameter.in === "query" && !SHAPES_ONLY.has(parameter.name),
    );
    return [url, ...filters.flatMap((filter) => valuesOf(filter, known).map((value) => join(url, filter.name, value)))];
  });
}

/** A filter by one of more words than these (what is recorded in the trail) narrows what the address without it lists already. */
const MANY = 8;

function valuesOf({ name, schema }: Parameter, known: KnownWorld["known"]): readonly string[] {
  const id = known[name];
  if (id !== undefined) return [id];
  const words = schema.enum ?? schema.anyOf?.find((one) => one.enum !== undefined)?.enum ?? [];
  if (words.includes("TT")) return ["TT"];
  return words.length > MANY ? [] : words;
}

function join(url: string, name: string, value: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;
}

export interface Walk {
  /** What stood in an answer although it is hidden from the reader. */
  readonly leaks: readonly (readonly [url: string, texts: readonly string[]])[];
  readonly broken: readonly (readonly [url: string, statusCode: number])[];
  readonly shown: readonly string[];
}

/** The address of a tile with the viewing that this person can open of its image; where there is none, with none. */
async function openViewing(person: Person, url: string): Promise<string> {
  const opened = await person.send("GET", url.replace(/\/tile\?.*$/, "/image"));
  return opened.statusCode === 200
    ? url.replace(NO_VIEWING, `viewing=${encodeURIComponent(opened.json<{ viewing: string }>().viewing)}`)
    : url;
}

/** The whole trail has in it what this very person searched it for before: their own words too. */
function leaveOutOwnSearches(table: string, { id }: Person): string {
  const isOwnSearch = (line: string) => /,audit\.(read|exported),audit,list,/.test(line) && line.includes(`,${id},`);
  return table
    .split("\r\n")
    .filter((line) => !isOwnSearch(line))
    .join("\r\n");
}

/** Every read, as this person. */
export async function walkReads(person: Person, reads: readonly string[], hidden: readonly string[]): Promise<Walk> {
  const walk = { leaks: [] as [string, string[]][], broken: [] as [string, number][], shown: [] as string[] };
  for (const read of reads) {
    const url = read.includes(NO_VIEWING) ? await openViewing(person, read) : read;
    const { statusCode, body } = await person.send("GET", url);
    if (statusCode >= 500) walk.broken.push([url, statusCode]);
    if (statusCode === 200) walk.shown.push(url);
    // What was asked for by the asker's own words may stand in the answer: it is told nothing by it.
    const answer = url.startsWith("/v1/audit-events.csv") ? leaveOutOwnSearches(body, person) : body;
    const told = hidden.filter((text) => answer.includes(text) && !url.includes(text));
    if (told.length > 0) walk.leaks.push([url, told]);
  }
  return walk;
}
