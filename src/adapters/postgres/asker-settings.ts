/** Who asks, as PostgreSQL is told of it (migrations/010): the role, and the settings that policies read. */
import { RibinError } from "../../domain/errors.ts";
import type { Asker } from "../../ports/asker.ts";

/** The values of `SET_ASKER`, in its order. */
export type AskerSettings = readonly [
  role: string,
  state: string,
  actor: string,
  lab: string,
  roles: string,
  kind: string,
];

/** The login itself. */
export const OWNER_SETTINGS: AskerSettings = ["none", "", "", "", "", ""];

const NAMES = ["role", "ribin.state", "ribin.actor", "ribin.lab", "ribin.roles", "ribin.kind"];

/** Until it is set anew. */
export const SET_ASKER = `select ${NAMES.map((name, at) => `set_config('${name}', $${at + 1}, false)`).join(", ")}`;

/** A person who must enrol a second factor first is, to the evidence, nobody. */
export function describeAsker({ role, actor }: Asker): AskerSettings {
  if (actor === null || actor.kind === "system") return [role, "", "", "", "", ""];
  if (actor.mustEnrol) return [role, "", actor.id, "", "", actor.kind];
  return [role, actor.state ?? "", actor.id, actor.labId ?? "", actor.roles.join(","), actor.kind];
}

/** SQLSTATE 42501: no grant, or no policy that lets the row be written. */
const REFUSED = "42501";

/** The database's own (migrations/071): what is written about was purged while it was written; `detail` says when. */
const PURGED = "RB410";

/**
 * What the second lock refuses is FORBIDDEN, whatever the first had let through; `onRefused` is told, for it should never happen. What is of
 * evidence that was purged meanwhile is RECORD_REMOVED.
 */
export function rethrowRefused(error: unknown, onRefused?: (error: Error) => void): never {
  const { code, detail } = error as { code?: unknown; detail?: unknown };
  if (error instanceof Error && code === REFUSED) {
    onRefused?.(error);
    throw new RibinError("FORBIDDEN", "The database does not allow this to who asks.", { cause: error });
  }
  if (code === PURGED) {
    const removedAt = String(detail);
    const words = `It was removed by the state that owns it, on ${removedAt.slice(0, 10)}.`;
    throw new RibinError("RECORD_REMOVED", words, { cause: error, extra: { removedAt } });
  }
  throw error;
}
