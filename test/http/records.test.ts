import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hireStaff, makeWorld, type Staff } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, NEW_CASE, NEW_EXHIBIT, PASSWORD, type Person, sendAs } from "./support/people.ts";

let api: TestApp;
let tt: Staff;
let jm: Staff;
let regional: Person;
beforeAll(async () => {
  api = await openTestApp();
  tt = await hireStaff(api, "TT");
  jm = await hireStaff(api, "JM");
  regional = await hire(api, "TT", tt.technician.labId, "regional_coordinator");
});
afterAll(() => api.close());

const FULL_CASE = {
  caseNumber: "TT-2026-0001",
  originatingAgency: "Police Service / Service de police",
  agencyReference: "REF 17/б",
  eventType: "shooting/wounding",
  occurredOn: "2026-02-28",
  place: "Ṗort-of-Spain, caña “Nº 5”",
  restricted: false,
  highProfile: true,
  comment: "Tè a mouye — zapatería 🔎",
};

describe("cases", () => {
  test("are entered, read, corrected and listed, in any script", async () => {
    const created = await tt.technician.send("POST", "/v1/cases", { body: FULL_CASE });
    expect([created.statusCode, created.headers.etag]).toEqual([201, 'W/"1"']);
    const record = created.json();
    expect(record).toMatchObject({ ...FULL_CASE, ownerState: "TT", labId: tt.technician.labId, version: 1 });
    const url = `/v1/cases/${record.id}`;
    expect(created.headers.location).toBe(url);
    expect((await tt.examiner.send("GET", url)).json()).toEqual(record);

    const change = { body: { place: null, highProfile: false }, headers: { "if-match": 'W/"1"' } };
    const changed = await tt.examiner.send("PATCH", url, change);
    expect([changed.statusCode, changed.headers.etag]).toEqual([200, 'W/"2"']);
    expect(changed.json()).toMatchObject({ place: null, highProfile: false, comment: FULL_CASE.comment, version: 2 });
    const late = await tt.technician.send("PATCH", url, change);
    expect([late.statusCode, late.json().code]).toEqual([412, "PRECONDITION_FAILED"]);
    const bare = await tt.technician.send("PATCH", url, { body: { place: "x" } });
    expect([bare.statusCode, bare.json().code]).toEqual([428, "PRECONDITION_REQUIRED"]);
    expect((await tt.investigator.send("PATCH", url, { body: {}, headers: { "if-match": 'W/"2"' } })).statusCode).toBe(
      403,
    );

    const listed = (await tt.technician.send("GET", `/v1/cases?caseNumber=${FULL_CASE.caseNumber}`)).json();
    expect(listed).toEqual({ items: [changed.json()], nextCursor: null });
    const twice = await tt.technician.send("POST", "/v1/cases", { body: FULL_CASE });
    expect([twice.statusCode, twice.json().code]).toEqual([409, "DUPLICATE_RECORD"]);
  });

  test.each<[string, object, string, object]>([
    ["no number", { caseNumber: "  " }, "caseNumber", { problem: "empty" }],
    ["an unknown event", { eventType: "duel" }, "eventType", { problem: "not_offered" }],
    ["a day that is none", { occurredOn: "2026-02-30" }, "occurredOn", { problem: "bad_date" }],
    ["a NUL character", { comment: "a\u0000b" }, "comment", { problem: "has_nul" }],
    ["a comment without end", { comment: "x".repeat(4001) }, "comment", { problem: "too_long", limit: 4000 }],
    ["a person", { suspect: "J. D." }, "suspect", { problem: "unknown" }],
    ["a text for a flag", { restricted: "yes" }, "restricted", { problem: "not_flag" }],
    ["a lab that is no id", { labId: "one" }, "labId", { problem: "bad_id" }],
  ])("with %s are refused, and the field is named", async (_name, wrong, field, coded) => {
    const body = { ...NEW_CASE, caseNumber: randomUUID(), ...wrong };
    const response = await tt.technician.send("POST", "/v1/cases", { body });
    expect([response.statusCode, response.json().code]).toEqual([400, "VALIDATION_FAILED"]);
    expect(response.json().errors).toEqual([{ field, message: expect.stringMatching(/.{5,}/), ...coded }]);
    expect(response.json().detail).toContain(field);
  });

  test("come in pages that neither skip nor repeat", async () => {
    const person = await hire(api, "BB", (await hireStaff(api, "BB")).technician.labId, "lab_technician");
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) {
      const created = await person.send("POST", "/v1/cases", { body: { ...NEW_CASE, caseNumber: randomUUID() } });
      ids.unshift(created.json<{ id: string }>().id);
    }
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await person.send("GET", `/v1/cases?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`)
      ).json();
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(ids);
  });

  test.each([
    ["limit=0", "VALIDATION_FAILED", "query.limit"],
    ["limit=201", "VALIDATION_FAILED", "query.limit"],
    ["limit=many", "VALIDATION_FAILED", "query.limit"],
    ["page=2", "VALIDATION_FAILED", "query.page"],
    ["cursor=bm90IGpzb24", "CURSOR_INVALID", undefined],
    ["cursor=WyJhIiwiYiJd", "CURSOR_INVALID", undefined],
  ])("are not listed by %s", async (query, code, field) => {
    const response = await tt.technician.send("GET", `/v1/cases?${query}`);
    expect([response.statusCode, response.json().code, response.json().errors?.[0].field]).toEqual([400, code, field]);
  });
});

