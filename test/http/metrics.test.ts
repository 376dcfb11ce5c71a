/** What is shipped for those who watch: every metric that a rule or a dashboard names is told by /metrics, under the labels that it uses. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parser } from "@prometheus-io/lezer-promql";
import type { Registry } from "prom-client";
import { parse } from "yaml";
import { z } from "zod";
import { meterStore } from "../../src/adapters/metrics/metered-store.ts";
import { createPromMeters } from "../../src/adapters/metrics/prom-meters.ts";
import type { Meters } from "../../src/ports/meters.ts";
import { serveMetrics } from "../../workers/serve-metrics.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";

const OPS = new URL("../../ops/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, OPS), "utf8");

const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          annotations: z.object({ summary: z.string(), do: z.string() }),
        }),
      ),
    }),
  ),
});
const boardSchema = z.object({
  uid: z.string(),
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
});

const rules = rulesSchema.parse(parse(read("prometheus/alerts.yml"))).groups.flatMap((group) => group.rules);
const boards = readdirSync(new URL("grafana/", OPS)).map((name) =>
  boardSchema.parse(JSON.parse(read(`grafana/${name}`))),
);
const expressions = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...boards.flatMap(({ panels }) =>
    panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
  ),
];

/** The metrics that an expression reads, each with the labels by which it chooses; throws where it is no PromQL. */
function readSelectors(expression: string): { name: string; labels: string[] }[] {
  const found: { name: string; labels: string[] }[] = [];
  parser.parse(expression).iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) throw new Error(`No PromQL at ${node.from}: ${expression}`);
      if (node.name === "VectorSelector")
        found.push({ name: /^[a-zA-Z_:]+[a-zA-Z0-9_:]*/.exec(text)?.[0] ?? "", labels: [] });
      if (node.name === "LabelName") found.at(-1)?.labels.push(text);
    },
  });
  return found;
}

describe("metrics", () => {
  let api: TestApp;
  let registry: Registry;
  let meters: Meters;
  beforeAll(async () => {
    const made = createPromMeters();
    ({ registry, meters } = made);
    const queue = {
      addTickets: async () => {},
      startProcessing: async () => {},
      noticeLoss: async () => {},
      countTickets: async () => ({ waiting: 3, active: 1 }),
      checkReady: async () => {},
      close: async () => {},
    };
    api = await openTestApp({
      config: { metrics: "all" },
      deps: { meters: made.meters },
      service: { queue, registry },
    });
  });
  afterAll(() => api.close());
  const scrape = async () => (await api.app.inject({ url: "/metrics" })).body;

  test.each(expressions)("%s asks for what there is: %s", async (_name, expression) => {
    const metrics = new Map((await registry.getMetricsAsJSON()).map((metric) => [metric.name, metric]));
    const selectors = readSelectors(expression);
    expect(selectors.length).toBeGreaterThan(0);
    for (const { name } of selectors) {
      // Prometheus adds this one.
      if (name === "up") continue;
      const family = name.replace(/_(bucket|count|sum)$/, "");
      const metric = metrics.get(name) ?? metrics.get(family);
      expect([name, metric === undefined]).toEqual([name, false]);
      if (name !== family) expect([name, String(metric?.type)]).toEqual([name, "histogram"]);
    }
  });

  test("every alert says what happened and what to do, in a runbook that is there", () => {
    const runbooks = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
    for (const { annotations } of rules) {
      const number = /Runbook (\d+)/.exec(annotations.do)?.[1];
      if (number !== undefined) expect(runbooks).toContain(`**${number}. `);
      else expect(annotations.do.length).toBeGreaterThan(20);
    }
    expect(new Set(boards.map(({ uid }) => uid)).size).toBe(boards.length);
  });

  test("tell how long work has waited, refusals by code, and the funnel of each state", async () => {
    await api.deps.sql.query(
      `insert into jobs (id, name, payload, payload_version, key, owner_state, state, max_attempts, run_after, request_id, created_at)
       values (gen_random_uuid(), 'assess-quality', '{}', 1, 'waiting', 'TT', 'pending', 1, now() - interval '90 seconds', 'r', now())`,
    );
    await api.app.inject({ url: "/v1/me" });
    // Many who ask within a second are told what the first was.
    await setTimeout(1_100);
    const text = await scrape();
    expect(text).toContain('ribin_jobs_waiting{name="assess-quality",priority="normal"} 1');
    const oldest = Number(
      /ribin_job_oldest_seconds\{name="assess-quality",priority="normal"\} ([\d.]+)/.exec(text)?.[1],
    );
    expect(oldest).toBeGreaterThan(85);
    expect(oldest).toBeLessThan(300);
    expect(text).toContain('ribin_errors_total{code="UNAUTHENTICATED",where="request"} 1');
    expect(text).toContain('ribin_queue_tickets{state="waiting"} 3');
    expect(text).not.toMatch(/^ribin_backup_age_seconds[ {]/m);
  });

  test("measure each use of the store, and ask the database once for many who ask", async () => {
    const store = meterStore(api.deps.blobs, meters);
    await store.putBlob("previews/x.png", Buffer.from("x"), "TT");
    expect(Buffer.from(await store.readBlob("previews/x.png")).toString()).toBe("x");
    await expect(store.openBlob("previews/none.png")).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
    const [one, two] = await Promise.all([scrape(), scrape()]);
    const ofDatabase = (text: string) =>
      text.split("\n").filter((line) => /^ribin_(jobs|linkages|acquisitions)/.test(line));
    expect(ofDatabase(one)).toEqual(ofDatabase(two));
    expect(one).toContain('ribin_blob_seconds_count{operation="put",outcome="done"} 1');
    expect(one).toContain('ribin_blob_seconds_count{operation="open",outcome="done"} 1');
    expect(one).toContain('ribin_blob_seconds_count{operation="open",outcome="failed"} 1');
  });

  test("of a worker are told at a port of its own, and nothing else is", async () => {
    const served = await serveMetrics(registry, { host: "127.0.0.1", port: 0 });
    try {
      const answer = await fetch(`http://127.0.0.1:${served.port}/metrics`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")]);
      expect(await answer.text()).toContain("# TYPE ribin_job_seconds histogram");
      expect((await fetch(`http://127.0.0.1:${served.port}/`)).status).toBe(404);
      expect((await fetch(`http://127.0.0.1:${served.port}/metrics`, { method: "POST" })).status).toBe(404);
    } finally {
      await served.close();
    }
  });
});
