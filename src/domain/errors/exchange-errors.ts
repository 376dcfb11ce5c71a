/** Imports, exports, archives of a state and bundles. */
import type { ErrorDefinition } from "./error-definition.ts";

export const EXCHANGE_ERRORS = {
  IMPORT_INVALID: {
    status: 422,
    title: "The file cannot be imported",
    remedy: "Correct what `errors` or the message names by row and column, and send it again; nothing of it was kept.",
  },
  IMPORT_XML_FORBIDDEN: {
    status: 422,
    title: "The XML has a doctype, an entity or a processing instruction",
    remedy: "Check where the file came from; the format needs none of them.",
  },
  IMPORT_WRONG_STATE: {
    status: 403,
    title: "The file is another state's",
    remedy: "Only the people of the state that a file names import it; a state's evidence is shared by a release.",
  },
  ARCHIVE_BROKEN: {
    status: 422,
    title: "The archive is not as it was signed",
    remedy:
      "Import nothing of it; copy it again from where it was made and verify it there. The message names the file.",
  },
  ARCHIVE_INVALID: {
    status: 422,
    title: "The folder is no archive that this version reads",
    remedy: "See the message; an archive is imported by the version that exported it, and upgraded afterwards.",
  },
  STATE_NOT_EMPTY: {
    status: 409,
    title: "The system has records of this state",
    remedy: "An archive is imported into a system without records of its state; for single cases use an import.",
  },
  BUNDLE_UNREADABLE: {
    status: 422,
    title: "The bundle cannot be opened",
    remedy:
      "It was cut or changed on its way, or made for another region's key: send it again, or make it again for the published key.",
  },
  BUNDLE_INVALID: {
    status: 422,
    title: "The bundle is not of the format",
    remedy: "Make it again with `ribin bundle make`; the message says what is wrong.",
  },
  BUNDLE_KEY_REFUSED: {
    status: 403,
    title: "The bundle is not signed by a key of your state that is in force",
    remedy: "Ask the national coordinator to register the station's key, and make the bundle again with it.",
  },
} as const satisfies Record<string, ErrorDefinition>;