describe("exhibits", () => {
  test("know their calibre by any name, and are corrected", async () => {
    const caseId = (
      await tt.technician.send("POST", "/v1/cases", { body: { ...NEW_CASE, caseNumber: randomUUID() } })
    ).json().id;
    const body = {
      ...NEW_EXHIBIT,
      caseId,
      calibre: "9 mm Parabellum",
      characteristics: {
        firingPinType: "Centerfire",
        breechFaceClass: ["Parallel", "Granular"],
        headstamp: "WIN 9MM LUGER",
      },
    };
    const created = await tt.technician.send("POST", "/v1/exhibits", { body });
    expect(created.statusCode).toBe(201);
    const exhibit = created.json();
    expect(exhibit).toMatchObject({
      caseId,
      calibre: "9x19mm",
      calibreGroup: "9mm",
      calibreAsGiven: "9 mm Parabellum",
      category: "CE",
    });
    expect((await tt.verifier.send("GET", `/v1/exhibits/${exhibit.id}`)).json()).toEqual(exhibit);
    const headers = { "if-match": String(created.headers.etag) };
    const changed = await tt.technician.send("PATCH", `/v1/exhibits/${exhibit.id}`, {
      body: { calibre: null },
      headers,
    });
    expect(changed.json()).toMatchObject({
      calibre: null,
      calibreGroup: null,
      version: 2,
      characteristics: body.characteristics,
    });
    expect((await tt.technician.send("GET", `/v1/exhibits?caseId=${caseId}`)).json().items).toEqual([changed.json()]);
    const wrong = await tt.technician.send("POST", "/v1/exhibits", {
      body: { ...body, exhibitNumber: "2", characteristics: { firingPinType: "Rimless" } },
    });
    expect(wrong.json().errors[0].field).toBe("characteristics.firingPinType");
  });
});

