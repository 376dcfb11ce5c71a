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

/** What the second lock refuses is FORBIDDEN, whatever the first had let through; `onRefused` is told, for it should never happen. */
export function rethrowRefused(error: unknown, onRefused?: (error: Error) => void): never {
  if (error instanceof Error && "code" in error && error.code === REFUSED) {
    onRefused?.(error);
    throw new RibinError("FORBIDDEN", "The database does not allow this to who asks.", { cause: error });
  }
  throw error;
}
