/** The whole way over real sockets with real workers: upload, events, candidates, pictures. */

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { createPromMeters } from "../../src/adapters/metrics/prom-meters.ts";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import { startTracing, type Tracing } from "../../src/adapters/tracing/start-tracing.ts";
import { STEP_NAMES } from "../../src/jobs/catalog.ts";
import type { Embedder } from "../../src/ports/embedder.ts";
import type { JobQueue } from "../../src/ports/job-queue.ts";
import { createAgreement } from "../../src/usecases/sharing/create-agreement.ts";
import { startWorkers } from "../../workers/start-workers.ts";
import { type HttpReceiver, openHttpReceiver } from "../support/http-receiver.ts";
import { makeScan } from "../support/pipeline-world.ts";
import { documentEverything } from "../support/review-steps.ts";
import { hireStaff, REGIONAL, type Staff } from "./support/evidence-world.ts";
import { makeForm } from "./support/make-form.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit } from "./support/people.ts";

let embedder: Embedder;
let receiver: HttpReceiver;
let tracing: Tracing;
const measured = createPromMeters();
let api: TestApp;
let base: string;
let queue: JobQueue;
let workers: Awaited<ReturnType<typeof startWorkers>>;
let tt: Staff;
let jm: Staff;
beforeAll(async () => {
  receiver = await openHttpReceiver();
  tracing = startTracing(receiver.url.replace("/hook", ""), "test");
  embedder = await openOnnxEmbedder();
  api = await openTestApp({ deps: { embedder, meters: measured.meters }, service: { poke: () => workers.poke() } });
  queue = openInProcessQueue(api.deps.log);
  workers = await startWorkers({ deps: api.deps, queue });
  base = await api.app.listen({ host: "127.0.0.1", port: 0 });
  [tt, jm] = [await hireStaff(api, "TT"), await hireStaff(api, "JM")];
  await createAgreement(api.deps, REGIONAL, { states: ["TT", "JM"], validUntil: null });
});
afterAll(async () => {
  await workers.close();
  await queue.close();
  await api.close();
  await embedder.close();
  await tracing.close();
  await receiver.close();
});

/** Uploads a firing and waits for the end of its events. */
async function upload(staff: Staff, firing: number): Promise<{ id: string; events: string }> {
  const { exhibitId } = await enterExhibit(staff.technician);
  const form = makeForm([
    { name: "exhibitId", value: exhibitId },
    { name: "region", value: "BreechFace" },
    { name: "file", fileName: `firing-${firing}.x3p`, content: makeScan(1, firing) },
  ]);
  const authorization = `Bearer ${staff.technician.token}`;
  const init = { method: "POST", headers: { authorization, ...form.headers }, body: new Uint8Array(form.body) };
  const { id } = (await (await fetch(`${base}/v1/acquisitions`, init)).json()) as { id: string };
  const events = await fetch(`${base}/v1/acquisitions/${id}/events`, { headers: { authorization } });
  return { id, events: await events.text() };
}

