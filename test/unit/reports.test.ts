import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { HIT_CAVEAT, LEAD_CAVEAT, SCORE_CAVEAT } from "../../src/domain/report.ts";
import type { StateCode } from "../../src/domain/vocabulary.ts";
import { WORDS } from "../../src/domain/words/of-language.ts";
import { readAuditEvents } from "../../src/usecases/audit/read-audit-events.ts";
import { recordCustody } from "../../src/usecases/evidence/record-custody.ts";
import { issueReport } from "../../src/usecases/reports/issue-report.ts";
import { openReportPdf } from "../../src/usecases/reports/open-report-pdf.ts";
import { readReport } from "../../src/usecases/reports/read-report.ts";
import { confirmHit } from "../../src/usecases/review/confirm-hit.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { withdrawRelease } from "../../src/usecases/sharing/withdraw-release.ts";
import {
  agree,
  type Evidence,
  enterEvidence,
  openWorld,
  propose,
  release,
  type World,
} from "../support/decision-world.ts";
import { documentEverything } from "../support/review-steps.ts";
import { openTestSql } from "../support/test-sql.ts";

const REASONS = "The marks agree over the whole of the breech face.";
let world: World;
let jm: Record<"technician" | "examiner" | "investigator" | "coordinator", RequestContext>;
let bb: Record<"technician" | "examiner" | "investigator" | "coordinator", RequestContext>;

