/** The second lock of annotations by itself: straight SQL under the role of requests. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Actor } from "../../src/domain/permission.ts";
import { beginArrival } from "../../src/repositories/exchange/archive-rows.ts";
import { type Annotation, insertAnnotation } from "../../src/repositories/review/annotations.ts";
import { type ComparisonPicture, insertPicture } from "../../src/repositories/review/comparison-pictures.ts";
import { createAgreement } from "../../src/usecases/sharing/create-agreement.ts";
import { type Evidence, enterEvidence, openWorld, propose, SYSTEM, type World } from "../support/decision-world.ts";
import { purgeRows, writeDuringPurge } from "../support/purge-steps.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("annotations under the role of requests", (getSql, dialect) => {
  let world: World;
  let pair: { linkageId: string; candidateId: string };
  let evidence: { TT: Evidence; JM: Evidence };
  let row: Annotation;
  let people: Record<"first" | "colleague" | "other" | "coordinator" | "investigator" | "stranger" | "auditor", Actor>;

  const under = (actor: Actor | null) => getSql().under(() => ({ role: "ribin_request", actor }));
  const read = async (actor: Actor | null) =>
    (await under(actor).query("select account_state from annotations", [])).rows.map((r) => String(r.account_state));
  const seePictures = async (actor: Actor | null) =>
    (await under(actor).query("select account_state from comparison_pictures", [])).rows.map((r) =>
      String(r.account_state),
    );
  /** What an auditor is told of both: their columns, and whose. */
  const readHeads = async (actor: Actor | null) => {
    const sql = under(actor);
    const heads = [
      (await sql.query("select * from annotation_heads($1)", [row.linkageId])).rows,
      (await sql.query("select * from picture_heads($1)", [row.linkageId])).rows,
    ];
    const columns = new Set(heads.flat().flatMap((head) => Object.keys(head as object)));
    expect(["shape", "words", "reason", "caption", "blob_key"].filter((name) => columns.has(name))).toEqual([]);
    return heads.map((rows) => rows.map((head) => String(head.account_state)).sort());
  };
  const keep = (actor: Actor, change: Partial<ComparisonPicture> = {}) => {
    const { linkageId, stateA, stateB, candidateId, comparisonId, createdAt } = row;
    const id = randomUUID();
    return insertPicture(under(actor), {
      ...{ id, linkageId, stateA, stateB, candidateId, comparisonId, createdAt },
      ...{ accountId: actor.id, accountState: actor.state ?? "TT", caption: null, width: 1, height: 1, sizeBytes: 1 },
      ...{ sha256: "s", blobKey: `pictures/${id}.png`, ...change },
    });
  };
  const insert = (actor: Actor, change: Partial<Annotation> = {}) =>
    insertAnnotation(under(actor), {
      ...row,
      id: randomUUID(),
      accountId: actor.id,
      accountState: actor.state ?? "TT",
      ...change,
    });

  beforeAll(async () => {
    world = await openWorld(getSql());
    const enter = async (state: "TT" | "JM") => enterEvidence(world.deps, await world.hire(state, "lab_technician"));
    evidence = { TT: await enter("TT"), JM: await enter("JM") };
    pair = await propose(world.deps, evidence.TT, evidence.JM);
    const hire = async (...given: Parameters<World["hire"]>) => (await world.hire(...given)).actor;
    people = {
      first: await hire("TT", "firearms_examiner"),
      colleague: await hire("TT", "firearms_examiner", "verifier"),
      other: await hire("JM", "verifier"),
      coordinator: await hire("JM", "national_coordinator"),
      investigator: await hire("TT", "investigator"),
      stranger: await hire("BB", "firearms_examiner", "national_coordinator"),
      auditor: await hire("BB", "auditor"),
    };
    const { rows } = await getSql().query(
      `select l.state_a, l.state_b, c.acquisition_a, k.id as comparison from linkages l join candidates c on c.linkage_id = l.id
       join comparisons k on k.candidate_id = c.id where l.id = $1`,
      [pair.linkageId],
    );
    const found = rows[0] as { state_a: "JM"; state_b: "TT"; acquisition_a: string; comparison: string };
    row = {
      id: randomUUID(),
      linkageId: pair.linkageId,
      stateA: found.state_a,
      stateB: found.state_b,
      candidateId: pair.candidateId,
      comparisonId: found.comparison,
      side: "a",
      acquisitionId: found.acquisition_a,
      act: "drawn",
      replaces: null,
      accountId: people.first.id,
      accountState: "TT",
      shape: { kind: "point", at: { x: 0, y: 0 } },
      unit: "metre",
      text: "A pit.",
      reason: null,
      createdAt: world.deps.clock.now(),
    };
  });

  test("without an agreement nobody of the two states draws or reads", async () => {
    await expect(insert(people.first)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(keep(people.first)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await insertAnnotation(getSql(), row);
    for (const [name, actor] of Object.entries(people)) expect([name, await read(actor)]).toEqual([name, []]);
    expect(await read(null)).toEqual([]);
    for (const [name, actor] of Object.entries(people))
      expect([name, await readHeads(actor)]).toEqual([name, name === "auditor" ? [["TT"], []] : [[], []]]);
    expect(await readHeads(null)).toEqual([[], []]);
  });

  test("with one each draws in the own name, on a mark of the pair, and reads the own alone", async () => {
    const regional: RequestContext = {
      ...SYSTEM,
      actor: { kind: "account", id: randomUUID(), state: null, labId: null, roles: ["regional_coordinator"] },
    };
    await createAgreement(world.deps, regional, { states: ["TT", "JM"], validUntil: null });
    await insert(people.other);
    const refused: [Actor, Partial<Annotation>][] = [
      [people.other, { accountId: people.first.id }],
      [people.other, { accountState: "TT" }],
      [people.other, { side: "b" }],
      [people.other, { candidateId: randomUUID() }],
      [people.coordinator, {}],
      [people.investigator, {}],
      [people.stranger, {}],
      [people.auditor, {}],
    ];
    for (const [actor, change] of refused)
      await expect(insert(actor, change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const seen = { first: ["TT"], other: ["JM"] } as Record<string, string[]>;
    for (const [name, actor] of Object.entries(people))
      expect([name, (await read(actor)).sort()]).toEqual([name, (seen[name] ?? []).sort()]);
    for (const actor of [people.first, people.other]) await keep(actor);
    for (const actor of [people.coordinator, people.investigator, people.stranger, people.auditor])
      await expect(keep(actor)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(keep(people.other, { accountId: people.first.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(keep(people.other, { candidateId: randomUUID() })).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const [name, actor] of Object.entries(people))
      expect([name, (await seePictures(actor)).sort()]).toEqual([name, (seen[name] ?? []).sort()]);
    const both = ["JM", "TT"];
    expect(await readHeads(people.auditor)).toEqual([both, both]);
    for (const role of ["verifier", "firearms_examiner"] as const) {
      const mixed: Actor = { ...people.auditor, roles: ["auditor", role] };
      expect([await read(mixed), await readHeads(mixed)]).toEqual([[], [[], []]]);
    }
  });

  test("nobody corrects what another drew, and nothing is changed or deleted", async () => {
    const next = { act: "corrected", replaces: row.id, reason: "Better seen." } as const;
    await expect(insert(people.colleague, next)).rejects.toThrow();
    await insert(people.first, next);
    await expect(insert(people.first, next)).rejects.toThrow();
    for (const text of [
      "update annotations set words = 'x'",
      "delete from annotations",
      "truncate annotations",
      "update comparison_pictures set caption = 'x'",
      "delete from comparison_pictures",
      "truncate comparison_pictures",
    ]) {
      await expect(under(people.first).query(text, [])).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(getSql().query(text, [])).rejects.toThrow(/never changed or deleted/);
    }
  });

  test("once a second examiner has concluded the people of both states read both", async () => {
    for (const [part, actor] of [
      ["first", people.first],
      ["verification", people.other],
    ] as const)
      await getSql().query(
        `insert into conclusions (id, linkage_id, account_id, account_state, part, conclusion, reasons, created_at)
         values ($1, $2, $3, $4, $5, 'unsuitable', 'r', now())`,
        [randomUUID(), pair.linkageId, actor.id, actor.state, part],
      );
    const both = ["first", "colleague", "other", "coordinator"];
    for (const [name, actor] of Object.entries(people)) {
      const counts = [(await read(actor)).length, (await seePictures(actor)).length];
      expect([name, counts]).toEqual([name, both.includes(name) ? [3, 2] : [0, 0]]);
    }
  });

  const purged = () => ({
    ...{ ownerState: "TT" as const, caseId: evidence.TT.case.id, at: world.deps.clock.now() },
    ...{ reviewedBy: people.first.id, decidedBy: people.colleague.id },
  });
  const gone = { code: "RECORD_REMOVED", extra: { removedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) } };
  const count = async () =>
    (await getSql().query("select id from annotations union all select id from comparison_pictures")).rowCount;

  const writeBoth = (end: "committed" | "broken off") =>
    writeDuringPurge(getSql(), purged(), end, [() => insert(people.other), () => keep(people.other)]);

  const onServer = dialect === "postgres" ? test : test.skip;
  onServer("whoever writes while the evidence is purged waits, and is refused where it was", async () => {
    const before = await count();
    const [done, refused] = [{ status: "fulfilled" }, { reason: gone }];
    expect(await writeBoth("broken off")).toMatchObject([done, done]);
    expect(await writeBoth("committed")).toMatchObject([refused, refused]);
    expect(await count()).toBe(before + 2);
  });

  test("of purged evidence nothing is drawn and no picture kept; what an archive brings of it stands", async () => {
    if (dialect === "pglite") await getSql().transaction((tx) => purgeRows(tx, purged()));
    const before = await count();
    // The policies show its images to nobody any more; this is the service's own hand.
    await expect(insertAnnotation(getSql(), { ...row, id: randomUUID() })).rejects.toMatchObject({ code: "RB410" });
    expect(await count()).toBe(before);
    await getSql().transaction(async (tx) => {
      await beginArrival(tx);
      await insertAnnotation(tx, { ...row, id: randomUUID() });
    });
    expect(await count()).toBe(before + 1);
  });
});
