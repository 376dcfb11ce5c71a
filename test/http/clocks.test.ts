/** The service clocks over HTTP: times of exhibits, calendars, queues, and what is said of what is late. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { raiseClockAlerts } from "../../src/usecases/clocks/raise-clock-alerts.ts";
import { propose } from "../support/decision-world.ts";
import { decide, enterEvidence, hireStaff, makeWorld, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, hire, type Person } from "./support/people.ts";

/** A Monday, 9.00 in Port of Spain. */
const MONDAY = Date.parse("2026-03-02T13:00:00Z");
const HOUR = 3_600_000;

let api: TestApp;
let time = MONDAY;
let regional: Person;
beforeAll(async () => {
  api = await openTestApp({
    deps: { clock: { now: () => new Date(time) } },
    limits: { sessionHours: 10_000, sessionIdleMinutes: 600_000 },
  });
  const staff = await hireStaff(api, "TT");
  regional = await hire(api, "TT", staff.technician.labId, "regional_coordinator");
});
beforeEach(() => {
  time = MONDAY;
});
afterAll(() => api.close());

const at = (hours: number) => new Date(MONDAY + hours * HOUR).toISOString();

async function setTimes(person: Person, exhibitId: string, body: object) {
  return person.send("POST", `/v1/exhibits/${exhibitId}/times`, { body });
}

async function countOpen(coordinator: Person, labId: string | null): Promise<number> {
  const { items } = (await coordinator.send("GET", "/v1/queues")).json();
  return items.find((row: { labId: string }) => row.labId === labId).candidates.open;
}

describe("an exhibit's times", () => {
  test("are recorded once and then put right with a reason; every record stays", async () => {
    const { technician, coordinator } = await hireStaff(api, "TT");
    const { exhibitId } = await enterExhibit(technician);
    const first = await setTimes(technician, exhibitId, { recoveredAt: at(-20), receivedAt: at(-2) });
    expect([first.statusCode, first.json().replaces]).toEqual([201, null]);
    const again = await setTimes(technician, exhibitId, { recoveredAt: at(-22), receivedAt: at(-2) });
    expect(again.json()).toMatchObject({ code: "VALIDATION_FAILED", errors: [{ field: "reason" }] });
    const right = await setTimes(technician, exhibitId, {
      recoveredAt: at(-22),
      receivedAt: at(-2),
      reason: "Misread.",
    });
    expect(right.json().replaces).toBe(first.json().id);
    const { items } = (await coordinator.send("GET", `/v1/exhibits/${exhibitId}/times`)).json();
    expect(items.map((row: { recoveredAt: string }) => row.recoveredAt)).toEqual([at(-20), at(-22)]);
  });

  test("lie in no future, and no receipt lies before the recovery; the field is named", async () => {
    const { technician, examiner, investigator } = await hireStaff(api, "TT");
    const { exhibitId } = await enterExhibit(technician);
    const future = await setTimes(technician, exhibitId, { receivedAt: at(2) });
    expect(future.json().errors[0].field).toBe("receivedAt");
    const before = await setTimes(examiner, exhibitId, { recoveredAt: at(-1), receivedAt: at(-3) });
    expect(before.json().errors[0].field).toBe("receivedAt");
    expect((await setTimes(investigator, exhibitId, { recoveredAt: at(-1) })).json().code).toBe("FORBIDDEN");
  });
});