test("two firings of one firearm, uploaded in two states, stand side by side before an examiner", async () => {
  const first = await upload(tt, 1);
  const second = await upload(jm, 2);
  for (const stage of ["received", "quality_assessed", "features_extracted", "searched", "verified"]) {
    expect(second.events).toContain(`"stage":"${stage}"`);
  }
  await documentEverything(api.deps.sql);
  const { items } = (await jm.examiner.send("GET", `/v1/acquisitions/${second.id}/candidates`)).json();
  expect(items).toMatchObject([
    { rank: 1, comparable: true, otherAcquisitionId: first.id, other: { state: "TT", caseFacts: null } },
  ]);
  const [candidate] = items;
  const waiting = (await tt.examiner.send("GET", "/v1/linkages")).json();
  expect(waiting.items).toMatchObject([{ id: candidate.linkageId, state: "candidate" }]);

  const evidence = (await tt.examiner.send("GET", `/v1/candidates/${candidate.id}/evidence`)).json();
  expect(evidence.comparisons[0].outcome.cells.evidence.length).toBeGreaterThan(10);
  expect(evidence).toMatchObject({
    units: { length: "metre", angle: "radian" },
    comparisons: [{ standing: true, marks: { a: { outlineVersion: 1 }, b: { outlineVersion: 1 } } }],
  });
  expect(JSON.stringify(evidence)).not.toContain("prepared/");
  const aligned = (await jm.examiner.send("GET", `/v1/candidates/${candidate.id}/aligned-marks`)).json();
  expect(aligned).toMatchObject({
    comparisonId: candidate.comparisonId,
    pose: evidence.comparisons[0].outcome.pose,
    units: { length: "metre", angle: "radian", value: "rms" },
    profiles: null,
  });
  for (const side of ["a", "b"]) {
    const bytes = Buffer.from(aligned[side], "base64");
    expect(bytes.length).toBe(4 * aligned.width * aligned.height);
    const values = Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
    expect(values.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(1000);
  }
  const asked = `/v1/candidates/${candidate.id}/aligned-marks?side=64&frame=own&numbers=int16`;
  const small = (await jm.examiner.send("GET", asked)).json();
  expect(small).toMatchObject({ comparisonId: candidate.comparisonId, pose: aligned.pose });
  for (const [side, grid] of [["a", small] as const, ["b", small.gridB] as const]) {
    expect(Math.max(grid.width, grid.height)).toBeLessThanOrEqual(64);
    const bytes = Buffer.from(small[side], "base64");
    expect(bytes.length).toBe(2 * grid.width * grid.height);
    const whole = Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i));
    const present = whole.filter((value) => value !== -32_768);
    expect(present.length).toBeGreaterThan(100);
    expect(Math.max(...present.map(Math.abs))).toBe(32_767);
    // In multiples of the RMS, as the floats are: a few at most.
    expect(32_767 * small.steps[side]).toBeGreaterThan(1);
    expect(32_767 * small.steps[side]).toBeLessThan(50);
  }
  expect(aligned).toMatchObject({ steps: null, gridB: { width: aligned.width, height: aligned.height } });
  const refused = await jm.examiner.send("GET", `/v1/candidates/${candidate.id}/aligned-marks?side=9999`);
  expect([refused.statusCode, refused.json().code]).toEqual([400, "VALIDATION_FAILED"]);
  const bullets = await tt.examiner.send("GET", `/v1/linkages/${candidate.linkageId}/bullet-comparisons`);
  expect(bullets.json()).toEqual({ items: [] });
  const unknown = `/v1/candidates/${candidate.id}/plot.png?comparisonId=${candidate.id}`;
  expect((await tt.examiner.send("GET", unknown)).statusCode).toBe(404);
  const pictures = [
    [jm.examiner, `/v1/candidates/${candidate.id}/plot.png`],
    [jm.technician, `/v1/acquisitions/${second.id}/preview.png`],
    // Another state's picture, by the agreement.
    [jm.examiner, `/v1/acquisitions/${first.id}/preview.png`],
  ] as const;
  for (const [person, url] of pictures) {
    const response = await person.send("GET", url);
    expect([url, response.statusCode, response.headers["content-type"]]).toEqual([url, 200, "image/png"]);
    const { format, width = 0 } = await sharp(response.rawPayload).metadata();
    expect([format, width > 50]).toEqual(["png", true]);
  }
  expect((await jm.investigator.send("GET", `/v1/acquisitions/${first.id}/preview.png`)).statusCode).not.toBe(200);
  // For lists a small one, by the same right.
  const whole = await jm.examiner.send("GET", `/v1/acquisitions/${first.id}/preview.png`);
  const listed = await jm.examiner.send("GET", `/v1/acquisitions/${first.id}/preview.png?side=64`);
  const { width, height } = await sharp(listed.rawPayload).metadata();
  expect([Math.max(width, height), listed.headers["content-length"]]).toEqual([64, String(listed.rawPayload.length)]);
  expect(listed.rawPayload.length).toBeLessThan(whole.rawPayload.length / 2);
  const tooSmall = await jm.examiner.send("GET", `/v1/acquisitions/${first.id}/preview.png?side=5`);
  expect([tooSmall.statusCode, tooSmall.json().code]).toEqual([400, "VALIDATION_FAILED"]);
  const stranger = await jm.investigator.send("GET", `/v1/acquisitions/${first.id}/preview.png?side=64`);
  expect(stranger.statusCode).not.toBe(200);
});

test("one trace goes from the upload through every job that it led to, and names nobody", async () => {
  const { id } = await upload(tt, 5);
  const { rows } = await api.deps.sql.query(
    "select name, trace_parent from jobs where payload ->> 'acquisitionId' = $1 order by created_at",
    [id],
  );
  expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining([...STEP_NAMES]));
  const traces = new Set(rows.map((row) => String(row.trace_parent).split("-")[1]));
  expect(traces.size).toBe(1);
  const [traceId] = traces;
  await tracing.close();
  expect(receiver.requests.length).toBeGreaterThan(0);
  for (const { path, headers } of receiver.requests) {
    expect([path, headers["content-type"]]).toEqual(["/v1/traces", "application/json"]);
  }
  const spans = receiver.requests.flatMap(({ body }) => readSpans(body)).filter((span) => span.traceId === traceId);
  const root = spans.find((span) => span.name === "POST /v1/acquisitions");
  expect(root?.parentSpanId ?? "").toBe("");
  // Each job follows from what asked for it: the first from the request, the next from the one before.
  let parent = root;
  for (const name of STEP_NAMES) {
    const span = spans.find((one) => one.name === `job ${name}`);
    expect([name, span?.parentSpanId]).toEqual([name, parent?.spanId]);
    parent = span;
  }
  const sent = receiver.requests.map(({ body }) => body).join();
  for (const word of ["firing-5", tt.technician.token, "case-"]) expect(sent).not.toContain(word);
});

test("each step and each search was measured", async () => {
  const text = await measured.registry.metrics();
  for (const name of STEP_NAMES)
    expect(text).toMatch(new RegExp(`^ribin_job_seconds_count\\{name="${name}",outcome="done"\\} [1-9]`, "m"));
  expect(text).toMatch(/^ribin_search_seconds_count\{region="BreechFace"\} [1-9]/m);
});

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

function readSpans(body: string): SentSpan[] {
  const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