describe("people and labs", () => {
  test("are made by coordinators, each in the own state", async () => {
    const body = {
      state: "TT",
      labId: tt.technician.labId,
      email: "Ana.María@ribin.example",
      name: "Ana María",
      roles: ["verifier"],
    };
    const ascii = { ...body, email: `${randomUUID()}@ribin.example` };
    expect((await tt.coordinator.send("POST", "/v1/accounts", { body })).json().errors[0].field).toBe("email");
    const created = await tt.coordinator.send("POST", "/v1/accounts", { body: ascii });
    expect([created.statusCode, created.body.includes("password")]).toEqual([201, false]);
    expect((await jm.coordinator.send("POST", "/v1/accounts", { body: ascii })).statusCode).toBe(403);
    expect((await tt.technician.send("POST", "/v1/accounts", { body: ascii })).statusCode).toBe(403);
    const known = await tt.coordinator.send("POST", "/v1/accounts", { body: { ...ascii, password: "short" } });
    expect([known.json().errors[0].field, known.body.includes('short"')]).toEqual(["password", false]);
    const accept = (password: string) =>
      sendAs(api, null)("POST", "/v1/invitations/acceptance", {
        body: { token: created.json().invitationToken, password },
      });
    const short = await accept("short");
    expect([short.json().errors[0].field, short.body.includes('short"')]).toEqual(["password", false]);
    expect((await accept(PASSWORD)).statusCode).toBe(200);

    const { token } = (
      await sendAs(api, null)("POST", "/v1/sessions", { body: { email: ascii.email, password: PASSWORD } })
    ).json();
    const send = sendAs(api, token);
    expect((await send("GET", "/v1/me")).statusCode).toBe(200);
    const headers = { "if-match": String(created.headers.etag) };
    const url = `/v1/accounts/${created.json().id}`;
    const disabled = await tt.coordinator.send("PATCH", url, { body: { disabled: true }, headers });
    expect(disabled.json()).toMatchObject({ disabledAt: expect.any(String), version: 2 });
    expect((await send("GET", "/v1/me")).statusCode).toBe(401);

    const listed = (await tt.coordinator.send("GET", "/v1/accounts?limit=200")).json();
    expect(listed.items.map((item: { id: string }) => item.id)).toContain(created.json().id);
    for (const { ownerState } of listed.items) expect(ownerState).toBe("TT");
  });

  test("labs are known to everybody in the network", async () => {
    const body = { state: "GY", name: "Forensic Science Laboratory", contact: "+592 000 0000" };
    expect((await tt.coordinator.send("POST", "/v1/labs", { body })).statusCode).toBe(403);
    const created = await regional.send("POST", "/v1/labs", { body });
    expect(created.json()).toMatchObject({ ownerState: "GY", name: body.name, contact: body.contact });
    expect((await jm.investigator.send("GET", "/v1/labs?state=GY")).json().items).toEqual([created.json()]);
    expect((await regional.send("POST", "/v1/labs", { body })).json().code).toBe("DUPLICATE_RECORD");
  });

  test("states come with their languages", async () => {
    const { items, nextCursor } = (await jm.technician.send("GET", "/v1/states")).json();
    expect([items.length, nextCursor]).toEqual([22, null]);
    expect(items).toContainEqual({ code: "HT", name: "Haiti", standing: "member", languages: ["fr", "ht"] });
  });

  test("stations are listed to their state", async () => {
    const name = randomUUID();
    await tt.coordinator.send("POST", "/v1/stations", { body: { labId: tt.technician.labId, name } });
    const listed = await tt.technician.send("GET", "/v1/stations");
    expect([listed.body.includes(name), listed.body.includes("token")]).toEqual([true, false]);
    expect((await jm.coordinator.send("GET", "/v1/stations")).body).not.toContain(name);
  });
});

