import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { streamAcquisitionEvents } from "../../src/api/acquisition-events.ts";
import type { AuditAction } from "../../src/domain/audit.ts";
import type { AcquisitionStage } from "../../src/domain/vocabulary.ts";
import { moveAcquisition, updateProgress } from "../../src/repositories/acquisitions/acquisitions.ts";
import { insertAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { SYSTEM } from "../support/decision-world.ts";
import { buildX3p } from "../support/x3p-builder.ts";
import { makeForm } from "./support/make-form.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, makeLab, type Person } from "./support/people.ts";

let api: TestApp;
let base: string;
let technician: Person;
beforeAll(async () => {
  api = await openTestApp({ config: { maxOpenStreams: 20 } });
  base = await api.app.listen({ host: "127.0.0.1", port: 0 });
  technician = await hire(api, "TT", await makeLab(api, "TT"), "lab_technician");
});
afterAll(() => api.close());

let made = 0;
async function receive(test = api, person = technician, given?: string): Promise<string> {
  made += 1;
  const exhibitId = given ?? (await enterExhibit(person)).exhibitId;
  const values = Array.from({ length: 32 * 32 }, (_, i) => Math.sin(i / 3 + made) * 1e-6);
  const scan = buildX3p({ width: 32, height: 32, incrementX: 3e-6, incrementY: 3e-6, dataType: "D", values });
  const form = makeForm([
    { name: "exhibitId", value: exhibitId },
    { name: "region", value: "BreechFace" },
    { name: "file", fileName: "scan.x3p", content: scan },
  ]);
  const headers = { authorization: `Bearer ${person.token}`, ...form.headers };
  const response = await test.app.inject({ method: "POST", url: "/v1/acquisitions", headers, payload: form.body });
  return response.json<{ id: string }>().id;
}

/** What a step of the pipeline writes: the stage and its audit event in one transaction. */
async function reach(
  id: string,
  stage: AcquisitionStage,
  action: AuditAction,
  note: string | null = null,
): Promise<void> {
  const at = new Date();
  await api.deps.sql.transaction(async (tx) => {
    await moveAcquisition(tx, id, { stage, note }, at);
    await insertAuditEvent(tx, SYSTEM, { at, action, targetKind: "acquisition", targetId: id, ownerStates: ["TT"] });
  });
}

function open(id: string, person: Person = technician, headers: Record<string, string> = {}, signal?: AbortSignal) {
  return fetch(`${base}/v1/acquisitions/${id}/events`, {
    headers: { authorization: `Bearer ${person.token}`, accept: "text/event-stream", ...headers },
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Reads events until the stream ends; `onEvent` may act on each. */
async function follow(response: Response, onEvent: (event: EventSourceMessage) => void = () => {}) {
  const events: EventSourceMessage[] = [];
  const parser = createParser({
    onEvent(event) {
      events.push(event);
      onEvent(event);
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
    parser.feed(decoder.decode(chunk, { stream: true }));
  return events;
}

const shorten = ({ event, data }: EventSourceMessage) => {
  const { stage, note, progress } = JSON.parse(data);
  return [event, stage, ...(progress === undefined ? [note] : [progress])];
};

describe("the events of an acquisition", () => {
  test("tell each stage and the progress as they come, and end with the last stage", async () => {
    const id = await receive();
    const response = await open(id);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const steps: (() => Promise<void>)[] = [
      () => reach(id, "quality_assessed", "acquisition.quality_assessed"),
      () => updateProgress(api.deps.sql, id, 0.5),
      () => reach(id, "features_extracted", "acquisition.features_extracted"),
      () => reach(id, "searched", "acquisition.searched"),
      () => reach(id, "verified", "acquisition.verified", "3 candidates verified"),
    ];
    const events = await follow(response, () => void steps.shift()?.());
    expect(events.map(shorten)).toEqual([
      ["stage", "received", null],
      ["stage", "quality_assessed", null],
      ["progress", "quality_assessed", 0.5],
      ["stage", "features_extracted", null],
      ["stage", "searched", null],
      ["stage", "verified", "3 candidates verified"],
    ]);
    const ids = events.flatMap((event) => (event.id === undefined ? [] : [Number(event.id)]));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test("go on after Last-Event-ID, and are over when nothing new will come", async () => {
    const id = await receive();
    await reach(id, "quality_assessed", "acquisition.quality_assessed");
    await reach(id, "failed", "acquisition.failed", "NOT_COMPARABLE: no mark was found");
    const all = await follow(await open(id));
    expect(all.map(shorten)).toEqual([
      ["stage", "received", null],
      ["stage", "quality_assessed", null],
      ["stage", "failed", "NOT_COMPARABLE: no mark was found"],
    ]);
    const rest = await follow(await open(id, technician, { "last-event-id": all[0]?.id ?? "" }));
    expect(rest.map((event) => event.id)).toEqual(all.slice(1).map((event) => event.id));
    const over = await open(id, technician, { "last-event-id": all[2]?.id ?? "" });
    expect([over.status, await over.text()]).toEqual([204, ""]);
  });

  test("are refused to whom the acquisition is refused, and with a bad Last-Event-ID", async () => {
    const id = await receive();
    const stranger = await hire(api, "JM", await makeLab(api, "JM"), "firearms_examiner");
    expect((await open(id, stranger)).status).toBe(404);
    expect((await open("019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10")).status).toBe(404);
    const bad = await open(id, technician, { "last-event-id": "1; drop table" });
    expect([bad.status, ((await bad.json()) as { code: string }).code]).toEqual([400, "VALIDATION_FAILED"]);
  });

  test("are open to one person twice at most here, and a closed one makes room", async () => {
    const id = await receive();
    const controllers = [new AbortController(), new AbortController()];
    for (const { signal } of controllers) expect((await open(id, technician, {}, signal)).status).toBe(200);
    const third = await open(id);
    expect([third.status, ((await third.json()) as { code: string }).code]).toEqual([429, "TOO_MANY_REQUESTS"]);
    controllers[0]?.abort();
    let again = await open(id);
    for (let tries = 0; tries < 20 && again.status === 429; tries++) {
      await again.text();
      await sleep(100);
      again = await open(id);
    }
    expect(again.status).toBe(200);
    controllers[1]?.abort();
    await again.body?.cancel();
  });

  test("end when the service stops", async () => {
    const own = await openTestApp();
    const address = await own.app.listen({ host: "127.0.0.1", port: 0 });
    const person = await hire(own, "TT", await makeLab(own, "TT"), "lab_technician");
    const { exhibitId } = await enterExhibit(person);
    const id = await receive(own, person, exhibitId);
    const response = await fetch(`${address}/v1/acquisitions/${id}/events`, {
      headers: { authorization: `Bearer ${person.token}` },
    });
    const ended = follow(response);
    const before = Date.now();
    await own.close();
    expect((await ended).map(shorten)).toEqual([["stage", "received", null]]);
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  test("say now and then that they wait, and end when the token is good no more", async () => {
    const id = await receive();
    const answers = [true, true, false];
    const mayGoOn = async () => answers.shift() ?? false;
    const input = { id, afterSeq: "0", signal: new AbortController().signal, mayGoOn };
    const said: string[] = [];
    for await (const text of streamAcquisitionEvents(api.deps, input, { pollMs: 5, heartbeatMs: 20 })) said.push(text);
    expect(said[0]).toBe("retry: 2000\n\n");
    expect(said[1]).toContain("event: stage");
    expect(said.slice(2)).toEqual([": waiting\n\n", ": waiting\n\n"]);
  });
});
