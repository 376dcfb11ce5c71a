/** Recovered firearms, the requests to trace them, what these came to, and the tables that are counted from it. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { LANGUAGES } from "../../src/domain/language.ts";
import { TRACE_WORDS } from "../../src/domain/words/trace-words.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { askForTrace, enterFirearm, FIREARM, TRACE, TRACE_ANSWER } from "./support/firearms.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, type Person } from "./support/people.ts";

let api: TestApp;
let tt: Staff;
let jm: Staff;
beforeAll(async () => {
  api = await openTestApp();
  [tt, jm] = [await hireStaff(api, "TT"), await hireStaff(api, "JM")];
});
afterAll(() => api.close());

const records = (person: Person, id: string) => person.send("GET", `/v1/exhibits/${id}/firearm-records`);
const record = (person: Person, id: string, body: object) =>
  person.send("POST", `/v1/exhibits/${id}/firearm-records`, { body });

describe("what is recorded of a firearm", () => {
  test("stays as it was written: a correction names the record that stands", async () => {
    const id = await enterFirearm(tt.technician);
    const [first] = (await records(tt.investigator, id)).json().items;
    expect(first).toMatchObject({ ...FIREARM, corrects: null, recordedBy: tt.technician.id, ownerState: "TT" });
    const again = await record(tt.examiner, id, FIREARM);
    expect([again.statusCode, again.json().code]).toEqual([409, "CONFLICT"]);
    const correction = { ...FIREARM, model: "G3", corrects: first.id, correctionReason: "Read again under the light." };
    expect((await record(tt.examiner, id, correction)).statusCode).toBe(201);
    const other = await record(tt.examiner, id, { ...correction, model: "G4" });
    expect([other.statusCode, other.json().code]).toEqual([409, "CONFLICT"]);
    const items = (await records(tt.investigator, id)).json().items;
    expect(items.map((item: { model: string }) => item.model)).toEqual(["G2C", "G3"]);
    await expect(api.deps.sql.query("update firearm_records set model = 'x'")).rejects.toThrow(/never changed/);
    await expect(api.deps.sql.query("truncate firearm_records cascade")).rejects.toThrow(/never changed/);
  });

  test("is refused by the field that is wrong", async () => {
    const { exhibitId } = await enterExhibit(tt.technician, { exhibit: { type: "firearm" } });
    for (const [body, field] of [
      [{ ...FIREARM, serialNumber: null }, "serialNumber"],
      [{ ...FIREARM, serialState: "none" }, "serialState"],
      [{ ...FIREARM, recoveredOn: tomorrow().slice(0, 10) }, "recoveredOn"],
      [{ ...FIREARM, countryOfOrigin: "Brazil" }, "countryOfOrigin"],
      [{ ...FIREARM, correctionReason: "x" }, "correctionReason"],
    ] as const) {
      const refused = await record(tt.technician, exhibitId, body);
      expect([field, refused.statusCode, refused.json().errors?.[0]?.field]).toEqual([field, 400, field]);
    }
    const bullet = await enterExhibit(tt.technician, { exhibit: { type: "bullet" } });
    expect((await record(tt.technician, bullet.exhibitId, FIREARM)).json().detail).toContain("no firearm");
    expect((await record(tt.investigator, exhibitId, FIREARM)).statusCode).toBe(403);
  });

  test("is the own state's until the case is released, and then each read is recorded", async () => {
    const id = await enterFirearm(tt.technician);
    const read = await records(jm.examiner, id);
    expect([read.statusCode, read.body.includes("ABC12345")]).toEqual([404, false]);
    const { caseId } = (await tt.technician.send("GET", `/v1/exhibits/${id}`)).json();
    const body = { caseId, toState: "JM", purpose: "Joint case", expiresAt: tomorrow() };
    expect((await tt.coordinator.send("POST", "/v1/releases", { body })).statusCode).toBe(201);
    expect((await records(jm.examiner, id)).json().items[0]).toMatchObject({ serialNumber: "ABC12345" });
    expect((await records(jm.technician, id)).statusCode).toBe(404);
    expect((await record(jm.examiner, id, FIREARM)).statusCode).toBe(403);
    const events = (await tt.coordinator.send("GET", `/v1/audit-events?targetId=${id}`)).json().items;
    const reads = events.filter((event: { action: string }) => event.action === "firearm.read");
    expect(reads).toMatchObject([{ actorId: jm.examiner.id }]);
    expect(JSON.stringify(events)).not.toContain("ABC12345");
  });
});

describe("a request to trace", () => {
  test("is a form of what stands, names what is missing, and is kept as it was made", async () => {
    const id = await enterFirearm(tt.technician, { firearm: { model: null, countryOfOrigin: null } });
    const ask = (person: Person, body: object = TRACE) =>
      person.send("POST", `/v1/exhibits/${id}/trace-requests`, { body });
    const made = await ask(tt.examiner);
    expect(made.statusCode).toBe(201);
    const { form, id: requestId } = made.json();
    expect(form).toMatchObject({ addressee: "eTrace", state: "TT", serialState: "legible" });
    expect(form.fields).toMatchObject({ make: "Taurus", calibre: "9x19mm", recoveryPlace: "Charlotte Street 12" });
    expect(form.missing).toEqual(["model", "countryOfOrigin"]);
    const [standing] = (await records(tt.examiner, id)).json().items;
    await record(tt.examiner, id, { ...FIREARM, corrects: standing.id, correctionReason: "The model was found." });
    const url = `/v1/trace-requests/${requestId}`;
    expect((await tt.investigator.send("GET", `${url}/form`)).json()).toEqual(form);
    expect((await ask(tt.coordinator)).json().form.missing).toEqual([]);
    expect((await ask(tt.technician)).statusCode).toBe(403);
    const late = await ask(tt.examiner, { ...TRACE, requestedOn: tomorrow().slice(0, 10) });
    expect([late.statusCode, late.json().errors[0].field]).toEqual([400, "requestedOn"]);
    const bare = await enterExhibit(tt.technician, { exhibit: { type: "firearm" } });
    const early = await tt.examiner.send("POST", `/v1/exhibits/${bare.exhibitId}/trace-requests`, { body: TRACE });
    expect([early.statusCode, early.json().detail]).toEqual([409, expect.stringContaining("record it first")]);
  });

  test("leaves as CSV without a formula in it, and as PDF in five languages, the same bytes each time", async () => {
    const id = await enterFirearm(tt.technician, { firearm: { make: "=cmd()", model: null } });
    const made = await tt.examiner.send("POST", `/v1/exhibits/${id}/trace-requests`, { body: TRACE });
    const url = `/v1/trace-requests/${made.json().id}`;
    const csv = await tt.examiner.send("GET", `${url}/form.csv`);
    expect(csv.headers["content-type"]).toContain("text/csv");
    expect(csv.body).toContain(",'=cmd(),");
    expect(csv.body).toMatch(/,legible,model\r\n$/);
    const files = new Set<string>();
    for (const language of LANGUAGES) {
      const pdf = async () => (await tt.examiner.send("GET", `${url}/form.pdf?language=${language}`)).rawPayload;
      const [one, two] = [await pdf(), await pdf()];
      expect(one.subarray(0, 5).toString()).toBe("%PDF-");
      expect(one.equals(two)).toBe(true);
      files.add(one.toString("base64"));
    }
    expect(files.size).toBe(5);
    const events = (
      await tt.coordinator.send("GET", `/v1/audit-events?targetId=${id}&action=trace.form_read&limit=200`)
    ).json();
    expect(events.items).toHaveLength(11);
  });

  test("is the own state's, even where the case is released", async () => {
    const requestId = await askForTrace(tt);
    const url = `/v1/trace-requests/${requestId}`;
    const { exhibitId } = (await tt.examiner.send("GET", url)).json();
    const { caseId } = (await tt.technician.send("GET", `/v1/exhibits/${exhibitId}`)).json();
    const body = { caseId, toState: "JM", purpose: "Joint case", expiresAt: tomorrow() };
    await tt.coordinator.send("POST", "/v1/releases", { body });
    for (const person of Object.values(jm) as Person[]) {
      for (const part of ["", "/form", "/form.csv", "/form.pdf"]) {
        expect((await person.send("GET", url + part)).statusCode).toBe(404);
      }
    }
    expect((await jm.examiner.send("GET", "/v1/trace-requests")).json().items).toEqual([]);
    expect((await tt.technician.send("GET", url)).statusCode).toBe(403);
    const mine = (await tt.examiner.send("GET", `/v1/trace-requests?exhibitId=${exhibitId}`)).json().items;
    expect(mine.map((item: { id: string }) => item.id)).toEqual([requestId]);
  });

  test("comes to an outcome, which is corrected by another", async () => {
    const url = `/v1/trace-requests/${await askForTrace(tt)}`;
    const answer = (body: object) => tt.investigator.send("POST", `${url}/outcomes`, { body });
    for (const [wrong, field] of [
      [{ answeredOn: "2026-03-01" }, "answeredOn"],
      [{ outcome: "not traced" }, "divertedIn"],
      [{ outcome: "established" }, "outcome"],
      [{ divertedIn: "usa" }, "divertedIn"],
    ] as const) {
      const refused = await answer({ ...TRACE_ANSWER, ...wrong });
      expect([field, refused.statusCode, refused.json().errors[0].field]).toEqual([field, 400, field]);
    }
    const first = (await answer({ ...TRACE_ANSWER, outcome: "not traced", divertedIn: null })).json();
    expect((await answer(TRACE_ANSWER)).statusCode).toBe(409);
    const corrects = { corrects: first.id, correctionReason: "The dealer answered after all." };
    expect((await answer({ ...TRACE_ANSWER, ...corrects })).statusCode).toBe(201);
    const { outcomes } = (await tt.coordinator.send("GET", url)).json();
    expect(outcomes.map((item: { outcome: string }) => item.outcome)).toEqual(["not traced", "traced"]);
  });
});

test("the words of the form are there in five languages, and differ", () => {
  const titles = LANGUAGES.map((language) => TRACE_WORDS[language].title);
  expect(new Set(titles).size).toBe(LANGUAGES.length);
  for (const language of LANGUAGES) expect(TRACE_WORDS[language].missing).toContain("{fields}");
});

describe("tables of arms", () => {
  test("count each firearm once, by what stands of it", async () => {
    const bb = await hireStaff(api, "BB");
    const enter = (firearm: object) => enterFirearm(bb.technician, { firearm });
    const ask = async (id: string, addressee = "eTrace") =>
      (await bb.examiner.send("POST", `/v1/exhibits/${id}/trace-requests`, { body: { ...TRACE, addressee } })).json()
        .id;
    const answer = (id: string, body: object) =>
      bb.examiner.send("POST", `/v1/trace-requests/${id}/outcomes`, { body: { ...TRACE_ANSWER, ...body } });
    const bare = { serialNumber: null, serialState: "obliterated" };
    // Traced by two systems: one firearm all the same.
    const traced = await enter({});
    await answer(await ask(traced), {});
    await answer(await ask(traced, "iARMS"), {});
    await answer(await ask(await enter({ ...bare, recovery: "found" }), "competent authority"), {
      outcome: "established",
    });
    await answer(await ask(await enter({ kind: "shotgun", recovery: "surrendered" })), {
      outcome: "not traced",
      divertedIn: null,
    });
    await ask(await enter({ kind: "shotgun" }));
    const moved = await enter({ recoveredOn: "2024-05-05" });
    const [standing] = (await records(bb.examiner, moved)).json().items;
    const correction = { ...FIREARM, ...bare, corrects: standing.id, correctionReason: "The year was wrong." };
    await record(bb.examiner, moved, correction);

    const { indicator, byKind } = (await bb.coordinator.send("GET", "/v1/arms-tables?first=2024&last=2026")).json();
    const expected = { arms: 5, seized: 3, found: 1, surrendered: 1, marked: 3, markedKnown: 1, requested: 4 };
    const outcome = { traced: 1, established: 1, notTraced: 1, waiting: 1, share: 2 / 5, markedShare: 1 / 3 };
    expect(indicator).toEqual([{ state: "BB", year: 2026, ...expected, ...outcome }]);
    expect(byKind.map((row: { kind: string; arms: number }) => [row.kind, row.arms])).toEqual([
      ["revolver or self-loading pistol", 3],
      ["shotgun", 2],
    ]);
    const csv = (await bb.coordinator.send("GET", "/v1/arms-tables.csv?first=2024&last=2026")).body.split("\r\n");
    expect(csv[1]).toBe("BB,2026,5,3,1,1,3,1,4,1,1,1,1,0.4,0.3333333333333333");
    const auditor = await hire(api, "JM", jm.technician.labId, "auditor");
    const all = (await auditor.send("GET", "/v1/arms-tables?first=2026&last=2026")).json().indicator;
    expect(all.map((row: { state: string }) => row.state)).toEqual([null, "BB", "TT"]);
    expect((await jm.coordinator.send("GET", "/v1/arms-tables?first=2024&last=2026")).json().indicator).toEqual([]);
  });
});
