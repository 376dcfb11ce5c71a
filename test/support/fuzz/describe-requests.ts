/** Requests by the API's own description: values that its contracts take, and then something spoilt. */
import type { Random } from "../../../src/analysis/random.ts";
import { DATES, HEADERS, NUMBERS, RAW_BODIES, TEXTS, TIMES } from "./hostile-values.ts";

/** Text that names a record of the world: the record's identifier stands in its place when the request is sent. */
const nameKnown = (name: string): string => `@known:${name}`;

export interface FuzzRequest {
  /** Of whom the world has; "nobody" sends no token. */
  readonly who: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The fields of a form in place of a body; its file is `file`, in base64. */
  readonly form?: { readonly fields: Readonly<Record<string, string>>; readonly file: string };
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly body: { readonly form: boolean; readonly schema: Schema } | null;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Described {
  readonly parameters?: Operation["parameters"];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}

/** All but streams of events, which end when their reader goes. */
export function listOperations(description: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}): readonly Operation[] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(
        ([, { responses = {} }]) =>
          !Object.values(responses).some(({ content = {} }) => "text/event-stream" in content),
      )
      .map(([method, { parameters = [], requestBody }]) => {
        const content = requestBody?.content ?? {};
        const form = content["multipart/form-data"]?.schema;
        const json = content["application/json"]?.schema;
        const schema = form ?? json;
        return {
          method: method.toUpperCase(),
          path,
          parameters,
          body: schema ? { form: form !== undefined, schema } : null,
        };
      }),
  );
}

const pick = <T>(random: Random, items: readonly T[]): T => items[random.integer(items.length)] as T;
const chance = (random: Random, oneIn: number): boolean => random.integer(oneIn) === 0;
/** So many levels of a contract are filled. */
const DEEPEST = 6;

export interface RequestSource {
  readonly operations: readonly Operation[];
  readonly who: readonly string[];
  readonly known: ReadonlySet<string>;
  readonly files: readonly Uint8Array[];
}

export function makeRequest(random: Random, source: RequestSource): FuzzRequest {
  const operation = pick(random, source.operations);
  const make = (schema: Schema | undefined, name: string) => makeValue(random, source.known, schema ?? {}, name, 0);
  const url = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encode(make({ type: "string", format: "uuid" }, name)),
  );
  const query = operation.parameters
    .filter((parameter) => parameter.in === "query" && !chance(random, 3))
    .map(({ name, schema }) => `${name}=${encode(chance(random, 8) ? pick(random, TEXTS) : make(schema, name))}`);
  const headers = Object.fromEntries(
    Object.entries(HEADERS)
      .filter(([name]) => chance(random, name === "if-match" ? 2 : 14))
      .map(([name, values]) => [name, pick(random, values)]),
  );
  const request = {
    who: pick(random, source.who),
    method: operation.method,
    url: query.length === 0 ? url : `${url}?${query.join("&")}`,
    headers,
    body: null,
  };
  if (operation.body === null) return request;
  const whole = make(operation.body.schema, "");
  const value = chance(random, 3) ? whole : spoil(random, whole);
  if (operation.body.form && !chance(random, 10)) {
    const fields = Object.entries((value ?? {}) as object).filter(([name]) => name !== "file");
    const file = Buffer.from(pick(random, source.files)).toString("base64");
    return { ...request, form: { fields: Object.fromEntries(fields.map(([name, one]) => [name, toText(one)])), file } };
  }
  const body = chance(random, 12) ? pick(random, RAW_BODIES) : (JSON.stringify(value) ?? "");
  return { ...request, headers: { "content-type": "application/json", ...headers }, body };
}

const toText = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
/** Half of a pair of letters cannot stand in an address. */
const encode = (value: unknown): string => {
  const text = toText(value);
  return text.startsWith(nameKnown("")) ? text : encodeURIComponent(text.replace(/[\ud800-\udfff]/g, "\ufffd"));
};

/** One place of the value becomes something else, or two do, or one is left out or added. */
function spoil(random: Random, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && !chance(random, 3)) {
    const at = random.integer(value.length);
    return value.map((one, i) => (i === at ? spoil(random, one) : one));
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value) && !chance(random, 6)) {
    const names = Object.keys(value);
    const name = names.length === 0 || chance(random, 12) ? pick(random, TEXTS) : pick(random, names);
    const rest = { ...(value as Record<string, unknown>) };
    if (chance(random, 8)) delete rest[name];
    else rest[name] = spoil(random, rest[name]);
    return chance(random, 4) ? spoil(random, rest) : rest;
  }
  const others: readonly unknown[] = [
    null,
    true,
    [],
    {},
    [[]],
    pick(random, NUMBERS),
    pick(random, DATES),
    pick(random, TIMES),
  ];
  return chance(random, 2) ? pick(random, TEXTS) : pick(random, others);
}

function makeValue(random: Random, known: ReadonlySet<string>, schema: Schema, name: string, depth: number): unknown {
  const again = (one: Schema, of = name) => makeValue(random, known, one, of, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(random, schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return again(pick(random, choices));
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((one) => again(one)));
  const type = typeof schema.type === "object" ? pick(random, schema.type) : schema.type;
  if (depth > DEEPEST) return null;
  switch (type) {
    case "object": {
      const kept = Object.entries(schema.properties ?? {}).filter(
        ([property]) => schema.required?.includes(property) || chance(random, 2),
      );
      return Object.fromEntries(kept.map(([property, one]) => [property, again(one, property)]));
    }
    case "array":
      return Array.from({ length: (schema.minItems ?? 0) + random.integer(3) }, () =>
        again(schema.items ?? {}, singular(name)),
      );
    case "integer":
      return makeNumber(random, schema, true);
    case "number":
      return makeNumber(random, schema, false);
    case "boolean":
      return chance(random, 2);
    case "null":
      return null;
    default:
      return makeText(random, known, schema, name);
  }
}

const singular = (name: string): string => name.replace(/s$/, "");

function makeNumber(random: Random, { minimum = -10, maximum = 100 }: Schema, whole: boolean): number {
  if (chance(random, 4)) return pick(random, NUMBERS);
  if (chance(random, 4)) return pick(random, [minimum, maximum]);
  const value = minimum + random.uniform() * (Math.min(maximum, minimum + 1e6) - minimum);
  return whole ? Math.round(value) : value;
}

function makeText(random: Random, known: ReadonlySet<string>, schema: Schema, name: string): string {
  if (known.has(name) && !chance(random, 5)) return nameKnown(name);
  const { format, minLength = 0, maxLength = 200 } = schema;
  if (format === "uuid" && !chance(random, 6))
    return chance(random, 2) ? nameKnown(pick(random, [...known])) : "019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10";
  if (format === "date") return pick(random, DATES);
  if (format === "date-time") return pick(random, TIMES);
  if (format === "email" && !chance(random, 4)) return `somebody-${random.integer(50)}@ribin.example`;
  if (format === "uri" && !chance(random, 4))
    return pick(random, ["https://93.184.216.34/", "http://127.0.0.1/", "https://[::1]/", "ftp://x"]);
  return pick(random, TEXTS).padEnd(minLength, "x").slice(0, maxLength);
}
