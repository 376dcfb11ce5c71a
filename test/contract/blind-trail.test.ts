/** What the trail tells who also examines, by each lock alone: the policy under the role of requests, and the search as its owner. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "@jest/globals";
import type { AuditAction } from "../../src/domain/audit.ts";
import { SYSTEM_ACTOR } from "../../src/domain/context.ts";
import type { Actor } from "../../src/domain/permission.ts";
import type { Role } from "../../src/domain/vocabulary.ts";
import { insertAuditEvent, listAuditEvents, type NewAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { enterEvidence, openWorld, propose, type World } from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("the trail of those who also examine", (getSql, dialect) => {
  let world: World;
  let first: Actor;
  let asks: Actor;
  let pair: { linkageId: string; candidateId: string };

  const as = (...roles: Role[]): Actor => ({ ...asks, roles });
  const under = (actor: Actor | null) => getSql().under(() => ({ role: "ribin_request", actor }));
  const page = { limit: 200, after: null };
  /** The events of this test, each by its number in `detail`, as the two locks show them. */
  const read = async (actor: Actor) => {
    const numbers = (rows: readonly { detail: unknown }[]) =>
      rows.flatMap(({ detail }) => (detail as { n?: number }).n ?? []).sort((a, b) => a - b);
    const { rows } = await under(actor).query("select detail from audit_events", []);
    const blind = await listAuditEvents(getSql(), { blindFor: actor.id }, page, "newest");
    return { policy: numbers(rows as { detail: unknown }[]), search: numbers(blind.items) };
  };
  const conclude = (part: "first" | "verification") =>
    getSql().query(
      `insert into conclusions (id, linkage_id, account_id, account_state, part, conclusion, reasons, created_at)
       values ($1, $2, $3, 'TT', $4, 'identification', 'Seen.', now())`,
      [randomUUID(), pair.linkageId, first.id, part],
    );
  let hidden: number[];
  let shown: number[];

  beforeAll(async () => {
    world = await openWorld(getSql());
    const technicians = [await world.hire("TT", "lab_technician"), await world.hire("JM", "lab_technician")] as const;
    const evidence = [
      await enterEvidence(world.deps, technicians[0]),
      await enterEvidence(world.deps, technicians[1]),
    ] as const;
    pair = await propose(world.deps, ...evidence);
    first = (await world.hire("TT", "firearms_examiner")).actor;
    asks = (await world.hire("TT", "auditor", "verifier")).actor;
    const { linkageId, candidateId } = pair;
    const exhibitId = evidence[0].exhibit.id;
    const events: [
      tells: boolean,
      by: Actor,
      action: AuditAction,
      kind: NewAuditEvent["targetKind"],
      id: string,
      detail?: object,
    ][] = [
      [true, first, "linkage.reviewed", "linkage", linkageId],
      [true, first, "annotation.drawn", "linkage", linkageId],
      [true, first, "picture.kept", "linkage", linkageId],
      [true, first, "candidate.evidence_read", "candidate", candidateId],
      [true, first, "report.issued", "report", randomUUID(), { linkageId }],
      [true, SYSTEM_ACTOR, "verification.assigned", "linkage", linkageId],
      [true, asks, "verification.reassigned", "linkage", linkageId],
      [false, SYSTEM_ACTOR, "linkage.proposed", "linkage", linkageId],
      [false, asks, "linkage.viewed", "linkage", linkageId],
      [false, first, "linkage.listed", "linkage", "list"],
      [false, first, "exhibit.read", "exhibit", exhibitId],
      [false, asks, "exhibit.examined", "exhibit", exhibitId],
    ];
    const context = (actor: Actor) => ({ actor, requestId: "r" });
    for (const [n, [, by, action, targetKind, targetId, detail]] of events.entries()) {
      const about = { at: new Date(), action, targetKind, targetId, ownerStates: ["TT", "JM"] as const };
      await insertAuditEvent(getSql(), context(by), { ...about, detail: { n, ...detail } });
    }
    const numbers = (tells: boolean) => events.flatMap(([each], n) => (each === tells ? [n] : []));
    [hidden, shown] = [numbers(true), numbers(false)];
  });

  test("before and after a first conclusion: nothing of what others did to the pair, nor whom the system asked", async () => {
    for (const part of ["none", "first"] as const) {
      if (part === "first") await conclude(part);
      for (const roles of [
        ["auditor", "verifier"],
        ["auditor", "firearms_examiner"],
        ["national_coordinator", "verifier"],
        ["national_coordinator", "firearms_examiner", "auditor"],
      ] as const) {
        expect([roles, await read(as(...roles))]).toEqual([roles, { policy: shown, search: shown }]);
      }
    }
  });

  test("who does not examine reads the trail as before; who examines alone reads none of it", async () => {
    const everything = [...hidden, ...shown].sort((a, b) => a - b);
    expect((await read(as("auditor"))).policy).toEqual(everything);
    expect((await read(as("national_coordinator"))).policy).toEqual(everything);
    expect((await read(as("verifier"))).policy).toEqual([]);
  });

  test("which pairs are verified is told to readers of the trail alone", async () => {
    await conclude("verification");
    const targets = async (actor: Actor | null) =>
      (await under(actor).query("select t from verified_targets() t", [])).rows.map(({ t }) => t).sort();
    const both = [pair.linkageId, pair.candidateId].sort();
    expect(await targets(as("auditor", "verifier"))).toEqual(both);
    for (const actor of [as("verifier"), as("investigator"), null]) expect(await targets(actor)).toEqual([]);
  });

  test("once a verification is recorded: everything, except whose look at an exhibit is documented", async () => {
    const everything = [...hidden, ...shown].sort((a, b) => a - b);
    expect(await read(as("auditor", "verifier"))).toEqual({ policy: everything, search: everything });
    await insertAuditEvent(
      getSql(),
      { actor: first, requestId: "r" },
      {
        ...{ at: new Date(), action: "exhibit.examined", targetKind: "exhibit", targetId: randomUUID() },
        ...{ ownerStates: ["TT"], detail: { n: 99 } },
      },
    );
    expect(await read(as("auditor", "verifier"))).toEqual({ policy: everything, search: everything });
    expect((await read(as("auditor"))).policy).toContain(99);
  });

  (dialect === "postgres" ? test : test.skip)(
    "a trail of 100,000 events of others is gone through for a page in well under a second",
    async () => {
      await getSql().query(
        `insert into audit_events (at, actor_kind, actor_id, actor_state, action, target_kind, target_id, owner_states, request_id, detail)
         select now(), 'account', $1, 'TT', 'linkage.viewed', 'linkage', gen_random_uuid()::text, array['TT'], 'r', '{"purpose": "seldom"}'
         from generate_series(1, 100000)`,
        [first.id],
      );
      await getSql().query("analyze audit_events", []);
      for (const roles of [
        ["auditor", "verifier"],
        ["national_coordinator", "verifier"],
      ] as const) {
        const asker = as(...roles);
        for (const filter of [{}, { purpose: "seldom" }, { actorId: first.id }]) {
          const took: number[] = [];
          for (let round = 0; round < 3; round++) {
            const begun = performance.now();
            const { items } = await listAuditEvents(under(asker), { ...filter, blindFor: asker.id }, page, "newest");
            took.push(performance.now() - begun);
            expect(items.filter(({ detail }) => detail.purpose === "seldom")).toEqual([]);
          }
          expect(Math.min(...took)).toBeLessThan(700);
        }
      }
    },
  );
});
