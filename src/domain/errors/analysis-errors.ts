/** Analysis, models, jobs and the set-up. */
import type { ErrorDefinition } from "./error-definition.ts";

export const ANALYSIS_ERRORS = {
  NOT_COMPARABLE: {
    status: 422,
    title: "The two are not comparable",
    remedy: "The message says why; compare the same region at a known scale.",
  },
  REGION_UNSUPPORTED: {
    status: 422,
    title: "No comparison method for this region yet",
    remedy: "Use BreechFace, FiringPinImpression or LEA.",
  },
  LABELS_INVALID: {
    status: 422,
    title: "labels.csv is not valid",
    remedy: "See shared datasets' columns in docs/cli.md; the message names the line.",
  },
  STUDY_UNSUITABLE: {
    status: 422,
    title: "The study cannot carry what was asked",
    remedy: "Use a study with more exhibits and firearms; the message says what is missing.",
  },
  MODEL_INVALID: {
    status: 500,
    title: "A model file does not fit its manifest",
    remedy: "Restore models/ from the release; the sha256 must agree.",
  },
  JOB_FAILED: {
    status: 500,
    title: "A processing step failed",
    remedy: "See the job's reason; retry it with `ribin jobs retry` or the API.",
  },
  CONFIGURATION_INVALID: {
    status: 500,
    title: "A setting is missing or not valid",
    remedy: "Correct the environment variable named in the message; see docs/operations.md.",
  },
  DATABASE_UNSUITABLE: {
    status: 500,
    title: "The database cannot hold RIBIN core",
    remedy: "Use PostgreSQL 15 or later with pgvector 0.7 or later.",
  },
} as const satisfies Record<string, ErrorDefinition>;
