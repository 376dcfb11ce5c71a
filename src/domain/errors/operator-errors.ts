/** What the operator's command line refuses. */
import type { ErrorDefinition } from "./error-definition.ts";

export const OPERATOR_ERRORS = {
  BACKUP_FAILED: {
    status: 500,
    title: "The backup was not made",
    remedy:
      "Correct what the message names and run it again: what was copied stays, and nothing counts as a backup before it is whole.",
  },
  BACKUP_BROKEN: {
    status: 422,
    title: "The backup is not whole, or of another kind",
    remedy: "Take another backup or another copy of this one; the message names what differs.",
  },
  RESTORE_NOT_EMPTY: {
    status: 409,
    title: "A backup is restored into an empty system only",
    remedy: "Name an empty database and an empty store: nothing that is there is written over.",
  },
  RESTORE_FAILED: {
    status: 500,
    title: "The restored system is not the one that was backed up",
    remedy: "Do not serve it. Correct what the message names, empty the database and the store, and restore again.",
  },
} as const satisfies Record<string, ErrorDefinition>;
