/** A request for reports, from the asking to its end, under the role of requests; and what several do to it at once. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { answerRequest } from "../../src/usecases/report-requests/answer-request.ts";
import { createReportRequest } from "../../src/usecases/report-requests/create-report-request.ts";
import { listRequestParts } from "../../src/usecases/report-requests/list-request-parts.ts";
import { readReportRequest } from "../../src/usecases/report-requests/read-report-requests.ts";
import { replyToQuestion, withdrawReportRequest } from "../../src/usecases/report-requests/speak-of-request.ts";
import { confirmHit } from "../../src/usecases/review/confirm-hit.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { agree, type Evidence, enterEvidence, openWorld, propose, type World } from "../support/decision-world.ts";
import { asRequest } from "../support/request-deps.ts";
import { documentEverything, prepareConclusion } from "../support/review-steps.ts";
import { deriveAll } from "../support/run-deliveries.ts";
import { describeEachSql } from "../support/test-sql.ts";

const DAY = 86_400_000;

describeEachSql("a request for reports", (getSql, dialect) => {
  // On PGlite's one connection no transaction runs beside another.
  const testBeside = dialect === "pglite" ? test.skip : test;
  let world: World;
  let technicians: Record<"JM" | "BB", RequestContext>;
  let examiners: Record<"JM" | "BB", RequestContext>;
  let investigator: RequestContext;
  let owners: readonly [RequestContext, RequestContext];
  let strangers: readonly RequestContext[];
  const asking = (by: RequestContext) => asRequest(world.deps, getSql(), by);

  beforeAll(async () => {
    world = await openWorld(getSql());
    technicians = { JM: await world.hire("JM", "lab_technician"), BB: await world.hire("BB", "lab_technician") };
    examiners = { JM: await world.hire("JM", "firearms_examiner"), BB: await world.hire("BB", "firearms_examiner") };
    investigator = await world.hire("JM", "investigator");
    owners = [await world.hire("BB", "national_coordinator"), await world.hire("BB", "national_coordinator")];
    strangers = [
      await world.hire("TT", "national_coordinator"),
      await world.hire("BB", "investigator"),
      await world.hire("JM", "firearms_examiner"),
    ];
    await agree(world.deps, await world.hire("TT", "regional_coordinator"), "JM", "BB");
  });
  afterAll(() => world.close());

  async function decide(by: RequestContext, linkageId: string, what: "lead" | "identification" | "hit") {
    const { version: expectedVersion } = await readLinkage(asking(by), by, { id: linkageId });
    const given = { linkageId, expectedVersion, reasons: "The marks agree over the whole face." };
    if (what === "lead") await reviewCandidate(asking(by), by, { ...given, decision: "lead" });
    else if (what === "hit") await confirmHit(asking(by), by, { linkageId, expectedVersion });
    else {
      await prepareConclusion(getSql(), linkageId, by.actor.id);
      await recordConclusion(asking(by), by, { ...given, conclusion: "identification" });
    }
  }
  /** JM's case and BB's, linked up to a lead, or a hit. */
  async function link(upTo: "lead" | "hit", left?: Evidence) {
    const own = left ?? (await enterEvidence(world.deps, technicians.JM));
    const theirs = await enterEvidence(world.deps, technicians.BB);
    const { linkageId } = await propose(world.deps, own, theirs);
    await documentEverything(getSql());
    await decide(examiners.JM, linkageId, "lead");
    if (upTo === "hit") {
      await decide(examiners.JM, linkageId, "identification");
      await decide(examiners.BB, linkageId, "identification");
      await decide(examiners.BB, linkageId, "hit");
    }
    return { own, theirs, linkageId };
  }
  async function ask(own: Evidence, days = 30) {
    const expiresAt = new Date(world.clock.now().getTime() + days * DAY);
    const given = { caseNumber: own.case.caseNumber, purpose: "Charges are prepared.", expiresAt };
    const { id } = await createReportRequest(asking(investigator), investigator, given);
    await deriveAll(world.deps);
    return id;
  }
  const read = (id: string, by = investigator) => readReportRequest(asking(by), by, { id });
  const partsOf = async (requestId: string, by = owners[0]) =>
    (await listRequestParts(asking(by), by, { limit: 200 })).items.filter((part) => part.requestId === requestId);
  const answer = (by: RequestContext, partId: string, decision: "released" | "refused" | "more_asked") =>
    answerRequest(asking(by), by, {
      partId,
      decision,
      reason: decision === "released" ? null : "Which court?",
      expiresAt: decision === "released" ? new Date(world.clock.now().getTime() + DAY) : null,
    });
  const codeOf = (outcome: PromiseSettledResult<unknown>) =>
    outcome.status === "rejected" ? outcome.reason.code : "done";

  test("is asked of each owner once, answered with a question, replied to, released; and ends with its release", async () => {
    const { own, theirs } = await link("hit");
    await link("hit", own);
    const id = await ask(own);
    expect(await read(id)).toMatchObject({ state: "waiting", waitingFor: ["BB"] });
    const parts = await partsOf(id);
    expect(parts).toHaveLength(2);
    await deriveAll(world.deps);
    expect(await partsOf(id)).toHaveLength(2);
    const part = parts.find(({ caseId }) => caseId === theirs.case.id)!;
    expect(JSON.stringify(parts)).not.toContain(own.case.caseNumber);
    world.clock.advance(1_000);
    expect((await answer(owners[0], part.id, "more_asked")).state).toBe("more_asked");
    const reply = { requestId: id, partId: part.id, words: "The High Court." };
    world.clock.advance(1_000);
    await replyToQuestion(asking(investigator), investigator, reply);
    expect((await partsOf(id)).find((row) => row.id === part.id)).toMatchObject({
      state: "waiting",
      replies: [{ words: "The High Court." }],
    });
    world.clock.advance(1_000);
    expect((await answer(owners[1], part.id, "released")).state).toBe("released");
    expect((await read(id)).parts.map(({ state }) => state).sort()).toEqual(["released", "waiting"]);
    const rest = parts.find((row) => row.id !== part.id)!;
    await answer(owners[0], rest.id, "refused");
    expect(await read(id)).toMatchObject({ state: "released", waitingFor: [] });
    // The release holds for a day; what was asked is over with it.
    world.clock.advance(2 * DAY);
    expect(await read(id)).toMatchObject({ state: "expired" });
  });

  test("is nobody's but whose it is: neither read, nor answered, nor withdrawn by others", async () => {
    const id = await ask((await link("hit")).own);
    const [part] = await partsOf(id);
    for (const person of strangers) {
      await expect(read(id, person)).rejects.toMatchObject({ code: expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/) });
      await expect(answer(person, part!.id, "refused")).rejects.toMatchObject({
        code: expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/),
      });
      const given = { requestId: id, reason: "Because." };
      await expect(withdrawReportRequest(asking(person), person, given)).rejects.toMatchObject({
        code: expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/),
      });
    }
    expect(await read(id)).toMatchObject({ state: "waiting" });
    // The second lock by itself: rows of it are nobody else's.
    for (const person of strangers) {
      const { sql } = asking(person);
      for (const table of [
        "report_requests",
        "report_request_parts",
        "report_request_words",
        "report_request_answers",
      ]) {
        expect([table, (await sql.query(`select 1 from ${table}`)).rows]).toEqual([table, []]);
      }
    }
  });

  test("of a lead tells who asked nothing before the owner releases; refused, it stays unsaid", async () => {
    const { own } = await link("lead");
    const id = await ask(own);
    expect(await read(id)).toMatchObject({ state: "asked", parts: [] });
    const [part] = await partsOf(id);
    await answer(owners[0], part!.id, "refused");
    expect(await read(id)).toMatchObject({ state: "asked", parts: [] });
    const again = await ask((await link("lead")).own);
    const [other] = await partsOf(again);
    await answer(owners[0], other!.id, "released");
    expect(await read(again)).toMatchObject({ state: "released", parts: [{ askedState: "BB" }] });
  });

  test("withdrawn, or over its time, takes no answer", async () => {
    const withdrawn = await ask((await link("hit")).own);
    await withdrawReportRequest(asking(investigator), investigator, { requestId: withdrawn, reason: "Settled." });
    expect(await read(withdrawn)).toMatchObject({ state: "withdrawn" });
    const late = await ask((await link("hit")).own, 1);
    world.clock.advance(2 * DAY);
    expect(await read(late)).toMatchObject({ state: "expired" });
    for (const id of [withdrawn, late]) {
      const [part] = await partsOf(id);
      await expect(answer(owners[0], part!.id, "released")).rejects.toMatchObject({ code: "CONFLICT" });
    }
  });

  testBeside("is answered by one of two coordinators who answer at once, and only that answer stands", async () => {
    for (const second of ["refused", "released"] as const) {
      const { own, theirs } = await link("hit");
      const id = await ask(own);
      const [part] = await partsOf(id);
      const both = [answer(owners[0], part!.id, "released"), answer(owners[1], part!.id, second)];
      const outcomes = (await Promise.allSettled(both)).map(codeOf);
      expect([...outcomes].sort()).toEqual(["CONFLICT", "done"]);
      const [answered] = await partsOf(id);
      expect(answered?.answers).toHaveLength(1);
      const { rows } = await getSql().query("select 1 from releases where case_id = $1", [theirs.case.id]);
      // A release that lost was not made.
      expect(rows).toHaveLength(outcomes[0] === "done" || second === "released" ? 1 : 0);
    }
  });

  testBeside("is asked once where several processes tell at once", async () => {
    const { own } = await link("hit");
    const given = { caseNumber: own.case.caseNumber, purpose: "Charges are prepared." };
    const { id } = await createReportRequest(asking(investigator), investigator, given);
    await Promise.all(Array.from({ length: 4 }, () => deriveAll(world.deps)));
    await deriveAll(world.deps);
    expect(await partsOf(id)).toHaveLength(1);
  });
});
