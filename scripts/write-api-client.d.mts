/** The types of a description of the API, as src/web/api/schema.d.ts holds them. */
export function writeTypes(description: unknown): Promise<string>;
