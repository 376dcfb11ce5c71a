import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { readAuditEvents } from "../../src/usecases/audit/read-audit-events.ts";
import { createCase } from "../../src/usecases/evidence/create-case.ts";
import { type CreateExhibitInput, createExhibit } from "../../src/usecases/evidence/create-exhibit.ts";
import { listCases } from "../../src/usecases/evidence/list-cases.ts";
import { listExhibits } from "../../src/usecases/evidence/list-exhibits.ts";
import { readCase } from "../../src/usecases/evidence/read-case.ts";
import { readExhibit } from "../../src/usecases/evidence/read-exhibit.ts";
import { updateCase } from "../../src/usecases/evidence/update-case.ts";
import { updateExhibit } from "../../src/usecases/evidence/update-exhibit.ts";
import { enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { openTestSql } from "../support/test-sql.ts";

let world: World;
let technician: RequestContext;
let abroad: RequestContext;

beforeAll(async () => {
  world = await openWorld(await openTestSql());
  technician = await world.hire("JM", "lab_technician");
  abroad = await world.hire("BB", "lab_technician");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

const denied = (code: string) => expect.objectContaining({ code });

describe("cases", () => {
  test("keep any text, the calendar date as it was given, and belong to the state of who entered them", async () => {
    const facts = {
      caseNumber: "2026/№ 17 — Ñuñoa",
      originatingAgency: "Police Nationale d’Haïti, Ayiti Lakòl",
      place: "Curaçao; Willemstad, Sint Annabaai 港",
      occurredOn: "2026-02-28",
      comment: "emoji 🔫, right-to-left שלום",
    };
    const { case: entered } = await enterEvidence(world.deps, technician, { case: facts });
    const read = await readCase(world.deps, technician, { id: entered.id });
    expect(read).toMatchObject({ ...facts, ownerState: "JM", labId: world.labs.JM.id, version: 1 });
  });

  test("are numbered once within a state, not across states", async () => {
    await enterEvidence(world.deps, technician, { case: { caseNumber: "2026/1" } });
    const again = enterEvidence(world.deps, technician, { case: { caseNumber: "2026/1" } });
    await expect(again).rejects.toEqual(denied("DUPLICATE_RECORD"));
    await expect(enterEvidence(world.deps, abroad, { case: { caseNumber: "2026/1" } })).resolves.toBeDefined();
    const found = await listCases(world.deps, technician, { limit: 10, caseNumber: "2026/1" });
    expect(found.items.map((row) => row.ownerState)).toEqual(["JM"]);
  });

  test("are worked by a lab of the own state, and entered by a person who may", async () => {
    const foreignLab = enterEvidence(world.deps, technician, { case: { labId: world.labs.BB.id } });
    await expect(foreignLab).rejects.toEqual(denied("VALIDATION_FAILED"));
    const investigator = await world.hire("JM", "investigator");
    await expect(enterEvidence(world.deps, investigator)).rejects.toEqual(denied("FORBIDDEN"));
    const unplaced = { ...technician, actor: { ...technician.actor, labId: null } };
    await expect(enterEvidence(world.deps, unplaced)).rejects.toEqual(denied("VALIDATION_FAILED"));
  });

  test("are corrected field by field on the version that was read; null empties a field, leaving it out does not", async () => {
    const given = { place: "Kingston", agencyReference: "ref" };
    const { case: entered } = await enterEvidence(world.deps, technician, { case: given });
    const change = { id: entered.id, expectedVersion: 1, changes: { place: null, highProfile: true } };
    const updated = await updateCase(world.deps, technician, change);
    expect(updated).toMatchObject({ place: null, agencyReference: "ref", highProfile: true, version: 2 });
    await expect(updateCase(world.deps, technician, change)).rejects.toEqual(denied("PRECONDITION_FAILED"));
    const taken = (await enterEvidence(world.deps, technician)).case.caseNumber;
    const clash = { id: entered.id, expectedVersion: 2, changes: { caseNumber: taken } };
    await expect(updateCase(world.deps, technician, clash)).rejects.toEqual(denied("DUPLICATE_RECORD"));
    await expect(updateCase(world.deps, abroad, clash)).rejects.toEqual(denied("NOT_FOUND"));
    const auditor = await world.hire("TT", "auditor");
    const trail = await readAuditEvents(world.deps, auditor, { limit: 10, targetId: entered.id });
    expect(trail.items.map((event) => [event.action, event.detail.fields])).toEqual([
      ["case.created", undefined],
      ["case.updated", ["place", "highProfile"]],
      ["access.denied", undefined],
    ]);
  });

  test("are listed newest first, each once", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCases(world.deps, technician, { limit: 2, cursor });
      seen.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
    const { rowCount } = await world.deps.sql.query("select 1 from cases where owner_state = 'JM'");
    expect(seen).toHaveLength(rowCount);
  });
});

describe("exhibits", () => {
  test.each([
    ["9 mm Para", "9x19mm", "9mm"],
    ["9×19mm", "9x19mm", "9mm"],
    [".223", ".223 Remington", "5.56/.223"],
    ["  6.5 Grendel ", "6.5 Grendel", "6.5 Grendel"],
    ["unknown", null, null],
    [null, null, null],
  ])("a calibre given as %p is searched as %p", async (given, calibre, group) => {
    const { exhibit } = await enterEvidence(world.deps, technician, { exhibit: { calibre: given } });
    expect(exhibit).toMatchObject({ calibre, calibreGroup: group, calibreAsGiven: given });
  });

  test("a cast names an original of the own state and its type; nothing else has a parent", async () => {
    const { case: entered, exhibit } = await enterEvidence(world.deps, technician);
    const foreign = await enterEvidence(world.deps, abroad);
    let number = 0;
    const add = (given: Partial<CreateExhibitInput>) =>
      createExhibit(world.deps, technician, {
        caseId: entered.id,
        exhibitNumber: `C${++number}`,
        type: "cartridge case",
        category: "CAST",
        parentExhibitId: exhibit.id,
        castPolarity: "negative",
        calibre: null,
        characteristics: {},
        comment: null,
        ...given,
      });
    const cast = await add({});
    expect(cast).toMatchObject({ parentExhibitId: exhibit.id, castPolarity: "negative" });
    const refused = denied("VALIDATION_FAILED");
    await expect(add({ parentExhibitId: null })).rejects.toEqual(refused);
    await expect(add({ category: "CE" })).rejects.toEqual(refused);
    await expect(add({ category: "CE", parentExhibitId: null })).rejects.toMatchObject({
      errors: [{ field: "castPolarity", message: "Only a CAST has a polarity; leave it out." }],
    });
    await expect(add({ castPolarity: null })).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      errors: [{ field: "castPolarity", message: expect.stringMatching(/"negative" .* mirrored and inverted/) }],
    });
    await expect(add({ type: "bullet" })).rejects.toEqual(refused);
    await expect(add({ parentExhibitId: cast.id })).rejects.toEqual(refused);
    await expect(add({ parentExhibitId: foreign.exhibit.id })).rejects.toEqual(refused);
    await expect(add({ exhibitNumber: "C1" })).rejects.toEqual(denied("DUPLICATE_RECORD"));
    await expect(add({ caseId: foreign.case.id })).rejects.toEqual(denied("NOT_FOUND"));
  });

  test("are corrected on the version that was read; a new calibre is canonical again", async () => {
    const { exhibit } = await enterEvidence(world.deps, technician, { exhibit: { calibre: null } });
    const characteristics = { firingPinClass: "Elliptical", breechFaceClass: ["Parallel", "Smooth"] } as const;
    const changes = {
      calibre: "45 ACP",
      characteristics: { ...characteristics, breechFaceClass: [...characteristics.breechFaceClass] },
    };
    const change = { id: exhibit.id, expectedVersion: 1, changes };
    await updateExhibit(world.deps, technician, change);
    const read = await readExhibit(world.deps, technician, { id: exhibit.id });
    expect(read).toMatchObject({ calibre: "11.43x23mm", calibreGroup: "45", characteristics, version: 2 });
    await expect(updateExhibit(world.deps, technician, change)).rejects.toEqual(denied("PRECONDITION_FAILED"));
  });

  test("of one case are listed alone", async () => {
    const { case: entered, exhibit } = await enterEvidence(world.deps, technician);
    const page = await listExhibits(world.deps, technician, { limit: 10, caseId: entered.id });
    expect(page.items.map((row) => row.id)).toEqual([exhibit.id]);
    await expect(listExhibits(world.deps, abroad, { limit: 10, caseId: entered.id })).rejects.toEqual(
      denied("NOT_FOUND"),
    );
  });
});

test("a station reads cases and enters none", async () => {
  const { case: entered } = await enterEvidence(world.deps, technician);
  const station: RequestContext = {
    requestId: "test",
    actor: { kind: "station", id: technician.actor.id, state: "JM", labId: world.labs.JM.id, roles: [] },
  };
  await expect(readCase(world.deps, station, { id: entered.id })).resolves.toBeDefined();
  const { id: _, ownerState: _state, labId: _lab, ...fields } = entered;
  await expect(createCase(world.deps, station, { ...fields, caseNumber: "S1" })).rejects.toEqual(denied("FORBIDDEN"));
});
