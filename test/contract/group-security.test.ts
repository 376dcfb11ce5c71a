/** The second lock of firearm groups by itself: what a request's role is given of a third state's exhibit, in straight SQL. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Actor } from "../../src/domain/permission.ts";
import { type Evidence, enterEvidence, openWorld, propose, release, type World } from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

const PLACE = "Bay Street 12";
const FACTS = ["case_id", "exhibit_number", "case_number", "high_profile", "event_type", "occurred", "place"] as const;

describeEachSql("a firearm group under the role of requests", (getSql) => {
  let world: World;
  let mine: Evidence;
  let between: Evidence;
  let third: Evidence;
  let people: Record<"TT" | "JM" | "BB", RequestContext>;

  beforeAll(async () => {
    world = await openWorld(getSql());
    const enter = async (state: "TT" | "JM" | "BB") =>
      enterEvidence(world.deps, await world.hire(state, "lab_technician"), { case: { place: PLACE } });
    [mine, between, third] = [await enter("TT"), await enter("JM"), await enter("BB")];
    const hire = (state: "TT" | "JM" | "BB") => world.hire(state, "firearms_examiner", "national_coordinator");
    people = { TT: await hire("TT"), JM: await hire("JM"), BB: await hire("BB") };
    for (const [left, right] of [
      [mine, between],
      [between, third],
    ] as const) {
      const { linkageId } = await propose(world.deps, left, right);
      const { rows } = await getSql().query("select * from linkages where id = $1", [linkageId]);
      await getSql().query(
        `insert into hits (id, linkage_id, case_a, case_b, state_a, state_b, confirmed_by, links_new_cases, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, true, $8)`,
        [
          randomUUID(),
          linkageId,
          ...["case_a", "case_b", "state_a", "state_b"].map((name) => rows[0]?.[name]),
          people.JM.actor.id,
          world.deps.clock.now(),
        ],
      );
    }
  });

  const ask = async (actor: Actor | null, text: string, values: unknown[]) =>
    (
      await getSql()
        .under(() => ({ role: "ribin_request", actor }))
        .query(text, values)
    ).rows;
  const sides = (actor: Actor | null, viewer: string) =>
    ask(actor, "select * from exhibit_sides($1::uuid[], $2, now()) order by owner_state", [
      [mine, between, third].map(({ exhibit }) => exhibit.id),
      viewer,
    ]);
  const members = (actor: Actor | null, viewer: string, everybody = false) =>
    ask(actor, "select owner_state from firearm_members_shown($1, $2, now()) order by owner_state", [
      viewer,
      everybody,
    ]);
  const named = (rows: readonly Record<string, unknown>[]) => rows.map((row) => String(row.owner_state));

  test("gives of a third state's exhibit what any pair gives of the other side, and no fact of its case", async () => {
    const given = await sides(people.TT.actor, "TT");
    expect(named(given)).toEqual(["BB", "JM", "TT"]);
    expect(given[0]).toMatchObject({
      type: "cartridge case",
      category: "CE",
      calibre: "9x19mm",
      lab_contact: "lab@bb.example",
      released: false,
    });
    for (const fact of FACTS) expect([fact, given[0]?.[fact]]).toEqual([fact, null]);
    expect(given[2]).toMatchObject({ place: PLACE, case_id: mine.case.id });
    expect(named(await members(people.TT.actor, "TT"))).toEqual(["BB", "JM", "TT"]);
  });

  test("gives no row of the third state's tables", async () => {
    const { actor } = people.TT;
    for (const [text, id] of [
      ["select 1 from exhibits where id = $1", third.exhibit.id],
      ["select 1 from cases where id = $1", third.case.id],
      ["select 1 from acquisitions where id = $1", third.acquisitionId],
      ["select 1 from linkages where $1 in (exhibit_a, exhibit_b)", third.exhibit.id],
      ["select 1 from hits where $1 in (case_a, case_b)", third.case.id],
    ] as const) {
      expect([text, await ask(actor, text, [id])]).toEqual([text, []]);
    }
    for (const table of ["firearm_group_records", "firearm_merges", "firearm_cuts"])
      expect([table, await ask(actor, `select 1 from ${table}`, [])]).toEqual([table, []]);
    for (const view of ["firearm_group_members", "firearm_links"])
      await expect(ask(actor, `select 1 from ${view}`, [])).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("tells who ties what, and names a linkage to its own two states only", async () => {
    const [group] = await ask(
      people.TT.actor,
      "select distinct group_id from firearm_members_shown('TT', false, now())",
      [],
    );
    const ties = (state: "TT" | "JM" | "BB") =>
      ask(
        people[state].actor,
        "select kind, linkage_id is not null as named from firearm_ties_shown($1, true, now(), $2) order by named",
        [state, group?.group_id],
      );
    expect(await ties("TT")).toEqual([
      { kind: "hit", named: false },
      { kind: "hit", named: true },
    ]);
    expect((await ties("JM")).map(({ named: of }) => of)).toEqual([true, true]);
  });

  test("gives nothing to a state without an exhibit in it, nor to nobody, whatever state they name", async () => {
    const stranger: Actor = {
      kind: "account",
      id: randomUUID(),
      state: "GY",
      labId: randomUUID(),
      roles: ["firearms_examiner"],
    };
    for (const actor of [stranger, null]) {
      for (const viewer of ["GY", "TT", "JM", "BB"]) {
        expect([viewer, await sides(actor, viewer), await members(actor, viewer, true)]).toEqual([viewer, [], []]);
      }
    }
    // Who is no regional coordinator does not get everybody's by saying so.
    expect(named(await members(people.TT.actor, "JM", true))).toEqual(["BB", "JM", "TT"]);
    const region: Actor = { ...stranger, roles: ["regional_coordinator"] };
    expect(named(await members(region, "GY", true))).toEqual(["BB", "JM", "TT"]);
  });

  test("gives nothing of what is restricted, of what hangs on it alone, or of what an agreement leaves out", async () => {
    const restrict = (it: Evidence, restricted: boolean) =>
      getSql().query("update cases set restricted = $2 where id = $1", [it.case.id, restricted]);
    await restrict(third, true);
    expect(named(await sides(people.TT.actor, "TT"))).toEqual(["JM", "TT"]);
    await release(world.deps, people.BB, third.case.id, "TT");
    // The suite's clock stands in the past: the release counts by the database's.
    await getSql().query("update releases set expires_at = now() + interval '1 day' where case_id = $1", [
      third.case.id,
    ]);
    expect((await sides(people.TT.actor, "TT"))[0]).toMatchObject({ owner_state: "BB", place: PLACE });
    await getSql().query("update releases set withdrawn_at = now() where case_id = $1", [third.case.id]);
    await restrict(third, false);
    await restrict(between, true);
    expect(named(await sides(people.TT.actor, "TT"))).toEqual(["TT"]);
    expect(named(await members(people.TT.actor, "TT"))).toEqual(["TT"]);
    expect(named(await members(people.JM.actor, "JM"))).toEqual(["BB", "JM", "TT"]);
    await restrict(between, false);
    expect(named(await sides(people.TT.actor, "TT"))).toEqual(["BB", "JM", "TT"]);
  });
});