describe("a lab's acquisition queue", () => {
  test("holds what was received and not acquired, what is due first before the rest, and says what is overdue", async () => {
    const { technician, investigator } = await hireStaff(api, "TT");
    const [late, soon, done] = [
      await enterExhibit(technician),
      await enterExhibit(technician),
      await enterEvidence(api, technician),
    ];
    const firearm = await enterExhibit(technician, { exhibit: { type: "firearm", calibre: null } });
    await setTimes(technician, late.exhibitId, { receivedAt: "2026-02-25T14:00:00Z" });
    const queue = (await investigator.send("GET", "/v1/acquisition-queue")).json();
    expect(queue.items).toMatchObject([
      {
        exhibitId: late.exhibitId,
        exhibitNumber: expect.any(String),
        type: "cartridge case",
        caseId: late.caseId,
        caseNumber: expect.any(String),
        dueAt: "2026-02-28T04:00:00.000Z",
        overdue: true,
      },
      { exhibitId: soon.exhibitId, dueAt: "2026-03-05T04:00:00.000Z", overdue: false },
    ]);
    const listed = JSON.stringify(queue);
    for (const id of [done.exhibit.id, firearm.exhibitId]) expect(listed).not.toContain(id);
    const page = (await investigator.send("GET", "/v1/acquisition-queue?limit=1")).json();
    const next = await investigator.send("GET", `/v1/acquisition-queue?limit=1&cursor=${page.nextCursor}`);
    expect(next.json().items[0].exhibitId).toBe(soon.exhibitId);
  });

  test("what was removed waits for nobody, until it is restored", async () => {
    const { technician, coordinator, examiner } = await hireStaff(api, "TT");
    const { exhibitId } = await enterExhibit(technician);
    const evidence = [await enterEvidence(api, technician), await enterEvidence(api, technician)] as const;
    const { linkageId } = await propose(api.deps, ...evidence);
    const waiting = async () => [
      (await technician.send("GET", "/v1/acquisition-queue")).body.includes(exhibitId),
      (await examiner.send("GET", "/v1/linkages?sort=due&limit=200")).body.includes(linkageId),
    ];
    const open = await countOpen(coordinator, technician.labId);
    expect(await waiting()).toEqual([true, true]);
    const remove = async (id: string) =>
      (
        await coordinator.send("POST", `/v1/exhibits/${id}/removal`, {
          body: { reasonCode: "duplicate", reason: "It was entered twice." },
        })
      ).json<{ id: string }>().id;
    const removals = [
      await remove(exhibitId),
      await remove(evidence[0].exhibit.id),
      await remove(evidence[1].exhibit.id),
    ];
    expect(await waiting()).toEqual([false, false]);
    expect(await countOpen(coordinator, technician.labId)).toBe(open - 1);
    for (const [at, id] of removals.entries()) {
      const body = { reason: "It was the right one." };
      expect((await coordinator.send("POST", `/v1/removals/${id}/restoration`, { body })).statusCode).toBeLessThan(300);
      // Both sides of the pair must be back.
      expect(await waiting()).toEqual([true, at === 2]);
    }
    expect(await countOpen(coordinator, technician.labId)).toBe(open);
  });

  test("counts the receipt of the chain of custody where no time was recorded", async () => {
    const { technician } = await hireStaff(api, "TT");
    const { exhibitId } = await enterExhibit(technician);
    const body = {
      event: "received",
      occurredAt: "2026-02-24T14:00:00Z",
      fromHolder: "PC 4711",
      toHolder: "Exhibits officer",
      place: "Front desk",
      sealNumber: "A-1",
      sealState: "intact",
      purpose: "Examination",
    };
    expect((await technician.send("POST", `/v1/exhibits/${exhibitId}/custody`, { body })).statusCode).toBe(201);
    const { items } = (await technician.send("GET", "/v1/acquisition-queue")).json();
    expect(items).toMatchObject([{ receivedAt: "2026-02-24T14:00:00.000Z", overdue: true }]);
  });

  test("a holiday that the national coordinator records moves what is due; nobody else records one", async () => {
    const { technician, coordinator } = await hireStaff(api, "JM");
    await enterExhibit(technician);
    const due = async () => (await technician.send("GET", "/v1/acquisition-queue")).json().items[0].dueAt;
    expect(await due()).toBe("2026-03-05T05:00:00.000Z");
    const day = { state: "JM", day: "2026-03-03", kind: "holiday", name: "Day of mourning" };
    expect((await technician.send("POST", "/v1/calendar-days", { body: day })).json().code).toBe("FORBIDDEN");
    expect((await coordinator.send("POST", "/v1/calendar-days", { body: { ...day, state: "TT" } })).json().code).toBe(
      "FORBIDDEN",
    );
    expect((await coordinator.send("POST", "/v1/calendar-days", { body: day })).statusCode).toBe(201);
    expect(await due()).toBe("2026-03-06T05:00:00.000Z");
    const calendar = (await coordinator.send("GET", "/v1/calendars?state=JM&year=2026")).json();
    expect(calendar).toMatchObject({ timeZone: "America/Jamaica", recorded: [{ day: "2026-03-03" }] });
  });

  test("another state's lab has none for a stranger", async () => {
    const { technician } = await hireStaff(api, "TT");
    const stranger = await hireStaff(api, "BB");
    for (const person of Object.values(stranger) as Person[]) {
      const url = `/v1/acquisition-queue?labId=${technician.labId}`;
      expect((await person.send("GET", url)).statusCode).toBe(404);
    }
  });
});

