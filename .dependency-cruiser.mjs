/** The import rules of docs/architecture.md: imports run down only, and each driver lives in its adapter. */

/** A layer may import itself, what is named here, and packages. */
const LAYERS = {
  domain: [],
  analysis: ["domain/errors.ts", "domain/vocabulary.ts", "domain/turn-vector.ts"],
  ports: ["domain/"],
  jobs: ["domain/"],
  repositories: ["ports/", "domain/", "jobs/"],
  usecases: ["repositories/", "ports/", "jobs/", "domain/", "analysis/"],
  adapters: ["ports/", "domain/", "jobs/"],
  api: ["usecases/", "domain/", "ports/", "jobs/", "repositories/page.ts"],
  // The pages ask the API; of the program they hold the field's terms in each language, its calibres, the codes of audited actions and what it says by codes, and nothing else.
  web: ["domain/words/", "domain/states.ts", "domain/calibre.ts", "domain/audit.ts", "domain/sayings.ts"],
};

const mayImportOnly = (layer, allowed) => ({
  name: `${layer}-imports-down-only`,
  severity: "error",
  comment: `src/${layer} may import src/${layer}${allowed.map((path) => `, src/${path}`).join("")} and packages.`,
  from: { path: `^src/${layer}/` },
  to: { path: "^(src|workers)/", pathNot: [`^src/${layer}/`, ...allowed.map((path) => `^src/${path}`)] },
});

const DRIVERS =
  "^node_modules/(pg|pgvector|@electric-sql|postgrator|bullmq|ioredis|piscina|sharp|onnxruntime-node|@aws-sdk|pdfkit|@node-rs/argon2)/";

/** Started by node, not imported. */
const ENTRIES =
  "^(src/web/main|src/web/vite\\.config|src/cli|src/main|workers/main|workers/[a-z-]*(thread|process)[a-z-]*)\\.tsx?$";

export default {
  forbidden: [
    ...Object.entries(LAYERS).map(([layer, allowed]) => mayImportOnly(layer, allowed)),
    {
      name: "workers-import-down-only",
      severity: "error",
      comment:
        "workers/ may import usecases, jobs, ports, domain, compose.ts and config.ts; its entry is the command line's.",
      from: { path: "^workers/", pathNot: "^workers/main\\.ts$" },
      to: {
        path: "^src/",
        pathNot: "^src/(usecases|jobs|ports|domain|compose[a-z-]*\\.ts|config\\.ts|open-stored-files\\.ts|log\\.ts)",
      },
    },
    {
      name: "only-compose-picks-adapters",
      severity: "error",
      from: { path: "^(src|workers)/", pathNot: "^src/(adapters/|compose)" },
      to: { path: "^src/adapters/" },
    },
    {
      name: "drivers-only-in-adapters",
      severity: "error",
      from: { path: "^(src|workers)/", pathNot: "^src/adapters/" },
      to: { path: DRIVERS },
    },
    {
      name: "rooms-of-the-workbench-stand-alone",
      severity: "error",
      comment: "What several rooms show of a record lies in src/web/records; the comparison is made to be embedded.",
      from: { path: "^src/web/screens/([^/]+)/" },
      to: {
        path: "^src/web/screens/",
        pathNot: ["^src/web/screens/$1/", "^src/web/screens/compare/compare-view\\.tsx$"],
      },
    },
    {
      name: "shared-parts-import-no-room",
      severity: "error",
      from: { path: "^src/web/", pathNot: "^src/web/(screens/|app/(routes|gate-dialogs)\\.tsx)" },
      to: { path: "^src/web/screens/" },
    },
    {
      name: "no-circular",
      severity: "error",
      comment: "A cycle that only types close is gone when the program runs.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: ENTRIES }, to: {} },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-dev-dependencies",
      severity: "error",
      comment: "A production install has no devDependencies.",
      from: { path: "^(src|workers)/", pathNot: "^src/web/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
