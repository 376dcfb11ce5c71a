/** The two ways in which the database is asked whether an exhibit may be named to a state: one pair, and many at once. They are one rule. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { insertKnownPair } from "../../src/repositories/proficiency/known-pairs.ts";
import { createAgreement } from "../../src/usecases/sharing/create-agreement.ts";
import { type Evidence, enterEvidence, enterExhibit, openWorld, type World } from "../support/decision-world.ts";
import { asRequest } from "../support/request-deps.ts";
import { describeEachSql } from "../support/test-sql.ts";

const STATES = ["JM", "BB", "TT"] as const;
const DAY = 86_400_000;

describeEachSql("exhibits that may be named", (getSql) => {
  let world: World;
  let examiners: RequestContext[];
  const exhibits: string[] = [];

  beforeAll(async () => {
    world = await openWorld(getSql());
    examiners = await Promise.all(STATES.map((state) => world.hire(state, "firearms_examiner")));
    for (const state of STATES) await fill(state);
    // What an agreement leaves out leaves by release only; one pair of states has none, and one ended.
    const coordinator = await world.hire("JM", "regional_coordinator");
    await createAgreement(world.deps, coordinator, { states: ["BB", "JM"], categories: ["CE"], validUntil: null });
    await createAgreement(world.deps, coordinator, { states: ["JM", "TT"], categories: ["TF"], validUntil: null });
    await getSql().query("update agreements set withdrawn_at = now() where state_b = 'TT'", []);
  });
  afterAll(() => world.close());

  /** Evidence of every kind that has a rule of its own, some of it released, some of it no more. */
  async function fill(state: (typeof STATES)[number]): Promise<void> {
    const technician = await world.hire(state, "lab_technician");
    const enter = async (given: Parameters<typeof enterEvidence>[2]): Promise<Evidence> => {
      const entered = await enterEvidence(world.deps, technician, given);
      exhibits.push(entered.exhibit.id);
      return entered;
    };
    for (const restricted of [false, true]) {
      for (const category of ["CE", "TF", "LIC"] as const) {
        for (const released of ["never", "standing", "ended", "withdrawn"]) {
          const it = await enter({ case: { restricted }, exhibit: { category } });
          if (released !== "never") await release(it, STATES[(STATES.indexOf(state) + 1) % 3]!, released);
          const cast = await enterExhibit(world.deps, technician, it.case, { exhibit: { exhibitNumber: "E2" } });
          await getSql().query(
            "update exhibits set category = 'CAST', cast_polarity = 'negative', parent_exhibit_id = $2 where id = $1",
            [cast.exhibit.id, it.exhibit.id],
          );
          exhibits.push(cast.exhibit.id);
        }
      }
    }
    const removed = await enter({});
    await getSql().query("update exhibits set removed_at = now() where id = $1", [removed.exhibit.id]);
    const [left, right] = [await enter({}), await enter({})];
    const pair = { id: randomUUID(), ownerState: state, labId: world.labs[state].id, sameFirearm: true } as const;
    const by = { source: "test_fire", seededBy: technician.actor.id, createdAt: world.clock.now() } as const;
    await insertKnownPair(getSql(), { ...pair, ...by, exhibitA: left.exhibit.id, exhibitB: right.exhibit.id });
  }

  async function release(it: Evidence, to: string, state: string): Promise<void> {
    const now = world.clock.now().getTime();
    const expires = new Date(state === "ended" ? now - DAY : now + DAY);
    await getSql().query(
      `insert into releases (id, owner_state, case_id, to_state, purpose, expires_at, created_by, created_at, withdrawn_at)
       values (gen_random_uuid(), $1, $2, $3, 'x', $4, gen_random_uuid(), $5, $6)`,
      [
        it.case.ownerState,
        it.case.id,
        to,
        expires,
        new Date(now - 2 * DAY),
        state === "withdrawn" ? new Date(now) : null,
      ],
    );
  }

  async function askBoth(sql: Sql): Promise<{ many: string[]; single: string[] }> {
    const values = [exhibits, ["JM", "BB", "TT", "GY", null], world.clock.now()];
    const { rows: many } = await sql.query(
      "select exhibit::text || ' ' || coalesce(viewer, '-') as pair from named_among($1::uuid[], $2::text[], $3::timestamptz)",
      values,
    );
    const { rows: single } = await sql.query(
      `select e.id::text || ' ' || coalesce(s.code, '-') as pair from unnest($1::uuid[]) as e (id), unnest($2::text[]) as s (code)
       where may_be_named(e.id, s.code, $3::timestamptz)`,
      values,
    );
    const read = (rows: readonly Record<string, unknown>[]) => rows.map(({ pair }) => String(pair)).sort();
    return { many: read(many), single: read(single) };
  }

  test("are the same for the program, for every state and for nobody's", async () => {
    const { many, single } = await askBoth(getSql());
    expect(many).toEqual(single);
    // The world holds both answers to every kind of reader.
    for (const viewer of ["JM", "BB", "TT", "GY", "-"]) {
      const share = single.filter((pair) => pair.endsWith(` ${viewer}`)).length / exhibits.length;
      expect([viewer, share > 0.1 && share < 0.9]).toEqual([viewer, true]);
    }
  });

  test.each(STATES)("are the same in the name of a person of %s, whatever state is asked for", async (state) => {
    const { many, single } = await askBoth(asRequest(world.deps, getSql(), examiners[STATES.indexOf(state)]!).sql);
    expect(many).toEqual(single);
    expect(single.length).toBeGreaterThan(exhibits.length);
  });

  test("nothing is given for nothing", async () => {
    const { rows } = await getSql().query("select * from named_among('{}'::uuid[], '{JM}'::text[], now())", []);
    expect(rows).toEqual([]);
  });
});
