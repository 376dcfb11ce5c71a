/** The record with the changes laid over it; a change of `undefined` is none. */
export function mergeFields<T extends object>(
  record: T,
  changes: { readonly [Name in keyof T]?: T[Name] | undefined },
): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...record, ...Object.fromEntries(given) };
}
