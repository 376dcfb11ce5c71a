import type { ErrorDefinition } from "../src/domain/errors.ts";

export function formatErrors(errors: Readonly<Record<string, ErrorDefinition>>): string;
