import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openPiscinaPool } from "../../src/adapters/compute/piscina-pool.ts";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import { RibinError } from "../../src/domain/errors.ts";
import type { AnalysisPool } from "../../src/ports/analysis-pool.ts";

type Tasks = {
  double: { input: { values: Float32Array }; output: Float32Array };
  refuse: { input: null; output: null };
  fail: { input: null; output: null };
  die: { input: null; output: null };
  spin: { input: null; output: null };
  wait: { input: null; output: null };
  unknown: { input: null; output: null };
};

const open = () =>
  openPiscinaPool<Tasks>({ filename: join(findPackageRoot(), "test", "support", "test-thread.mjs"), threads: 2 });
let pool: AnalysisPool<Tasks>;
beforeAll(() => {
  pool = open();
});
afterAll(() => pool.close());

test("gives typed arrays to a thread and back", async () => {
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, n) => pool.runTask("double", { values: new Float32Array([n, 0.5]) })),
  );
  expect(results.map((result) => Array.from(result))).toEqual(Array.from({ length: 20 }, (_, n) => [2 * n, 1]));
  expect(pool.threads).toBe(2);
});

test("a refusal keeps its class, code, fields and extras", async () => {
  const error: unknown = await pool.runTask("refuse", null).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RibinError);
  expect(error).toMatchObject({
    code: "SIZE_ABSURD",
    message: "Too large.",
    errors: [{ field: "f", message: "m" }],
    extra: { side: 7 },
  });
});

test("a fault is an error, and an unknown task too", async () => {
  await expect(pool.runTask("fail", null)).rejects.toThrow("a fault of the program");
  await expect(pool.runTask("unknown", null)).rejects.toThrow(/no task "unknown"/);
});

test("a thread that dies fails its own task, and the pool goes on", async () => {
  await expect(pool.runTask("die", null)).rejects.toMatchObject({
    code: "INTERNAL",
    message: "The analysis of the file ended its thread.",
  });
  expect(Array.from(await pool.runTask("double", { values: new Float32Array([2]) }))).toEqual([4]);
});

test("low tasks that wait let the normal ones pass, each in the order they came; one can be given up", async () => {
  const ended: string[] = [];
  const run = (name: string, priority: "normal" | "low", signal?: AbortSignal) =>
    pool
      .runTask("double", { values: new Float32Array(2_000_000) }, { priority, ...(signal && { signal }) })
      .then(() => ended.push(name))
      .catch(() => ended.push(`${name} given up`));
  const abort = new AbortController();
  const low = ["l1", "l2", "l3", "l4", "l5", "l6"].map((name) => run(name, "low"));
  const dropped = run("dropped", "low", abort.signal);
  const normal = ["n1", "n2"].map((name) => run(name, "normal"));
  abort.abort();
  await Promise.all([...low, dropped, ...normal]);
  expect(ended).toHaveLength(9);
  expect(ended).toContain("dropped given up");
  const place = (name: string) => ended.indexOf(name);
  // Two threads were at l1 and l2 when the normal ones came.
  for (const name of ["l3", "l4", "l5", "l6"]) {
    expect(place(name)).toBeGreaterThan(Math.min(place("n1"), place("n2")));
  }
  expect(Math.max(place("n1"), place("n2"))).toBeLessThan(place("l5"));
});

test("a task that never ends is given up, and its thread with it; waiting for a thread is not its time", async () => {
  const impatient = openPiscinaPool<Tasks>({
    filename: join(findPackageRoot(), "test", "support", "test-thread.mjs"),
    threads: 1,
    taskMs: 1_500,
  });
  const double = () => impatient.runTask("double", { values: new Float32Array([4]) });
  await double();
  const outcomes = await Promise.allSettled([
    impatient.runTask("spin", null),
    impatient.runTask("spin", null),
    double(),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect((outcomes[1] as PromiseRejectedResult).reason).toMatchObject({
    code: "INTERNAL",
    message: "The analysis of the file was given up after 2 s.",
  });
  await impatient.close();
});

test("a task can be given up", async () => {
  const abort = new AbortController();
  const waiting = pool.runTask("wait", null, { signal: abort.signal });
  abort.abort();
  await expect(waiting).rejects.toThrow();
});

test("closing does not wait for ever", async () => {
  const other = open();
  const waiting = other.runTask("wait", null).catch(() => "ended");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await other.close();
  expect(await waiting).toBe("ended");
});
