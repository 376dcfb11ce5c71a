import { RibinError } from "../../domain/errors.ts";
import type { Actor } from "../../domain/permission.ts";
import type { StateCode } from "../../domain/vocabulary.ts";

/** The actor's state; FORBIDDEN for the program itself, which owns no evidence. */
export function requireState(actor: Actor): StateCode {
  if (actor.state === null) throw new RibinError("FORBIDDEN", "Only a state's person or station may ask for this.");
  return actor.state;
}
