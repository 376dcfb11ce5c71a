/** Who asks, and under which request id: it travels from the request through the jobs into the audit events. */
import type { Actor } from "./permission.ts";

export interface RequestContext {
  readonly actor: Actor;
  readonly requestId: string;
}

export const SYSTEM_ACTOR: Actor = { kind: "system", id: "system", state: null, labId: null, roles: [] };
