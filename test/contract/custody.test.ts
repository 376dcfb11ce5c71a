import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { listAuditEvents } from "../../src/repositories/audit/audit-events.ts";
import { chainAllAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { verifyAudit } from "../../src/usecases/audit/verify-audit.ts";
import { listCustody } from "../../src/usecases/evidence/list-custody.ts";
import { recordCustody } from "../../src/usecases/evidence/record-custody.ts";
import { type Evidence, enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("custody at once", (getSql) => {
  let world: World;
  let technician: RequestContext;
  let evidence: Evidence;
  beforeAll(async () => {
    world = await openWorld(getSql());
    technician = await world.hire("JM", "lab_technician");
    evidence = await enterEvidence(world.deps, technician);
  });
  afterAll(() => world.close());

  const record = (event: "received" | "destroyed" | "moved", corrects: string | null = null) =>
    recordCustody(world.deps, technician, {
      exhibitId: evidence.exhibit.id,
      event,
      occurredAt: new Date(Date.UTC(2026, 2, 1, event === "received" ? 8 : 9)),
      fromHolder: "PC 4711",
      toHolder: "Exhibits officer",
      place: "Vault 2",
      sealNumber: null,
      sealState: "none",
      purpose: "Storage",
      note: null,
      corrects,
      correctionReason: corrects === null ? null : "It was another exhibit.",
    });
  const count = async (writes: Promise<unknown>[]) =>
    (await Promise.allSettled(writes)).filter(({ status }) => status === "fulfilled").length;

  test("an exhibit is destroyed once, and a record is corrected once, by however many at once", async () => {
    await record("received");
    expect(await count(Array.from({ length: 6 }, () => record("destroyed")))).toBe(1);
    const { items } = await listCustody(world.deps, technician, { exhibitId: evidence.exhibit.id, limit: 1 });
    const next = await listCustody(world.deps, technician, { exhibitId: evidence.exhibit.id, limit: 9 });
    expect(items.map(({ event }) => event)).toEqual(["received"]);
    const destroyed = next.items.at(-1)?.id ?? "";
    expect(await count(Array.from({ length: 6 }, () => record("moved", destroyed)))).toBe(1);
    await chainAllAuditEvents({ sql: getSql() });
    expect(await verifyAudit({ sql: getSql() })).toMatchObject({ whole: true, waiting: 0 });
  });

  test("the trail is searched by case and by exhibit", async () => {
    const page = { limit: 50, after: null };
    const actions = async (filter: object) =>
      (await listAuditEvents(getSql(), filter, page)).items.map(({ action }) => action);
    const ofExhibit = ["exhibit.created", "custody.recorded", "custody.recorded", "custody.corrected"];
    expect(await actions({ exhibitId: evidence.exhibit.id })).toEqual(ofExhibit);
    const ofCase = { caseId: evidence.case.id, ownerState: "JM", actorId: technician.actor.id };
    expect(await actions(ofCase)).toEqual(["case.created", ...ofExhibit]);
    expect(await actions({ ...ofCase, ownerState: "BB" })).toEqual([]);
    expect(await actions({ ...ofCase, to: new Date(0) })).toEqual([]);
    expect(await actions({ purpose: "none", from: new Date(0), action: "case.read" })).toEqual([]);
  });
});
