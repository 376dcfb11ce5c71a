/** What its state removes is gone everywhere at once; a tombstone stays; it can be restored. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { propose } from "../support/decision-world.ts";
import {
  type EvidenceWorld,
  enterEvidence,
  hireStaff,
  makeWorld,
  reachHit,
  type Staff,
} from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

const REASON = { reasonCode: "court_order", reason: "The court of Kingston ordered it, file 12." };
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

let api: TestApp;
let bb: Staff;
beforeAll(async () => {
  api = await openTestApp();
  bb = await hireStaff(api, "BB");
});
afterAll(() => api.close());

const get = async (person: Person, url: string) => {
  const answer = await person.send("GET", url);
  return { status: answer.statusCode, code: answer.json<{ code?: string }>().code, body: answer.body };
};
const removeCase = (person: Person, caseId: string) =>
  person.send("POST", `/v1/cases/${caseId}/removal`, { body: REASON });
const restore = (person: Person, removalId: string) =>
  person.send("POST", `/v1/removals/${removalId}/restoration`, {
    body: { reason: "The order was quashed on appeal." },
  });
const items = async (person: Person, url: string) =>
  (await person.send("GET", url)).json<{ items: Record<string, unknown>[] }>().items;

describe("a removed case", () => {
  let world: EvidenceWorld;
  let hitId: string;
  let reportId: string;
  let pdf: Buffer;
  let removalId: string;
  let version: string;
  beforeAll(async () => {
    world = await makeWorld(api, { case: { place: "Duke Street 5", originatingAgency: "CIB Kingston" } });
    await api.deps.sql.query("update acquisitions set preview_key = blob_key, stage = 'verified'");
    hitId = (await reachHit(world)).json<{ id: string }>().id;
    const release = { caseId: world.right.case.id, toState: "TT", purpose: "Joint case", expiresAt: tomorrow() };
    await world.jm.coordinator.send("POST", "/v1/releases", { body: release });
    const body = { linkageId: world.linkageId, kind: "hit" };
    reportId = (await world.tt.investigator.send("POST", "/v1/reports", { body })).json<{ id: string }>().id;
    pdf = (await world.tt.investigator.send("GET", `/v1/reports/${reportId}/pdf`)).rawPayload;
    version = String((await world.tt.examiner.send("GET", `/v1/linkages/${world.linkageId}`)).headers.etag);
    const removed = await removeCase(world.jm.coordinator, world.right.case.id);
    expect([removed.statusCode, removed.json()]).toEqual([
      201,
      expect.objectContaining({ exhibitId: null, restoredAt: null, caseNumber: world.right.case.caseNumber }),
    ]);
    removalId = removed.json<{ id: string }>().id;
  });

  const verifyReport = async () => {
    const sha256 = createHash("sha256").update(pdf).digest("hex");
    const body = { sha256 };
    const answer = await api.app.inject({ method: "POST", url: "/v1/public/report-verifications", payload: body });
    return answer.json<{ status: string }>().status;
  };

  test("is in none of the other state's lists, from that moment", async () => {
    const { tt, left } = world;
    expect(await items(tt.examiner, `/v1/acquisitions/${left.acquisitionId}/candidates`)).toEqual([]);
    expect(await items(tt.examiner, "/v1/linkages")).toEqual([]);
    expect(await items(tt.investigator, "/v1/hits")).toEqual([]);
  });

  test("is read by nobody of the other state: it is told since when, and no fact", async () => {
    const { tt, right, linkageId, candidateId } = world;
    for (const [person, url] of [
      [tt.examiner, `/v1/linkages/${linkageId}`],
      [tt.examiner, `/v1/linkages/${linkageId}/bullet-comparisons`],
      [tt.examiner, `/v1/candidates/${candidateId}/evidence`],
      [tt.examiner, `/v1/candidates/${candidateId}/plot.png`],
      [tt.examiner, `/v1/candidates/${candidateId}/aligned-marks`],
      [tt.examiner, `/v1/hits/${hitId}`],
      [tt.examiner, `/v1/cases/${right.case.id}`],
      [tt.examiner, `/v1/exhibits/${right.exhibit.id}`],
      [tt.examiner, `/v1/exhibits?caseId=${right.case.id}`],
      [tt.examiner, `/v1/exhibits/${right.exhibit.id}/custody`],
      [tt.examiner, `/v1/acquisitions/${right.acquisitionId}`],
      [tt.examiner, `/v1/acquisitions/${right.acquisitionId}/file`],
      [tt.examiner, `/v1/acquisitions/${right.acquisitionId}/preview.png`],
      [tt.examiner, `/v1/acquisitions/${right.acquisitionId}/outlines`],
      [tt.investigator, `/v1/reports/${reportId}`],
      [tt.investigator, `/v1/reports/${reportId}/pdf`],
      [tt.investigator, `/v1/reports/${reportId}/json`],
    ] as const) {
      const { status, code, body } = await get(person, url);
      expect([url, status, code]).toEqual([url, 410, "RECORD_REMOVED"]);
      expect(body).toContain("removedAt");
      expect(body).not.toMatch(/Duke|Kingston|court/);
      expect(body).not.toContain(right.case.caseNumber);
    }
    const body = { linkageId, kind: "hit" };
    expect((await tt.investigator.send("POST", "/v1/reports", { body })).statusCode).toBe(410);
  });

  test("is gone for its own state too, but for who can restore it", async () => {
    const { jm, right } = world;
    for (const url of [
      `/v1/cases/${right.case.id}`,
      `/v1/exhibits/${right.exhibit.id}`,
      `/v1/exhibits/${right.exhibit.id}/custody`,
      `/v1/exhibits/${right.exhibit.id}/examinations`,
      `/v1/acquisitions/${right.acquisitionId}/file`,
      `/v1/acquisitions/${right.acquisitionId}/outlines`,
      `/v1/acquisitions/${right.acquisitionId}/candidates`,
    ]) {
      expect([url, (await get(jm.examiner, url)).status]).toEqual([url, 410]);
    }
    for (const list of ["/v1/cases", "/v1/exhibits", "/v1/acquisitions", "/v1/linkages"]) {
      expect([list, await items(jm.examiner, list)]).toEqual([list, []]);
    }
    const shown = await get(jm.coordinator, `/v1/cases/${right.case.id}`);
    expect([shown.status, JSON.parse(shown.body).removedAt]).toEqual([200, expect.any(String)]);
    const release = { caseId: right.case.id, toState: "BB", purpose: "Joint case", expiresAt: tomorrow() };
    expect((await jm.coordinator.send("POST", "/v1/releases", { body: release })).statusCode).toBe(410);
    const exhibit = { caseId: right.case.id, exhibitNumber: "X", type: "bullet", category: "CE" };
    expect((await jm.technician.send("POST", "/v1/exhibits", { body: exhibit })).statusCode).toBe(410);
  });

  test("makes the reports that rest on it verify as withdrawn, whichever state issued them", async () => {
    expect(await verifyReport()).toBe("withdrawn");
  });

  test("stops a decision that was under way", async () => {
    const { rows } = await api.deps.sql.query("select version from linkages where id = $1", [world.linkageId]);
    expect(version).not.toContain(`"${rows[0]?.version}"`);
  });

  test("leaves a tombstone with the states that knew of it, and none elsewhere", async () => {
    const { tt, jm, right, linkageId } = world;
    const told = await tt.examiner.send("GET", "/v1/removal-notices");
    expect(told.json<{ items: object[] }>().items).toEqual([
      expect.objectContaining({ removalId, ownerState: "JM", kind: "case", linkageIds: [linkageId], restoredAt: null }),
    ]);
    expect(told.body).not.toContain(right.case.id);
    expect(told.body).not.toMatch(/court/);
    expect(await items(bb.examiner, "/v1/removal-notices")).toEqual([]);
    expect(await items(bb.coordinator, "/v1/removals")).toEqual([]);
    const { caseNumber } = world.right.case;
    const listed = (number: string | null) => [expect.objectContaining({ id: removalId, caseNumber: number })];
    expect(await items(jm.coordinator, "/v1/removals")).toEqual(listed(caseNumber));
    // Of a removed case its number is read as the case itself is: by who restores it.
    for (const person of [jm.examiner, jm.investigator])
      expect(await items(person, "/v1/removals")).toEqual(listed(null));
    const auditor = await hire(api, "JM", jm.technician.labId, "auditor");
    expect(await items(auditor, "/v1/removals")).toEqual(listed(null));
    const trail = await items(tt.coordinator, "/v1/audit-events?action=evidence.removed");
    expect(trail).toEqual([expect.objectContaining({ ownerStates: ["JM", "TT"], detail: { removalId, linkages: 1 } })]);
    expect(await items(bb.coordinator, "/v1/audit-events?action=evidence.removed")).toEqual([]);
  });

  test("is not there for a stranger, as before", async () => {
    const { right, linkageId } = world;
    for (const url of [`/v1/cases/${right.case.id}`, `/v1/linkages/${linkageId}`, `/v1/hits/${hitId}`]) {
      expect([url, (await get(bb.examiner, url)).status]).toEqual([url, 404]);
    }
  });

  test("is removed once, and its records are kept", async () => {
    expect((await removeCase(world.jm.coordinator, world.right.case.id)).json().code).toBe("CONFLICT");
    for (const table of ["removals", "removal_notices"]) {
      await expect(api.deps.sql.query(`delete from ${table}`)).rejects.toThrow();
    }
  });

  test("comes back when it is restored, by a new record; what was withdrawn stays so", async () => {
    const { tt, jm, left, right, linkageId } = world;
    expect((await restore(jm.examiner, removalId)).statusCode).toBe(403);
    expect((await restore(tt.coordinator, removalId)).statusCode).toBe(404);
    expect((await restore(jm.coordinator, removalId)).json()).toMatchObject({
      restoredAt: expect.any(String),
      caseNumber: world.right.case.caseNumber,
    });
    expect((await restore(jm.coordinator, removalId)).json().code).toBe("CONFLICT");
    expect(await items(tt.examiner, `/v1/acquisitions/${left.acquisitionId}/candidates`)).toHaveLength(1);
    expect((await get(tt.examiner, `/v1/linkages/${linkageId}`)).status).toBe(200);
    expect((await get(tt.examiner, `/v1/cases/${right.case.id}`)).status).toBe(200);
    expect((await get(jm.examiner, `/v1/exhibits/${right.exhibit.id}`)).status).toBe(200);
    expect(await verifyReport()).toBe("withdrawn");
    expect(await items(tt.examiner, "/v1/removal-notices")).toEqual([
      expect.objectContaining({ restoredAt: expect.any(String) }),
    ]);
    const { rows } = await api.deps.sql.query("select name from jobs where key like $1", [`%restoration/${removalId}`]);
    expect(rows).toEqual([{ name: "search-candidates" }]);
  });
});

describe("removing", () => {
  test("is a national coordinator's of the owner state, with a reason", async () => {
    const world = await makeWorld(api, { agreed: false });
    const url = `/v1/exhibits/${world.right.exhibit.id}/removal`;
    for (const [person, status] of [
      [world.jm.technician, 403],
      [world.jm.examiner, 403],
      [world.jm.investigator, 403],
      [world.tt.coordinator, 404],
      [bb.coordinator, 404],
    ] as const) {
      expect((await person.send("POST", url, { body: REASON })).statusCode).toBe(status);
    }
    for (const body of [{ ...REASON, reasonCode: "because" }, { ...REASON, reason: "." }, { reason: REASON.reason }]) {
      expect((await world.jm.coordinator.send("POST", url, { body })).json().code).toBe("VALIDATION_FAILED");
    }
  });

  test("an exhibit takes its casts with it and leaves the rest of the case", async () => {
    const world = await makeWorld(api, { agreed: false });
    const { jm, right } = world;
    const enter = async (body: object) => {
      const entered = await jm.technician.send("POST", "/v1/exhibits", {
        body: { caseId: right.case.id, type: "cartridge case", calibre: "9mm Luger", ...body },
      });
      return entered.json<{ id: string }>().id;
    };
    const cast = { category: "CAST", parentExhibitId: right.exhibit.id, castPolarity: "negative" };
    const castId = await enter({ exhibitNumber: "C", ...cast });
    const otherId = await enter({ exhibitNumber: "D", category: "CE" });
    const removed = await jm.coordinator.send("POST", `/v1/exhibits/${right.exhibit.id}/removal`, { body: REASON });
    expect((await get(jm.examiner, `/v1/exhibits/${right.exhibit.id}`)).status).toBe(410);
    expect((await get(jm.examiner, `/v1/exhibits/${castId}`)).status).toBe(410);
    expect((await get(jm.examiner, `/v1/exhibits/${otherId}`)).status).toBe(200);
    expect((await get(jm.examiner, `/v1/cases/${right.case.id}`)).status).toBe(200);
    const late = await jm.technician.send("POST", "/v1/exhibits", {
      body: { caseId: right.case.id, exhibitNumber: "E", type: "cartridge case", ...cast },
    });
    expect(late.json().code).toBe("VALIDATION_FAILED");
    await restore(jm.coordinator, removed.json<{ id: string }>().id);
    expect((await get(jm.examiner, `/v1/exhibits/${castId}`)).status).toBe(200);
  });

  test("what the other state was never told of tells it nothing: a restricted case, a licensed firearm's test fire", async () => {
    const [jm, tt] = [await hireStaff(api, "JM"), await hireStaff(api, "TT")];
    const before = await items(tt.examiner, "/v1/removal-notices");
    const left = await enterEvidence(api, tt.technician);
    const restricted = await enterEvidence(api, jm.technician, { case: { restricted: true } });
    const licensed = await enterEvidence(api, jm.technician);
    await api.deps.sql.query("update exhibits set category = 'LIC' where id = $1", [licensed.exhibit.id]);
    for (const right of [restricted, licensed]) {
      const { linkageId } = await propose(api.deps, left, right);
      await removeCase(jm.coordinator, right.case.id);
      expect((await get(tt.examiner, `/v1/linkages/${linkageId}`)).status).toBe(404);
    }
    expect(await items(tt.examiner, "/v1/removal-notices")).toEqual(before);
  });
});
