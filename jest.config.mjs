// Tests see a copy of the environment, which the native library does not read: see src/adapters/onnx/disable-telemetry.ts.
process.env.ORT_DISABLE_TELEMETRY = "1";

const shared = {
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "<rootDir>/test/support/local-globals-transform.mjs",
      { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "es6" } },
    ],
  },
  testEnvironment: "<rootDir>/test/support/host-realm-environment.mjs",
  modulePathIgnorePatterns: ["<rootDir>/dist"],
};
const project = (name, extra = {}) => ({
  ...shared,
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  ...extra,
});
export default {
  projects: [
    project("unit"),
    project("property"),
    project("contract"),
    project("http"),
    project("services"),
    project("acceptance"),
    project("browser"),
  ],
  testTimeout: 120_000,
  // The suites wait for servers and child processes as much as they compute.
  maxWorkers: 3,
  // Each suite leaves a few megabytes and an AsyncLocalStorage behind in its worker; after a hundred a fifth of the time went to them.
  workerIdleMemoryLimit: "700MB",
  testSequencer: "<rootDir>/test/support/heavy-first-sequencer.mjs",
  reporters: ["default", "<rootDir>/test/support/count-reporter.mjs"],
};