describe("the examiners' queue by what is due", () => {
  async function pair(tt: Staff, jm: Staff) {
    const left = await enterEvidence(api, tt.technician);
    const right = await enterEvidence(api, jm.technician);
    return { left, right, ...(await propose(api.deps, left, right)) };
  }

  test("each state's clock runs from its own exhibit's recovery, and tells nothing of the other's", async () => {
    const { tt, jm, left, linkageId } = await makeWorld(api);
    const read = async (person: Person) => (await person.send("GET", `/v1/linkages/${linkageId}`)).json();
    expect((await read(tt.examiner)).dueAt).toBe(at(48));
    await setTimes(tt.technician, left.exhibit.id, { recoveredAt: at(-40), receivedAt: at(-30) });
    expect(await read(tt.examiner)).toMatchObject({ dueAt: at(8), overdue: false, urgent: false });
    const reason = "The investigator asks for it.";
    await setTimes(tt.technician, left.exhibit.id, { recoveredAt: at(-40), receivedAt: at(-30), urgent: true, reason });
    expect(await read(tt.examiner)).toMatchObject({ dueAt: at(-16), overdue: true, urgent: true });
    expect(await read(jm.examiner)).toMatchObject({ dueAt: at(48), overdue: false, urgent: false });
    expect((await regional.send("GET", `/v1/linkages/${linkageId}`)).json()).toMatchObject({
      dueAt: at(48),
      urgent: false,
    });
    await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Cells agree." });
    expect(await read(tt.examiner)).toMatchObject({ dueAt: null, overdue: false });
  });

  test("what is due first comes first; pages continue; what was reviewed is not in it", async () => {
    const [tt, jm] = [await hireStaff(api, "GD" as "TT"), await hireStaff(api, "JM")];
    const pairs = [await pair(tt, jm), await pair(tt, jm), await pair(tt, jm)];
    await setTimes(tt.technician, pairs[2]!.left.exhibit.id, { recoveredAt: at(-30) });
    const own = pairs.map(({ linkageId }) => linkageId);
    const list = async (query: string) => (await tt.examiner.send("GET", `/v1/linkages?sort=due${query}`)).json();
    const first = await list("&limit=1");
    expect(first.items[0].id).toBe(own[2]);
    const rest = await list(`&cursor=${first.nextCursor}`);
    expect(rest.items.map((row: { id: string }) => row.id).sort()).toEqual(own.slice(0, 2).sort());
    const wrong = await tt.examiner.send("GET", "/v1/linkages?sort=due&cursor=bm8");
    expect(wrong.json().code).toBe("CURSOR_INVALID");
  });

  test("only what is overdue, or urgent, is listed on request, by the own clocks and page by page", async () => {
    const [tt, jm] = [await hireStaff(api, "AG" as "TT"), await hireStaff(api, "JM")];
    const pairs = [await pair(tt, jm), await pair(tt, jm), await pair(tt, jm)];
    await setTimes(tt.technician, pairs[0]!.left.exhibit.id, { recoveredAt: at(-50) });
    await setTimes(tt.technician, pairs[1]!.left.exhibit.id, { recoveredAt: at(-30), urgent: true });
    const list = async (person: Person, query: string) =>
      (await person.send("GET", `/v1/linkages?sort=due${query}`)).json();
    const idsOf = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);
    expect(idsOf(await list(tt.examiner, ""))).toHaveLength(3);
    expect(idsOf(await list(tt.examiner, "&only=overdue"))).toEqual([pairs[1]!.linkageId, pairs[0]!.linkageId]);
    const first = await list(tt.examiner, "&only=overdue&limit=1");
    expect(idsOf(await list(tt.examiner, `&only=overdue&limit=1&cursor=${first.nextCursor}`))).toEqual([
      pairs[0]!.linkageId,
    ]);
    expect(idsOf(await list(tt.examiner, "&only=urgent"))).toEqual([pairs[1]!.linkageId]);
    // The other state's clocks are its own.
    const theirs = idsOf(await list(jm.examiner, "&only=urgent&limit=200"));
    expect(theirs).not.toContain(pairs[1]!.linkageId);
    const aged = await tt.examiner.send("GET", "/v1/linkages?only=overdue");
    expect(aged.statusCode).toBe(400);
    expect(aged.json().errors[0].field).toBe("only");
  });

  test("what a later search proposed of an old exhibit is due from its proposal", async () => {
    const [tt, jm] = [await hireStaff(api, "TT"), await hireStaff(api, "JM")];
    const left = await enterEvidence(api, tt.technician);
    await setTimes(tt.technician, left.exhibit.id, { recoveredAt: at(-40) });
    time = MONDAY + 200 * HOUR;
    const right = await enterEvidence(api, jm.technician);
    const { linkageId } = await propose(api.deps, left, right);
    expect((await tt.examiner.send("GET", `/v1/linkages/${linkageId}`)).json().dueAt).toBe(at(248));
  });
});

