import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { CustodyEvent, CustodyFacts } from "../../src/domain/custody.ts";
import type { RibinError } from "../../src/domain/errors.ts";
import { chainAllAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { verifyAudit } from "../../src/usecases/audit/verify-audit.ts";
import { listCustody } from "../../src/usecases/evidence/list-custody.ts";
import { type RecordCustodyInput, recordCustody } from "../../src/usecases/evidence/record-custody.ts";
import { type Evidence, enterEvidence, openWorld, release, type World } from "../support/decision-world.ts";
import { openTestSql } from "../support/test-sql.ts";

let world: World;
let technician: RequestContext;
let evidence: Evidence;
beforeAll(async () => {
  world = await openWorld(await openTestSql());
  technician = await world.hire("JM", "lab_technician");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour));
function facts(event: CustodyEvent, hour: number, given: Partial<CustodyFacts> = {}): CustodyFacts {
  return {
    event,
    occurredAt: at(hour),
    fromHolder: "PC 4711",
    toHolder: "Exhibits officer",
    place: "Vault 2",
    sealNumber: "A-100",
    sealState: event === "opened" ? "broken" : "intact",
    purpose: "Examination",
    note: "Bag torn at a corner.",
    ...given,
  };
}
const write = (given: CustodyFacts & Partial<RecordCustodyInput>, by = technician) =>
  recordCustody(world.deps, by, { exhibitId: evidence.exhibit.id, corrects: null, correctionReason: null, ...given });
const list = async (by: RequestContext = technician) =>
  (await listCustody(world.deps, by, { exhibitId: evidence.exhibit.id, limit: 50 })).items;
const fieldsOf = (refused: Promise<unknown>) =>
  refused.then(
    () => [],
    (error: RibinError) => (error.code === "VALIDATION_FAILED" ? error.errors.map(({ field }) => field) : [error.code]),
  );

describe("a chain of custody", () => {
  beforeAll(async () => {
    evidence = await enterEvidence(world.deps, technician);
  });

  test("begins with the receipt, and each record says what its event needs", async () => {
    expect(await fieldsOf(write(facts("moved", 1)))).toEqual(["event"]);
    expect(await fieldsOf(write(facts("received", 1, { fromHolder: null, toHolder: null })))).toEqual([
      "fromHolder",
      "toHolder",
    ]);
    expect(await fieldsOf(write(facts("received", 1, { sealNumber: null })))).toEqual(["sealNumber"]);
    expect(await fieldsOf(write(facts("received", 1, { occurredAt: new Date("2027-01-01") })))).toEqual(["occurredAt"]);
    await write(facts("received", 1));
    expect(await fieldsOf(write(facts("opened", 2, { sealState: "intact" })))).toEqual(["sealState"]);
    expect(await fieldsOf(write(facts("resealed", 3, { sealState: "broken" })))).toEqual(["sealState"]);
    await write(facts("opened", 2));
    await write(facts("resealed", 4, { sealNumber: "B-7" }));
    // Entered late: it stands where it happened.
    await write(facts("transferred", 3));
    expect((await list()).map(({ event }) => event)).toEqual(["received", "opened", "transferred", "resealed"]);
  });

  test("what was returned is received again; what was destroyed is no more", async () => {
    await write(facts("returned", 5));
    expect(await fieldsOf(write(facts("moved", 6)))).toEqual(["event"]);
    await write(facts("received", 6));
    expect(await fieldsOf(write(facts("destroyed", 3)))).toEqual(["occurredAt"]);
    const destroyed = await write(facts("destroyed", 7));
    expect(await fieldsOf(write(facts("received", 8)))).toEqual(["event"]);
    const correction = { corrects: destroyed.id, correctionReason: "The wrong exhibit's paper." };
    await write({ ...facts("moved", 7), ...correction });
    await write(facts("returned", 8));
  });

  test("a correction names the old record and its reason; both stay, and a record is corrected once", async () => {
    const [first] = await list();
    const correction = { ...facts("received", 1, { sealNumber: "A-101" }), corrects: first?.id ?? "" };
    expect(await fieldsOf(write(correction))).toEqual(["correctionReason"]);
    const reason = "The seal was misread.";
    expect(await fieldsOf(write({ ...facts("moved", 9), correctionReason: reason }))).toEqual(["correctionReason"]);
    const corrected = await write({ ...correction, correctionReason: reason });
    const both = (await list()).filter(({ id }) => id === first?.id || id === corrected.id);
    expect(both.map(({ sealNumber, correctedBy, corrects }) => [sealNumber, correctedBy, corrects])).toEqual([
      ["A-100", corrected.id, null],
      ["A-101", null, first?.id],
    ]);
    expect(await fieldsOf(write({ ...correction, correctionReason: reason }))).toEqual(["CONFLICT"]);
    const other = await enterEvidence(world.deps, technician);
    const elsewhere = { ...correction, exhibitId: other.exhibit.id, corrects: corrected.id, correctionReason: reason };
    expect(await fieldsOf(write(elsewhere))).toEqual(["NOT_FOUND"]);
  });

  test("of many written at once each is held against those before it", async () => {
    evidence = await enterEvidence(world.deps, technician);
    await write(facts("received", 1));
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => fieldsOf(write(facts("destroyed", 2)))));
    expect(outcomes.filter((fields) => fields.length === 0)).toHaveLength(1);
  });
});

