/**
 * Statements that a connection to PostgreSQL keeps by name: under policies, parsing and planning a short query takes several times as long
 * as running it, and the driver has both done anew each time. The server itself decides when a plan is good for any values.
 */
import { isPlannedAnew } from "./planned-anew.ts";

/** Named at once on one connection: each costs its server process some ten to a hundred kilobytes. */
const MOST_NAMED = 300;
/** Texts remembered until they come again. */
const MOST_SEEN = 1_000;

interface Kept {
  /** Asked once. */
  readonly seen: Set<string>;
  readonly named: Map<string, string>;
}

export interface PostgresStatements {
  /**
   * Under which name `text` is asked on this connection, or undefined for none: it is named when it comes a second time. `role` is who
   * asks, for a plan is of one role.
   */
  name(connection: object, role: string, text: string): string | undefined;
  /** All are made anew: a table was changed under one of them. */
  forget(): void;
}

export function keepStatements(): PostgresStatements {
  // Names are never used twice, so that one that was forgotten is never met again. Its connection keeps it until it is retired.
  let made = 0;
  let connections = new WeakMap<object, Kept>();
  const makeKept = (connection: object) => {
    const kept = { seen: new Set<string>(), named: new Map<string, string>() };
    connections.set(connection, kept);
    return kept;
  };
  return {
    name(connection, role, text) {
      if (isPlannedAnew(text)) return undefined;
      const { seen, named } = connections.get(connection) ?? makeKept(connection);
      const key = `${role} ${text}`;
      const known = named.get(key);
      if (known !== undefined) return known;
      if (!seen.has(key)) {
        // What was seen long ago makes room: else texts of every length, each asked once, would fill it for ever.
        if (seen.size === MOST_SEEN) seen.clear();
        seen.add(key);
        return undefined;
      }
      if (named.size === MOST_NAMED) return undefined;
      made += 1;
      const name = `kept_${made}`;
      named.set(key, name);
      return name;
    },
    forget() {
      connections = new WeakMap();
    },
  };
}
