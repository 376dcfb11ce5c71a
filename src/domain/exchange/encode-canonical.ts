import canonicalize from "canonicalize";

/** JSON in the canonical form of RFC 8785: equal values, equal text. */
export function encodeCanonical(value: unknown): string {
  return canonicalize(value) ?? "null";
}
