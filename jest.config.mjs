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
  ],
  testTimeout: 60_000,
  reporters: ["default", "<rootDir>/test/support/count-reporter.mjs"],
};
