/** The second net: a mate that the vectors do not see is found by registration, whichever worker does which part. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import { AREAL_SWEEP } from "../../src/analysis/sweep/sweep-method.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import type { JobTicket } from "../../src/ports/job-queue.ts";
import { BUCKET } from "../../src/repositories/correlation/sweep-records.ts";
import { countNetShares, listSweeps } from "../../src/repositories/correlation/sweeps.ts";
import { claimJob } from "../../src/repositories/jobs/jobs.ts";
import { askForSweepRecords } from "../../src/usecases/correlation/fill-sweep.ts";
import { repeatAllSweeps } from "../../src/usecases/correlation/repeat-sweeps.ts";
import { requestCorrelation } from "../../src/usecases/correlation/request-correlation.ts";
import { askForBackground } from "../../src/usecases/jobs/ask-for-job.ts";
import { relayOutbox } from "../../src/usecases/jobs/relay-outbox.ts";
import { runJob } from "../../src/usecases/jobs/run-job.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { PROCESSORS } from "../../workers/processors.ts";
import { makeScan, openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { describeOneSql } from "../support/test-sql.ts";

describeOneSql("the second net", (getSql) => {
  let pipeline: Pipeline;
  let technician: RequestContext;
  let barbadian: RequestContext;
  let examiner: RequestContext;
  beforeAll(async () => {
    pipeline = await openPipeline(getSql());
    technician = await pipeline.hire("JM", "lab_technician");
    barbadian = await pipeline.hire("BB", "lab_technician");
    examiner = await pipeline.hire("BB", "firearms_examiner");
    // One candidate a search: who is not the nearest is not seen by the vectors.
    Object.assign(pipeline.deps.limits, { candidatesVerified: 1 });
  });
  afterAll(() => pipeline.close());

  const receive = async (by: RequestContext, firearm: number, firing: number) =>
    (await pipeline.receive(by, await pipeline.enterExhibit(by), makeScan(firearm, firing))).acquisition.id;
  const candidatesOf = async (acquisitionId: string) =>
    (await listCandidates(pipeline.deps, examiner, { acquisitionId, limit: 50 })).items;
  const foundBy = async (one: string, two: string): Promise<unknown> => {
    const { rows } = await getSql().query(
      "select found_by, sweep_score from candidates where acquisition_a = least($1::uuid, $2::uuid) and acquisition_b = greatest($1::uuid, $2::uuid)",
      [one, two],
    );
    return rows[0]?.found_by ?? null;
  };
  /** Runs what is due, but for the jobs that `isLeft` names: their tickets are given back. */
  const runBut = async (isLeft: (name: string) => boolean): Promise<JobTicket[]> => {
    const left: JobTicket[] = [];
    const tickets: JobTicket[] = [];
    const queue = {
      ...openInProcessQueue(pipeline.deps.log),
      addTickets: async (added: readonly JobTicket[]) => void tickets.push(...added),
    };
    while ((await relayOutbox(pipeline.deps, queue)) > 0) {
      for (const ticket of tickets.splice(0)) {
        if (isLeft(ticket.name)) left.push(ticket);
        else await runJob(pipeline.deps, ticket, PROCESSORS);
      }
    }
    return left;
  };

  /** Of the restricted case below: nobody else's evidence is laid on it. */
  const HIDDEN = 1;
  const countOf = async (state: string) => {
    const { rows } = await getSql().query("select count(*)::int as n from sweep_records where owner_state = $1", [
      state,
    ]);
    return Number(rows[0]?.n);
  };
  let mate: string;
  let own: string;
  test("a mate whose vector is noise is found by registration, verified and proposed, and marked so", async () => {
    mate = await receive(technician, 51, 1);
    for (const firearm of [52, 53, 54]) await receive(technician, firearm, 1);
    await pipeline.runAll();
    const noise = Array.from({ length: 256 }, (_, i) => Math.sin(i * i)).join(",");
    await getSql().query("update features set vector = ($2::text)::halfvec where acquisition_id = $1", [
      mate,
      `[${noise}]`,
    ]);

    own = await receive(barbadian, 51, 2);
    // First the list that somebody waits for, and nothing of the second net.
    const left = await runBut((name) => name === "sweep-gallery");
    expect(left.map(({ name, priority }) => [name, priority])).toEqual([["sweep-gallery", "low"]]);
    expect(await foundBy(own, mate)).toBeNull();

    for (const ticket of left) await runJob(pipeline.deps, ticket, PROCESSORS);
    await pipeline.runAll();
    expect(await foundBy(own, mate)).toEqual(["registration"]);
    const [best] = await candidatesOf(own);
    expect(best?.score).toBeGreaterThan(0.4);
    expect(best?.linkageId).not.toBeNull();

    const [sweep] = (await listSweeps(getSql(), { state: "BB", acquisitionId: own }, { limit: 10, after: null })).items;
    expect(sweep).toMatchObject({ state: "done", compared: 4, unreadable: 0, found: 4, added: 3, shards: 1 });
    const told = "select detail from audit_events where action = 'acquisition.swept' and target_id = $1";
    expect((await getSql().query(told, [own])).rows).toEqual([
      {
        detail: expect.objectContaining({
          compared: 4,
          method: "areal-registration-sweep@1.0.1",
          registration: AREAL_SWEEP.registration,
        }),
      },
    ]);
    const [share] = await countNetShares(getSql(), "BB");
    expect(share?.onlyByRegistration).toBeGreaterThanOrEqual(1);
    // What both nets found says so.
    const { rows } = await getSql().query("select 1 from candidates where found_by @> '{vectors,registration}'");
    expect(rows.length).toBeGreaterThan(0);
  });

  test("what may not be named is not registered", async () => {
    const hidden = await pipeline.enterExhibit(technician, { case: { restricted: true } });
    const secret = (await pipeline.receive(technician, hidden, makeScan(55, 1))).acquisition.id;
    const seeker = await receive(barbadian, 55, 2);
    await pipeline.runAll();
    expect(await foundBy(seeker, secret)).toBeNull();
    const [sweep] = (await listSweeps(getSql(), { state: "BB", acquisitionId: seeker }, { limit: 10, after: null }))
      .items;
    // The four and the one of its own state; a sixth is there.
    expect(sweep?.compared).toBe(5);
  });

  test("a part whose worker died is done by another, once", async () => {
    // Of another bucket from here on: the pass has two parts.
    await getSql().query(`alter table sweep_records alter column seq restart with ${4 * BUCKET}`);
    const query = await receive(barbadian, 51, 3);
    const left = await runBut((name) => name === "sweep-shard");
    expect(left).toHaveLength(2);
    const [ticket, other] = left as [JobTicket, JobTicket];
    await runJob(pipeline.deps, other, PROCESSORS);
    const half = (await listSweeps(getSql(), { state: "BB", acquisitionId: query }, { limit: 10, after: null })).items;
    expect(half[0]).toMatchObject({ state: "running", shards: 2, shardsDone: 1, added: null });
    expect(await foundBy(query, mate)).toBeNull();
    // It began, and its worker is gone: the lease has run out.
    expect(await claimJob(getSql(), ticket.jobId, ticket.attempt, new Date(0))).not.toBeNull();
    await pipeline.runAll();
    const sweeps = (await listSweeps(getSql(), { state: "BB", acquisitionId: query }, { limit: 10, after: null }))
      .items;
    expect(sweeps).toHaveLength(1);
    expect(sweeps[0]).toMatchObject({ state: "done", shardsDone: 2 });
    expect(await foundBy(query, mate)).toContain("registration");
    // A ticket that comes twice changes nothing.
    await runJob(pipeline.deps, { ...ticket, attempt: 2 }, PROCESSORS);
    expect(
      (await listSweeps(getSql(), { state: "BB", acquisitionId: query }, { limit: 10, after: null })).items,
    ).toEqual(sweeps);
  });

  test("acquisitions of an older version get their records from the stored marks", async () => {
    const before = await getSql().query("select acquisition_id, bytes from sweep_records order by acquisition_id");
    await getSql().query("delete from sweep_records");
    expect(await askForSweepRecords(pipeline.deps)).toBe(before.rows.length);
    expect(await askForSweepRecords(pipeline.deps)).toBe(0);
    await pipeline.runAll();
    const after = await getSql().query("select acquisition_id, bytes from sweep_records order by acquisition_id");
    expect(after.rows.map(({ bytes }) => Array.from(bytes as Uint8Array))).toEqual(
      before.rows.map(({ bytes }) => Array.from(bytes as Uint8Array)),
    );
  });

  test("what is swept while records are made anew is swept once more when they are, as it was asked for", async () => {
    // A new version of the records: those of before count for nothing, and nobody has begun to make them anew.
    await getSql().query("update sweep_records set method_version = '0.9.0'");
    const late = await receive(barbadian, 51, 4);
    await pipeline.runAll();
    expect(await foundBy(late, mate)).toBeNull();
    const { id: requestId } = await requestCorrelation(pipeline.deps, examiner, {
      acquisitionId: late,
      parameters: { states: ["BB"] },
      reason: "Once more, of our own.",
      caseNumber: null,
    });
    await pipeline.runAll();
    const sweepsOf = async (id: string) =>
      (await listSweeps(getSql(), { state: "BB", acquisitionId: id }, { limit: 10, after: null })).items;
    const before = await sweepsOf(late);
    expect(before).toMatchObject([
      { compared: 0, incomplete: true, cause: `correlation/${requestId}` },
      { compared: 0, incomplete: true, cause: null },
    ]);
    expect(await repeatAllSweeps(pipeline.deps, "test")).toEqual({ repeated: 0, waiting: 2 });

    // Two parts of the filling end at once: neither sees the other's records until it has them.
    const { rows } = await getSql().query("select acquisition_id from sweep_records where method_version = '0.9.0'");
    const marks = rows.map((row) => String(row.acquisition_id));
    for (const [key, acquisitionIds] of [
      ["one half", marks.slice(0, 4)],
      ["the other", marks.slice(4)],
    ] as const) {
      const work = { payload: { region: "BreechFace", acquisitionIds }, key, ownerState: "BB" as const };
      expect(await askForBackground(getSql(), "fill-sweep", work, "test", new Date())).toBe(true);
    }
    const fills = await runBut((name) => name === "fill-sweep");
    expect(fills).toHaveLength(2);
    await Promise.all(fills.map((ticket) => runJob(pipeline.deps, ticket, PROCESSORS)));
    await pipeline.runAll();

    expect(await foundBy(late, mate)).toContain("registration");
    const repeats = (await sweepsOf(late)).slice(0, -before.length);
    const of = (cause: string | null) => `filled/${before.find((sweep) => sweep.cause === cause)?.id}`;
    const repeated = (cause: string | null) => repeats.find((sweep) => sweep.cause === of(cause));
    expect(repeats).toHaveLength(2);
    const own = marks.length - (await countOf("JM"));
    expect(repeated(null)).toMatchObject({ state: "done", incomplete: false, compared: marks.length - HIDDEN });
    expect(repeated(`correlation/${requestId}`)).toMatchObject({ state: "done", incomplete: false, compared: own });
    expect(await repeatAllSweeps(pipeline.deps, "test")).toEqual({ repeated: 0, waiting: 0 });
  });

  test("a record's number is of its content, whatever its place: packs of another time or database never stand for it", async () => {
    const numberOf = async () => {
      const { rows } = await getSql().query("select seq, content_number from sweep_records where acquisition_id = $1", [
        mate,
      ]);
      return { place: Number(rows[0]?.seq), number: Number(rows[0]?.content_number) };
    };
    const before = await numberOf();
    expect(Number.isSafeInteger(before.number)).toBe(true);
    await getSql().query("create table records_before as select * from sweep_records where acquisition_id = $1", [
      mate,
    ]);
    await getSql().query("delete from sweep_records where acquisition_id = $1", [mate]);
    const put = (suffix: string) =>
      getSql().query(
        `insert into sweep_records (acquisition_id, owner_state, region, method, method_version, prepared_sha256, prepared_key,
           outline_version, bytes, reason, created_at)
         select acquisition_id, owner_state, region, method, method_version, prepared_sha256, prepared_key || $1::text,
           outline_version, bytes, reason, created_at from records_before`,
        [suffix],
      );
    await put("");
    const same = await numberOf();
    expect(same.number).toBe(before.number);
    expect(same.place).not.toBe(before.place);
    await getSql().query("delete from sweep_records where acquisition_id = $1", [mate]);
    await put("-of-another-mark");
    expect((await numberOf()).number).not.toBe(before.number);
    await getSql().query("drop table records_before", []);
  });
});