describe("sharing", () => {
  test("a release opens a case to one state, until it is withdrawn, and each read is recorded", async () => {
    const world = await makeWorld(api, { case: FACTS });
    const url = `/v1/cases/${world.left.case.id}`;
    expect((await world.jm.investigator.send("GET", url)).statusCode).toBe(404);
    const body = { caseId: world.left.case.id, toState: "JM", purpose: "Joint investigation", expiresAt: tomorrow() };
    expect((await world.jm.coordinator.send("POST", "/v1/releases", { body })).statusCode).toBe(404);
    const released = await world.tt.coordinator.send("POST", "/v1/releases", { body });
    expect(released.statusCode).toBe(201);
    const read = await world.jm.investigator.send("GET", url);
    expect(read.json()).toMatchObject({ place: FACTS.place, comment: null });
    for (const path of [
      `/v1/exhibits?caseId=${world.left.case.id}`,
      `/v1/exhibits/${world.left.exhibit.id}`,
      `/v1/acquisitions/${world.left.acquisitionId}`,
    ]) {
      expect([path, (await world.jm.examiner.send("GET", path)).statusCode]).toEqual([path, 200]);
    }
    const file = await world.jm.examiner.send("GET", `/v1/acquisitions/${world.left.acquisitionId}/file`);
    expect(file.statusCode).toBe(200);
    const trail = (
      await world.tt.coordinator.send(
        "GET",
        `/v1/audit-events?targetKind=case&targetId=${world.left.case.id}&limit=200`,
      )
    ).json();
    expect(trail.items).toContainEqual(
      expect.objectContaining({ action: "case.read", actorId: world.jm.investigator.id }),
    );
    // The other state reads the number in the case, where that is recorded.
    const { caseNumber } = world.left.case;
    for (const [person, shown] of [
      [world.tt.coordinator, caseNumber],
      [world.tt.examiner, caseNumber],
      [world.jm.coordinator, null],
    ] as const) {
      expect((await person.send("GET", "/v1/releases")).json().items).toMatchObject([
        { id: released.json().id, caseNumber: shown, withdrawnAt: null },
      ]);
    }
    const withdrawn = await world.tt.coordinator.send("POST", `/v1/releases/${released.json().id}/withdraw`, {
      body: {},
    });
    expect([released.json().caseNumber, withdrawn.json().caseNumber]).toEqual([caseNumber, caseNumber]);
    expect((await world.jm.investigator.send("GET", url)).statusCode).toBe(404);
    const again = await world.tt.coordinator.send("POST", `/v1/releases/${released.json().id}/withdraw`, { body: {} });
    expect(again.json().code).toBe("CONFLICT");
  });

  test("an agreement opens the pictures of candidates and not the files", async () => {
    const states = ["TT", "JM"];
    const standing = (await regional.send("GET", "/v1/agreements")).json();
    for (const { id } of standing.items) await regional.send("POST", `/v1/agreements/${id}/withdraw`, { body: {} });
    const world = await makeWorld(api, { agreed: false });
    const evidence = `/v1/candidates/${world.candidateId}/evidence`;
    expect((await world.jm.examiner.send("GET", evidence)).statusCode).toBe(403);
    expect((await tt.coordinator.send("POST", "/v1/agreements", { body: { states } })).statusCode).toBe(403);
    const agreed = await regional.send("POST", "/v1/agreements", { body: { states, validUntil: tomorrow() } });
    expect(agreed.json()).toMatchObject({ stateA: "JM", stateB: "TT", withdrawnAt: null });
    expect((await world.jm.examiner.send("GET", evidence)).statusCode).toBe(200);
    const file = await world.jm.examiner.send("GET", `/v1/acquisitions/${world.left.acquisitionId}/file`);
    expect([file.statusCode, file.json().code]).toEqual([403, "FORBIDDEN"]);
    await regional.send("POST", `/v1/agreements/${agreed.json().id}/withdraw`, { body: {} });
    expect((await world.jm.examiner.send("GET", evidence)).statusCode).toBe(403);
  });
});

const FACTS = { place: "Charlotte Street 12", comment: "the widow knows" };

test("a failed job is listed and retried", async () => {
  const world = await makeWorld(api, { agreed: false });
  const { rows } = await api.deps.sql.query(
    "update jobs set state = 'failed', reason = 'INTERNAL: worker died' where owner_state = 'TT' returning id",
  );
  const listed = (await world.tt.coordinator.send("GET", "/v1/jobs?state=failed&limit=200")).json();
  expect(listed.items.length).toBe(rows.length);
  const id = String(rows[0]?.id);
  expect((await world.tt.investigator.send("POST", `/v1/jobs/${id}/retry`, { body: {} })).statusCode).toBe(403);
  const retried = await world.tt.technician.send("POST", `/v1/jobs/${id}/retry`, { body: {} });
  expect(retried.json()).toMatchObject({ id, state: "pending", attempt: 2, reason: "INTERNAL: worker died" });
  const again = await world.tt.technician.send("POST", `/v1/jobs/${id}/retry`, { body: {} });
  expect([again.statusCode, again.json().code]).toEqual([409, "CONFLICT"]);
});
