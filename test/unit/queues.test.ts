import { expect, test } from "@jest/globals";
import { loadConfig } from "../../src/config.ts";
import { JOB_NAMES } from "../../src/jobs/catalog.ts";
import { listJobsOf, nameShare, QUEUE_NAMES } from "../../src/jobs/queues.ts";

const REDIS = { REDIS_URL: "redis://127.0.0.1:6379", DATABASE_URL: "postgres://127.0.0.1/ribin" };

test("every job is in one queue, and a share has those of its queues", () => {
  const listed = QUEUE_NAMES.flatMap((name) => listJobsOf([name]) ?? []);
  expect([...listed].sort()).toEqual([...JOB_NAMES].sort());
  expect(listJobsOf(["search", "quality"])).toEqual([
    "assess-quality",
    "search-candidates",
    "verify-candidates",
    "correlate-open",
  ]);
  expect(listJobsOf(QUEUE_NAMES)).toBeNull();
});

test("a share has one name, however it was written; all have none", () => {
  expect(nameShare(["search", "features"])).toBe("features+search");
  expect(nameShare(["features", "search", "search"])).toBe("features+search");
  expect(nameShare([...QUEUE_NAMES].reverse())).toBeNull();
});

test("what a process takes stands in the environment, and the command line goes before it", () => {
  const environment = { ...REDIS, RIBIN_QUEUES: "quality, features" };
  expect(loadConfig({ ...REDIS }).queues).toEqual(QUEUE_NAMES);
  expect(loadConfig(environment).queues).toEqual(["quality", "features"]);
  expect(loadConfig(environment, { RIBIN_QUEUES: "search" }).queues).toEqual(["search"]);
  expect(loadConfig(environment, { RIBIN_QUEUES: undefined }).queues).toEqual(["quality", "features"]);
});

test.each([
  ["no such queue", { ...REDIS, RIBIN_QUEUES: "quality,reports" }, /^RIBIN_QUEUES must be some of quality, features, /],
  ["a list of nothing", { ...REDIS, RIBIN_QUEUES: "," }, /^RIBIN_QUEUES must be/],
  ["a share of one process alone", { RIBIN_QUEUES: "quality" }, /^RIBIN_QUEUES leaves jobs out but REDIS_URL is not/],
] as const)("%s is refused", (_name, environment, message) => {
  expect(() => loadConfig(environment)).toThrow(
    expect.objectContaining({ code: "CONFIGURATION_INVALID", message: expect.stringMatching(message) }),
  );
});
