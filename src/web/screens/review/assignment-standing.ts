/** How far an assignment is, as the records of its linkage tell; the API holds whoever would change it to its own view. */
import type { Schema } from "../../api/client.ts";
import type { Linkage } from "../../records/use-linkage.ts";

/** nobody: the system found no one, and tries again; over: the linkage moved on without an answer. */
export type Standing = "open" | "nobody" | "answered" | "replaced" | "over";

const OPEN_IN = { verification: "under microscopy", third: "consultation" } as const;
const ANSWERED_BY = { verification: "verification", third: "consultation" } as const;

export function standingOf(
  assignment: Schema<"Assignment">,
  { state, assignments, conclusions }: Pick<Linkage, "state" | "assignments" | "conclusions">,
): Standing {
  if (assignments.some(({ replaces }) => replaces === assignment.id)) return "replaced";
  const answered = conclusions.some(
    ({ part, accountId, createdAt }) =>
      part === ANSWERED_BY[assignment.part] && accountId === assignment.accountId && createdAt >= assignment.createdAt,
  );
  if (answered) return "answered";
  if (state !== OPEN_IN[assignment.part]) return "over";
  return assignment.accountId === null ? "nobody" : "open";
}