beforeAll(async () => {
  world = await openWorld(await openTestSql());
  const hireFour = async (state: "JM" | "BB") => ({
    technician: await world.hire(state, "lab_technician"),
    examiner: await world.hire(state, "firearms_examiner"),
    investigator: await world.hire(state, "investigator"),
    coordinator: await world.hire(state, "national_coordinator"),
  });
  jm = await hireFour("JM");
  bb = await hireFour("BB");
  await agree(world.deps, await world.hire("TT", "regional_coordinator"), "JM", "BB");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

const denied = (code: string) => expect.objectContaining({ code });

async function openLead(): Promise<{ jamaican: Evidence; barbadian: Evidence; linkageId: string }> {
  const jamaican = await enterEvidence(world.deps, jm.technician, { case: { place: "Kingston" } });
  const barbadian = await enterEvidence(world.deps, bb.technician, { case: { place: "Bridgetown" } });
  const { linkageId } = await propose(world.deps, jamaican, barbadian);
  const review = { linkageId, expectedVersion: 1, decision: "lead", reasons: REASONS } as const;
  await reviewCandidate(world.deps, jm.examiner, review);
  return { jamaican, barbadian, linkageId };
}

async function openHit() {
  const lead = await openLead();
  const conclusion = { linkageId: lead.linkageId, conclusion: "identification", reasons: REASONS } as const;
  await recordConclusion(world.deps, jm.examiner, { ...conclusion, expectedVersion: 2 });
  await recordConclusion(world.deps, bb.examiner, { ...conclusion, expectedVersion: 3 });
  const hit = await confirmHit(world.deps, jm.examiner, { linkageId: lead.linkageId, expectedVersion: 4 });
  return { ...lead, hitId: hit.id };
}

describe("reports", () => {
  test("a lead's says that it is no evidence, has no conclusions, and shows the reader's own case only", async () => {
    const { linkageId, jamaican } = await openLead();
    const report = await issueReport(world.deps, jm.investigator, { linkageId, kind: "lead" });
    const { document } = report;
    expect(report.number).toMatch(/^RIBIN-2026-\d{6}$/);
    expect(document.caveats).toEqual([LEAD_CAVEAT, SCORE_CAVEAT]);
    expect(document.conclusions).toEqual([]);
    const own = document.sides.find((side) => side.state === "JM")!;
    const other = document.sides.find((side) => side.state === "BB")!;
    expect(own.caseFacts).toMatchObject({ caseNumber: jamaican.case.caseNumber, place: "Kingston" });
    expect(other).toMatchObject({ caseFacts: null, lab: "Lab of BB", calibre: "9x19mm" });
    expect(document.comparison).toMatchObject({ region: "BreechFace", cellsCongruent: 20, cellsUsable: 30 });
    expect(document.comparison?.likelihood).not.toBeNull();
  });

  test("each says to its reader what may be done with it: investigator, coordinator by role, prosecutor by name", async () => {
    const { linkageId } = await openHit();
    const issue = (by: RequestContext, asked: object = {}) =>
      issueReport(world.deps, by, { linkageId, kind: "hit", ...asked });
    const shown = async (...asked: Parameters<typeof issue>) => {
      const { audience, guidance, language } = (await issue(...asked)).document;
      return { audience, guidance, language };
    };
    const { guidance } = WORDS.en;
    expect(await shown(jm.investigator)).toEqual({
      audience: "investigator",
      guidance: guidance.hit.investigator,
      language: "en",
    });
    expect(await shown(jm.coordinator)).toMatchObject({ audience: "coordinator", guidance: guidance.hit.coordinator });
    expect(await shown(jm.investigator, { audience: "prosecutor", language: "fr" })).toEqual({
      audience: "prosecutor",
      guidance: WORDS.fr.guidance.hit.prosecutor,
      language: "fr",
    });
    const each = Object.values(WORDS).flatMap((words) =>
      [words.guidance.lead, words.guidance.hit].flatMap(Object.values),
    );
    expect(new Set(each).size).toBe(30);
  });

  test("a hit's names both conclusions, and the PDF is kept as it was issued", async () => {
    const { linkageId, hitId } = await openHit();
    const issued = await issueReport(world.deps, bb.examiner, {
      linkageId,
      kind: "hit",
      issuedTo: bb.investigator.actor.id,
    });
    expect(issued).toMatchObject({ hitId, kind: "hit", issuedTo: bb.investigator.actor.id });
    expect(issued.document.caveats).toEqual([HIT_CAVEAT, SCORE_CAVEAT]);
    // A lead's says of every comparison what its ratio is, or why there is none.
    expect(issued.document.comparison).toMatchObject({ score: expect.any(Number), likelihood: null });
    expect(issued.document.conclusions.map((row) => [row.part, row.conclusion, row.examinerState])).toEqual([
      ["first", "identification", "JM"],
      ["verification", "identification", "BB"],
    ]);
    const opened = await openReportPdf(world.deps, bb.investigator, { id: issued.id });
    const pdf = await buffer(opened.stream);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(createHash("sha256").update(pdf).digest("hex")).toBe(issued.pdfSha256);
    expect([opened.fileName, opened.sizeBytes]).toEqual([`${issued.number}.pdf`, pdf.length]);
  });

  test("is read by its reader and the coordinator of the reader's state; each reading is recorded", async () => {
    const { linkageId } = await openLead();
    const { id } = await issueReport(world.deps, jm.investigator, { linkageId, kind: "lead" });
    await readReport(world.deps, jm.investigator, { id });
    await readReport(world.deps, jm.coordinator, { id });
    await expect(readReport(world.deps, jm.examiner, { id })).rejects.toEqual(denied("FORBIDDEN"));
    for (const by of [bb.coordinator, bb.investigator, bb.examiner]) {
      await expect(readReport(world.deps, by, { id })).rejects.toEqual(denied("NOT_FOUND"));
      await expect(openReportPdf(world.deps, by, { id })).rejects.toEqual(denied("NOT_FOUND"));
    }
    const trail = await readAuditEvents(world.deps, jm.coordinator, { limit: 50, targetId: id });
    const actions = trail.items.map((event) => event.action);
    expect(actions.slice(0, 4)).toEqual(["report.issued", "report.read", "report.read", "access.denied"]);
  });

  test("fits the linkage's state, and goes to an active account of the own state", async () => {
    const { linkageId } = await openLead();
    const early = issueReport(world.deps, jm.examiner, { linkageId, kind: "hit" });
    await expect(early).rejects.toEqual(denied("CONFLICT"));
    const hit = await openHit();
    const late = issueReport(world.deps, jm.examiner, { linkageId: hit.linkageId, kind: "lead" });
    await expect(late).rejects.toEqual(denied("CONFLICT"));
    const issuedTo = bb.investigator.actor.id;
    const away = issueReport(world.deps, jm.examiner, { linkageId, kind: "lead", issuedTo });
    await expect(away).rejects.toEqual(denied("VALIDATION_FAILED"));
    await expect(issueReport(world.deps, jm.technician, { linkageId, kind: "lead" })).rejects.toEqual(
      denied("FORBIDDEN"),
    );
    const trinidad = await world.hire("TT", "investigator");
    await expect(issueReport(world.deps, trinidad, { linkageId, kind: "lead" })).rejects.toEqual(denied("NOT_FOUND"));
  });

  test("shows a released case, and withholds it again when the release ends", async () => {
    const { linkageId, barbadian } = await openLead();
    const given = await release(world.deps, bb.coordinator, barbadian.case.id, "JM");
    const issued = await issueReport(world.deps, jm.investigator, { linkageId, kind: "lead" });
    const placesIn = (document: typeof issued.document) => document.sides.map((side) => side.caseFacts?.place).sort();
    expect(placesIn(issued.document)).toEqual(["Bridgetown", "Kingston"]);
    const trail = await readAuditEvents(world.deps, bb.coordinator, { limit: 50, targetId: issued.id });
    expect(trail.items[0]!.detail.casesShown).toContain(barbadian.case.id);
    expect((await readReport(world.deps, jm.investigator, { id: issued.id })).factsWithheld).toBe(false);
    (await openReportPdf(world.deps, jm.investigator, { id: issued.id })).stream.destroy();
    await withdrawRelease(world.deps, bb.coordinator, { id: given.id });
    const after = await readReport(world.deps, jm.investigator, { id: issued.id });
    expect([after.factsWithheld, placesIn(after.document)]).toEqual([true, ["Kingston", undefined]]);
    await expect(openReportPdf(world.deps, jm.investigator, { id: issued.id })).rejects.toEqual(denied("FORBIDDEN"));
  });

  test("tells the custody and the dates of an exhibit with its case's facts, and withholds them with these", async () => {
    const { linkageId, jamaican, barbadian } = await openHit();
    const receive = (by: RequestContext, exhibitId: string, place: string, over: object = {}) =>
      recordCustody(world.deps, by, {
        ...{ exhibitId, event: "received", occurredAt: new Date("2026-03-01T10:00:00Z"), place, sealState: "intact" },
        ...{ fromHolder: "Constabulary", toHolder: "Laboratory", sealNumber: "S-1", purpose: "examination" },
        ...{ note: "left on the desk", corrects: null, correctionReason: null },
        ...over,
      });
    const wrong = await receive(jm.technician, jamaican.exhibit.id, "Kingstown");
    const correction = { corrects: wrong.id, correctionReason: "misspelt" };
    await receive(jm.technician, jamaican.exhibit.id, "Kingston", correction);
    await receive(bb.technician, barbadian.exhibit.id, "Bridgetown");
    const issue = () => issueReport(world.deps, jm.investigator, { linkageId, kind: "hit" });
    const custodyIn = ({ document }: Awaited<ReturnType<typeof issue>>) =>
      new Map(document.sides.map((side) => [side.state, side.custody]));
    const eventsIn = ({ document }: Awaited<ReturnType<typeof issue>>) =>
      document.timeline.map(({ event, side }) => `${event} ${side === null ? "" : document.sides[side].state}`.trim());

    const before = await issue();
    expect(custodyIn(before).get("BB")).toBeNull();
    // What was corrected is not told, nor is the lab's note.
    expect(custodyIn(before).get("JM")).toEqual([
      {
        ...{
          at: "2026-03-01T10:00:00.000Z",
          event: "received",
          place: "Kingston",
          sealNumber: "S-1",
          sealState: "intact",
        },
        ...{ from: "Constabulary", to: "Laboratory" },
      },
    ]);
    const pair = ["proposed", "lead", "first", "verification", "hit"];
    expect(eventsIn(before).filter((event) => !event.endsWith(" JM"))).toEqual(pair);
    expect(eventsIn(before)).toContain("acquired JM");

    const given = await release(world.deps, bb.coordinator, barbadian.case.id, "JM");
    const shown = await issue();
    expect(custodyIn(shown).get("BB")).toEqual([expect.objectContaining({ place: "Bridgetown" })]);
    expect(eventsIn(shown)).toContain("acquired BB");

    await withdrawRelease(world.deps, bb.coordinator, { id: given.id });
    const after = await readReport(world.deps, jm.investigator, { id: shown.id });
    expect(custodyIn(after).get("BB")).toBeNull();
    expect(custodyIn(after).get("JM")).toHaveLength(1);
    expect(eventsIn(after).some((event) => event.endsWith(" BB"))).toBe(false);
  });

  test("a lead's timeline has no conclusion of an examiner, whatever was recorded since", async () => {
    const { linkageId } = await openLead();
    await recordConclusion(world.deps, jm.examiner, {
      ...{ linkageId, conclusion: "identification", reasons: REASONS, expectedVersion: 2 },
    });
    const { document } = await issueReport(world.deps, jm.investigator, { linkageId, kind: "lead" });
    expect(document.timeline.filter(({ side }) => side === null).map(({ event }) => event)).toEqual([
      "proposed",
      "lead",
    ]);
    expect(document.comparison?.model).toEqual({ id: expect.any(String), version: expect.any(String) });
  });

  test("shows its comparison to nobody who may be asked to examine the pair and has not documented the exhibit", async () => {
    const { linkageId } = await openLead();
    const fresh = await world.hire("JM", "verifier", "firearms_examiner");
    const issue = (by: RequestContext, issuedTo?: string) =>
      issueReport(world.deps, by, { linkageId, kind: "lead", issuedTo });
    await expect(issue(fresh)).rejects.toEqual(denied("EXAMINATION_NOT_DOCUMENTED"));
    await expect(issue(jm.investigator, fresh.actor.id)).rejects.toEqual(denied("EXAMINATION_NOT_DOCUMENTED"));
    await documentEverything(world.deps.sql);
    expect((await issue(jm.investigator, fresh.actor.id)).issuedTo).toBe(fresh.actor.id);
    expect((await issue(fresh)).issuedTo).toBe(fresh.actor.id);
  });

  test("nothing is left of a report whose linkage changed while it was written", async () => {
    const { linkageId } = await openLead();
    const written: string[] = [];
    const deleted: string[] = [];
    const { blobs } = world.deps;
    const meanwhile: typeof world.deps = Object.create(world.deps, {
      blobs: {
        value: {
          ...blobs,
          // The linkage moves at the moment the file is stored.
          putBlob: async (key: string, body: Uint8Array, owner: StateCode | null) => {
            written.push(key);
            const decision = { linkageId, expectedVersion: 2, decision: "elimination", reasons: REASONS } as const;
            await reviewCandidate(world.deps, jm.examiner, decision);
            return blobs.putBlob(key, body, owner);
          },
          deleteBlob: async (key: string) => {
            deleted.push(key);
            await blobs.deleteBlob(key);
          },
        },
      },
    });
    const issuing = issueReport(meanwhile, jm.investigator, { linkageId, kind: "lead" });
    await expect(issuing).rejects.toEqual(denied("PRECONDITION_FAILED"));
    expect(deleted).toEqual(written);
    expect(await blobs.statBlob(written[0]!)).toBeNull();
    const { rowCount } = await world.deps.sql.query("select 1 from reports where linkage_id = $1", [linkageId]);
    expect(rowCount).toBe(0);
  });
});