describe("who may", () => {
  beforeAll(async () => {
    evidence = await enterEvidence(world.deps, technician);
    await write(facts("received", 1));
  });

  test("write: technicians and examiners of its state; read: its state", async () => {
    const denied = expect.objectContaining({ code: "FORBIDDEN" });
    await write(facts("moved", 2), await world.hire("JM", "firearms_examiner"));
    for (const role of ["verifier", "investigator", "national_coordinator"] as const) {
      const person = await world.hire("JM", role);
      await expect(write(facts("moved", 3), person)).rejects.toEqual(denied);
      expect(await list(person)).toHaveLength(2);
    }
  });

  test("another state's people read nothing before the release, then all but notes, and each read is recorded", async () => {
    const examiner = await world.hire("BB", "firearms_examiner");
    const hidden = expect.objectContaining({ code: "NOT_FOUND" });
    await expect(list(examiner)).rejects.toEqual(hidden);
    await expect(write(facts("moved", 3), examiner)).rejects.toEqual(hidden);
    await release(world.deps, await world.hire("JM", "national_coordinator"), evidence.case.id, "BB");
    expect(await list(examiner)).toMatchObject([
      { event: "received", note: null },
      { event: "moved", note: null },
    ]);
    await expect(write(facts("moved", 3), examiner)).rejects.toEqual(expect.objectContaining({ code: "FORBIDDEN" }));
    await expect(list(await world.hire("BB", "lab_technician"))).rejects.toEqual(hidden);
    const { rows } = await world.deps.sql.query(
      "select actor_id from audit_events where action = 'custody.read' and target_id = $1",
      [evidence.exhibit.id],
    );
    expect(rows).toEqual([{ actor_id: examiner.actor.id }]);
  });
});

test("the database changes no record, and a changed or removed one is found by the audit", async () => {
  const { sql } = world.deps;
  await expect(sql.query("update custody_records set place = place")).rejects.toThrow(/never changed or deleted/);
  await expect(sql.query("delete from custody_records")).rejects.toThrow(/never changed or deleted/);
  await expect(sql.query("truncate custody_records")).rejects.toThrow(/never changed or deleted/);
  await chainAllAuditEvents({ sql });
  expect(await verifyAudit({ sql })).toMatchObject({ whole: true, waiting: 0 });
  const { rows } = await sql.query("select id from custody_records order by id desc limit 1");
  const id = String(rows[0]?.id);
  const tamper = (text: string) =>
    sql.transaction(async (tx) => {
      await tx.query("set local session_replication_role = replica");
      await tx.query(text, [id]);
    });
  await tamper("update custody_records set seal_number = 'A-1OO' where id = $1");
  const reason = (words: string) => ({ broken: 1, firstBroken: { reason: `the custody record ${id} ${words}` } });
  expect(await verifyAudit({ sql })).toMatchObject(reason("was changed"));
  await tamper("delete from custody_records where id = $1");
  expect(await verifyAudit({ sql })).toMatchObject(reason("is gone"));
});
