/** A purge beside people who decide and report on the same evidence: one comes after the other, and no word of what went is left. */
import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { PROGRAM, requireAsker, runAsking } from "../../src/ports/asker.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { beginArrival } from "../../src/repositories/exchange/archive-rows.ts";
import { claimJob, insertJob } from "../../src/repositories/jobs/jobs.ts";
import { eraseRows } from "../../src/repositories/retention/erasure.ts";
import { issueReport } from "../../src/usecases/reports/issue-report.ts";
import { withdrawReport } from "../../src/usecases/reports/withdraw-report.ts";
import { purgeEvidence } from "../../src/usecases/retention/purge-evidence.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { type Evidence, enterEvidence, openWorld, propose, SYSTEM, type World } from "../support/decision-world.ts";
import { confirmPurge, type DecidedPurge, isHeld, purgeRows, writeDuringPurge } from "../support/purge-steps.ts";
import { insertRow, setUpWrites, type Written, writesOf } from "../support/purged-writes.ts";
import { describeEachSql } from "../support/test-sql.ts";

const REASONS = "The marks agree over the whole of the breech face.";

describeEachSql("a purge beside what people write", (getSql, dialect) => {
  let world: World;
  let examiner: RequestContext;
  let technician: RequestContext;
  let people: { readonly reviewedBy: string; readonly decidedBy: string };
  beforeAll(async () => {
    world = await openWorld(getSql());
    technician = await world.hire("JM", "lab_technician");
    examiner = await world.hire("JM", "firearms_examiner");
    await world.hire("JM", "firearms_examiner");
    const coordinator = async () => (await world.hire("JM", "national_coordinator")).actor.id;
    people = { reviewedBy: await coordinator(), decidedBy: await coordinator() };
  });
  afterAll(() => world.close());

  const purgeOf = (evidence: Evidence): DecidedPurge => ({
    ...people,
    ...{ ownerState: "JM", caseId: evidence.case.id, at: world.deps.clock.now() },
  });
  const enter = () => enterEvidence(world.deps, technician);
  const pairWith = async (evidence: Evidence) => (await propose(world.deps, evidence, await enter())).linkageId;
  /** Not spread: one of them must not be touched. */
  const withSql = (sql: Sql): World["deps"] => Object.create(world.deps, { sql: { value: sql } });
  /** As the service does it: in the name of the examiner, under the role of requests. */
  const asExaminer = <T>(work: (deps: World["deps"]) => Promise<T>, sql: Sql = getSql().under(requireAsker)) =>
    runAsking({ role: "ribin_request", actor: examiner.actor }, () => work(withSql(sql)));
  const review = (linkageId: string, sql?: Sql) =>
    asExaminer(
      (deps) => reviewCandidate(deps, examiner, { linkageId, expectedVersion: 1, decision: "lead", reasons: REASONS }),
      sql,
    );
  const conclude = (linkageId: string, sql?: Sql) => {
    const input = { linkageId, expectedVersion: 2, conclusion: "identification", reasons: REASONS } as const;
    return asExaminer((deps) => recordConclusion(deps, examiner, input), sql);
  };
  const report = (linkageId: string, sql?: Sql) =>
    asExaminer((deps) => issueReport(deps, examiner, { linkageId, kind: "lead" }), sql);

  /** An exhibit that one person reviews, concludes and reports on at once. */
  async function openThree() {
    const evidence = await enter();
    const [first, second, third] = [await pairWith(evidence), await pairWith(evidence), await pairWith(evidence)];
    for (const id of [second, third]) await review(id);
    return {
      evidence,
      writes: [
        (sql?: Sql) => review(first, sql),
        (sql?: Sql) => conclude(second, sql),
        (sql?: Sql) => report(third, sql),
      ],
      linkages: [first, second, third],
    };
  }
  async function listReportFiles(): Promise<readonly string[]> {
    const keys: string[] = [];
    for await (const { key } of world.deps.blobs.listBlobs("reports")) keys.push(key);
    return keys;
  }
  const count = async (table: string, linkages: readonly string[]) =>
    (await getSql().query(`select 1 from ${table} where linkage_id = any ($1::uuid[])`, [linkages])).rowCount;

  const onServer = dialect === "postgres" ? test : test.skip;
  onServer("who decides or reports during a purge waits for it, and is refused where it was done", async () => {
    for (const [end, outcome, kept] of [
      ["broken off", { status: "fulfilled" }, [3, 1, 1]],
      ["committed", { status: "rejected", reason: { code: "RECORD_REMOVED" } }, [2, 0, 0]],
    ] as const) {
      const { evidence, writes, linkages } = await openThree();
      const files = (await listReportFiles()).length;
      const outcomes = await writeDuringPurge(
        getSql(),
        purgeOf(evidence),
        end,
        writes.map((write) => () => write()),
      );
      expect(outcomes).toMatchObject([outcome, outcome, outcome]);
      const tables = ["reviews", "conclusions", "reports"] as const;
      expect(await Promise.all(tables.map((table) => count(table, linkages)))).toEqual(kept);
      expect((await listReportFiles()).length - files).toBe(kept[2]);
    }
  });

  /** Keeps the transaction of `write` that has made such a row open until it is told to go on. */
  async function beginWriting(write: (sql: Sql) => Promise<unknown>, made: string, id: string) {
    const signals = new EventEmitter();
    const sql = getSql().under(requireAsker);
    const written = once(signals, "written");
    const done = write({
      ...sql,
      transaction: (work) =>
        sql.transaction(async (tx) => {
          const result = await work(tx);
          if ((await tx.query(`select 1 from ${made} = $1`, [id])).rowCount === 0) return result;
          const told = once(signals, "end");
          signals.emit("written");
          await told;
          return result;
        }),
    });
    await Promise.race([written, done]);
    return async () => {
      signals.emit("end");
      await done;
    };
  }

  onServer("a purge waits for who decides or reports, and takes their words along", async () => {
    const { evidence, writes, linkages } = await openThree();
    const made = ["reviews", "conclusions", "reports"].map((table) => `${table} where linkage_id`);
    const ends = await Promise.all(writes.map((write, at) => beginWriting(write, made[at]!, linkages[at]!)));
    const purge = await confirmPurge(getSql(), purgeOf(evidence));
    const purging = getSql().transaction((tx) => eraseRows(tx, purge, world.deps.clock.now()));
    expect(await isHeld(getSql(), [purging])).toBe(true);
    for (const end of ends) await end();
    expect(await purging).toEqual([evidence.exhibit.id]);
    const { rows } = await getSql().query(
      `select reasons as words from reviews where linkage_id = any ($1::uuid[])
       union select reasons from conclusions where linkage_id = any ($1::uuid[])
       union select document ->> 'conclusions' from reports where linkage_id = any ($1::uuid[])`,
      [linkages],
    );
    expect(rows.map(({ words }) => words).sort()).toEqual(["[]", "purged"]);
    expect([await count("conclusions", linkages), await count("reports", linkages)]).toEqual([1, 1]);
    const noted = await getSql().query(
      "select blob_key from purge_blobs where purge_id = $1 and blob_key like 'reports/%'",
      [purge],
    );
    expect(noted.rowCount).toBe(1);
  });

  onServer("why a report is withdrawn as its evidence is purged goes with it", async () => {
    const evidence = await enter();
    const linkageId = await pairWith(evidence);
    await review(linkageId);
    const { id } = await report(linkageId);
    const input = { id, reason: "It names another street." };
    const withdraw = (sql: Sql) => asExaminer((deps) => withdrawReport(deps, examiner, input), sql);
    const end = await beginWriting(withdraw, "report_withdrawals where report_id", id);
    const purging = getSql().transaction((tx) => purgeRows(tx, purgeOf(evidence)));
    expect(await isHeld(getSql(), [purging])).toBe(true);
    await end();
    await purging;
    const { rows } = await getSql().query("select reason from report_withdrawals where report_id = $1", [id]);
    expect(rows).toEqual([{ reason: "purged" }]);
  });

  onServer("a lead that is made as a purge begins stops it", async () => {
    const evidence = await enter();
    const linkageId = await pairWith(evidence);
    const end = await beginWriting((sql) => review(linkageId, sql), "reviews where linkage_id", linkageId);
    const of = purgeOf(evidence);
    const purgeId = await confirmPurge(getSql(), of);
    const job = {
      ...({ id: randomUUID(), name: "purge-evidence", payload: { purgeId }, payloadVersion: 1, key: purgeId } as const),
      ...({ ownerState: "JM", priority: "normal", maxAttempts: 1, requestId: "test", createdAt: of.at } as const),
    };
    await insertJob(getSql(), job);
    await getSql().query("update jobs set state = 'queued' where id = $1", [job.id]);
    const claimed = await claimJob(getSql(), job.id, 1, new Date(of.at.getTime() + 60_000));
    if (claimed === null) throw new Error("The job was not there.");
    const deps = withSql(getSql().under(requireAsker));
    const purging = runAsking(PROGRAM, () =>
      purgeEvidence(deps, { job: claimed, context: SYSTEM, payload: claimed.payload }),
    );
    expect(await isHeld(getSql(), [purging])).toBe(true);
    await end();
    await purging;
    const { rows } = await getSql().query("select outcome from purge_ends where purge_id = $1", [purgeId]);
    expect(rows).toEqual([{ outcome: "stopped" }]);
  });

  test("of what was purged nothing is written that a purge takes; what an archive brings of it stands", async () => {
    const sides = { stands: await enter(), goes: await enter() };
    const written: Record<string, Written> = {};
    for (const [name, evidence] of Object.entries(sides)) {
      written[name] = await setUpWrites(getSql(), {
        ...{ exhibitId: evidence.exhibit.id, acquisitionId: evidence.acquisitionId, accountId: examiner.actor.id },
        ...{ otherId: (await enter()).exhibit.id, linkageId: await pairWith(evidence) },
      });
    }
    await getSql().transaction((tx) => purgeRows(tx, purgeOf(sides.goes)));
    for (const [table, row] of writesOf(written.stands!)) await insertRow(getSql(), table, row);
    const refused = writesOf(written.goes!);
    expect(refused.length).toBe(15);
    for (const [table, row] of refused)
      await expect(insertRow(getSql(), table, row).then(() => table)).rejects.toMatchObject({ code: "RB410" });
    for (const [table, row] of refused)
      await getSql().transaction(async (tx) => {
        await beginArrival(tx);
        await insertRow(tx, table, row);
      });
  });
});
