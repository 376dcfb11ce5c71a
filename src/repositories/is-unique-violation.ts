/** Whether a query failed because a unique constraint (the one named, where one is) holds such a row already. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, constraint: broken } = error as Error & { code?: unknown; constraint?: unknown };
  return code === "23505" && (constraint === undefined || broken === constraint);
}
