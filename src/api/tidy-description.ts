/** The last hand on the API description: what generators write and no reader needs, and what readers need and no generator writes. */

type Json = Record<string, unknown>;
interface Components {
  readonly schemas?: Readonly<Record<string, Json>>;
}

/** Formats that say it all; the pattern that zod adds to them is noise. */
const PLAIN_FORMATS = new Set(["uuid", "date-time", "date", "email"]);
const NO_DESCRIPTION = "Default Response";
const REFERENCE = "#/components/schemas/";

export function tidyDescription<Document extends { paths?: object; components?: object }>(
  document: Document,
): Document {
  const schemas = (document.components as Components | undefined)?.schemas ?? {};
  return visit(document, schemas) as Document;
}

function visit(value: unknown, schemas: Readonly<Record<string, Json>>): unknown {
  if (Array.isArray(value)) return value.map((entry) => visit(entry, schemas));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, visit(member, schemas)]);
  const copy: Json = Object.fromEntries(entries);
  if (typeof copy.format === "string" && PLAIN_FORMATS.has(copy.format)) delete copy.pattern;
  if (copy.minimum === Number.MIN_SAFE_INTEGER) delete copy.minimum;
  if (copy.maximum === Number.MAX_SAFE_INTEGER) delete copy.maximum;
  if (Array.isArray(copy.prefixItems)) Object.assign(copy, describeTuple(copy.prefixItems));
  if (copy.description === NO_DESCRIPTION) copy.description = describeResponse(copy, schemas);
  return copy;
}

/** A tuple of equals is a list of so many of them, which more readers and programs understand. */
function describeTuple(members: readonly unknown[]): Json {
  const alike = members.every((member) => JSON.stringify(member) === JSON.stringify(members[0]));
  if (!alike) return {};
  return { prefixItems: undefined, items: members[0], minItems: members.length, maxItems: members.length };
}

/** Says what comes back: the record, or a page of such records. */
function describeResponse(response: Json, schemas: Readonly<Record<string, Json>>): string {
  const content = response.content as Record<string, { schema?: Json }> | undefined;
  const schema = content?.["application/json"]?.schema ?? {};
  const item = (schema.properties as { items?: { items?: Json } } | undefined)?.items?.items;
  const name = nameOf(item ?? schema);
  if (name === null) return "Done.";
  return item === undefined ? `${name}. ${schemas[name]?.description ?? ""}`.trim() : `A page of ${name} records.`;
}

function nameOf(schema: Json): string | null {
  const { $ref } = schema;
  return typeof $ref === "string" && $ref.startsWith(REFERENCE) ? $ref.slice(REFERENCE.length) : null;
}