describe("what waits in the labs", () => {
  test("open, unviewed, overdue, oldest and median age; opening the evidence is a fact that is kept once a person", async () => {
    const world = await makeWorld(api, { agreed: false });
    const { tt, jm, candidateId, linkageId } = world;
    const figures = async (person: Person, labId: string) => {
      const { items } = (await person.send("GET", "/v1/queues")).json();
      return items.find((row: { labId: string }) => row.labId === labId);
    };
    time += 50 * HOUR;
    const labId = tt.technician.labId;
    expect(await figures(tt.coordinator, labId)).toMatchObject({
      state: "TT",
      candidates: { open: 1, unviewed: 1, overdue: 1, oldestAt: at(0), medianAgeHours: 50 },
      acquisitions: { waiting: 0, overdue: 0, oldestAt: null },
    });
    for (const _ of [1, 2]) await tt.examiner.send("GET", `/v1/candidates/${candidateId}/evidence`);
    expect((await figures(tt.coordinator, labId)).candidates).toMatchObject({ open: 1, unviewed: 0 });
    expect((await figures(regional, jm.technician.labId)).candidates).toMatchObject({ open: 1, unviewed: 1 });
    const { rows } = await api.deps.sql.query(
      "select actor_id, owner_states from audit_events where action = 'linkage.viewed' and target_id = $1",
      [linkageId],
    );
    expect(rows).toEqual([{ actor_id: tt.examiner.id, owner_states: expect.arrayContaining(["TT", "JM"]) }]);
  });

  test("a national coordinator sees the own labs only, others nothing", async () => {
    const { coordinator, examiner } = await hireStaff(api, "BB");
    const { items } = (await coordinator.send("GET", "/v1/queues")).json();
    expect(new Set(items.map((row: { state: string }) => row.state))).toEqual(new Set(["BB"]));
    expect((await examiner.send("GET", "/v1/queues")).json().code).toBe("FORBIDDEN");
    expect((await regional.send("GET", "/v1/queues")).json().items.length).toBeGreaterThan(items.length);
  });
});

describe("what is late", () => {
  test("is said once a level, for each state by its own clock", async () => {
    const { tt, left, linkageId } = await makeWorld(api, { agreed: false });
    await setTimes(tt.technician, left.exhibit.id, { recoveredAt: at(-24) });
    const said = async () => {
      await raiseClockAlerts(api.deps);
      await raiseClockAlerts(api.deps);
      const { rows } = await api.deps.sql.query(
        "select state, level from clock_alerts where subject_id = $1 order by raised_at, state, level",
        [linkageId],
      );
      return rows.map((row) => `${row.state} ${row.level}`);
    };
    expect(await said()).toEqual([]);
    time += 13 * HOUR;
    expect(await said()).toEqual(["TT due_soon"]);
    time += 12 * HOUR;
    expect(await said()).toEqual(["TT due_soon", "TT overdue"]);
    time += 24 * HOUR;
    expect(await said()).toEqual(["TT due_soon", "TT overdue", "JM due_soon", "JM overdue", "TT escalated"]);
    const { rows } = await api.deps.sql.query(
      "select owner_states, detail from audit_events where action = 'clock.raised' and target_id = $1 and detail ->> 'level' = 'escalated'",
      [linkageId],
    );
    expect(rows).toEqual([
      { owner_states: ["TT"], detail: { clock: "lead", level: "escalated", labId: tt.technician.labId } },
    ]);
  });

  test("an exhibit that was not acquired is said too, and no more once it was", async () => {
    const { technician } = await hireStaff(api, "TT");
    const [late, done] = [await enterExhibit(technician), await enterEvidence(api, technician)];
    time += 72 * HOUR;
    await raiseClockAlerts(api.deps);
    const { rows } = await api.deps.sql.query(
      "select subject_id, level from clock_alerts where kind = 'acquisition' and subject_id = any ($1::uuid[]) order by level",
      [[late.exhibitId, done.exhibit.id]],
    );
    expect(rows).toEqual([
      { subject_id: late.exhibitId, level: "due_soon" },
      { subject_id: late.exhibitId, level: "overdue" },
    ]);
  });

  test("the constants of the database are those of the rules", async () => {
    const { rows } = await api.deps.sql.query(
      "select distinct urgent, extract(epoch from due_at - started_at)::int / 3600 as hours from linkage_clocks order by urgent",
    );
    expect(rows).toEqual([
      { urgent: false, hours: 48 },
      { urgent: true, hours: 24 },
    ]);
  });
});
