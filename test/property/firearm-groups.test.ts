/** Membership of firearm groups is the connected components of the links in force: held against a union-find of the test's own. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Sql } from "../../src/ports/sql.ts";
import { type Evidence, enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { openTestSql } from "../support/test-sql.ts";

const EXHIBITS = 12;
const STEPS = 120;

let sql: Sql;
let world: World;
let people: RequestContext[];
beforeAll(async () => {
  sql = await openTestSql();
  world = await openWorld(sql);
  people = [await world.hire("JM", "firearms_examiner"), await world.hire("BB", "firearms_examiner")];
});
afterAll(async () => {
  await world.close();
  await sql.close();
});

/** A generator of the test's own, so that a run that fails can be run again. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

interface Link {
  readonly id: string;
  readonly a: number;
  readonly b: number;
  readonly kind: "hit" | "merge";
  ended: boolean;
}

/** Components of at least two, each a sorted list, in order. */
function findComponents(links: readonly Link[], removed: ReadonlySet<number>): number[][] {
  const parent = Array.from({ length: EXHIBITS }, (_, at) => at);
  const find = (at: number): number => (parent[at] === at ? at : find(parent[at]!));
  for (const { a, b, ended } of links) {
    if (!ended && !removed.has(a) && !removed.has(b)) parent[find(a)] = find(b);
  }
  const groups = new Map<number, number[]>();
  for (let at = 0; at < EXHIBITS; at++) groups.set(find(at), [...(groups.get(find(at)) ?? []), at]);
  return [...groups.values()].filter((group) => group.length > 1).sort((x, y) => x[0]! - y[0]!);
}

async function enterAll(): Promise<Evidence[]> {
  const technicians = [await world.hire("JM", "lab_technician"), await world.hire("BB", "lab_technician")];
  const entered: Evidence[] = [];
  for (let at = 0; at < EXHIBITS; at++) entered.push(await enterEvidence(world.deps, technicians[at % 2]!));
  return entered;
}

async function readMembership(exhibits: readonly Evidence[]): Promise<ReadonlyMap<number, string>> {
  const ids = exhibits.map((each) => each.exhibit.id);
  const { rows } = await sql.query(
    "select exhibit_id, group_id from firearm_group_members where exhibit_id = any ($1::uuid[])",
    [ids],
  );
  return new Map(rows.map((row) => [ids.indexOf(String(row.exhibit_id)), String(row.group_id)]));
}

describe.each([1, 20261126, 4711])("with seed %p", (seed) => {
  test("after every hit, withdrawal, merge, split, removal and return the groups are the components", async () => {
    const random = makeRandom(seed);
    const exhibits = await enterAll();
    const links: Link[] = [];
    const removed = new Set<number>();
    const [me, other] = people as [RequestContext, RequestContext];
    const now = () => world.deps.clock.now();
    const pair = () => {
      const a = random(EXHIBITS);
      return [a, (a + 1 + random(EXHIBITS - 1)) % EXHIBITS] as const;
    };
    const linkageOf = async (a: number, b: number) => {
      const [x, y] = [exhibits[a]!, exhibits[b]!].sort((p, q) => (p.exhibit.id < q.exhibit.id ? -1 : 1));
      await sql.query(
        `insert into linkages (id, exhibit_a, exhibit_b, case_a, case_b, state_a, state_b, best_score, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 0.5, $8, $8) on conflict do nothing`,
        [
          randomUUID(),
          x!.exhibit.id,
          y!.exhibit.id,
          x!.case.id,
          y!.case.id,
          x!.case.ownerState,
          y!.case.ownerState,
          now(),
        ],
      );
      const { rows } = await sql.query("select * from linkages where exhibit_a = $1 and exhibit_b = $2", [
        x!.exhibit.id,
        y!.exhibit.id,
      ]);
      return rows[0]!;
    };
    const steps = {
      async hit() {
        const [a, b] = pair();
        const linkage = await linkageOf(a, b);
        const id = randomUUID();
        await sql.query(
          `insert into hits (id, linkage_id, case_a, case_b, state_a, state_b, confirmed_by, links_new_cases, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, true, $8)`,
          [id, linkage.id, linkage.case_a, linkage.case_b, linkage.state_a, linkage.state_b, me.actor.id, now()],
        );
        links.push({ id, a, b, kind: "hit", ended: false });
      },
      async withdraw() {
        const standing = links.filter((link) => link.kind === "hit" && !withdrawn.has(link.id));
        const link = standing[random(Math.max(1, standing.length))];
        if (link === undefined) return;
        const { rows } = await sql.query("select linkage_id from hits where id = $1", [link.id]);
        const conclusionId = randomUUID();
        await sql.query(
          `insert into conclusions (id, linkage_id, account_id, account_state, part, conclusion, reasons, created_at)
           values ($1, $2, $3, 'JM', 'consultation', 'inconclusive_a', 'The test withdraws it.', $4)`,
          [conclusionId, rows[0]?.linkage_id, me.actor.id, now()],
        );
        await sql.query(
          `insert into hit_withdrawals (hit_id, state_a, state_b, cause, conclusion_id, withdrawn_by, created_at)
           select id, state_a, state_b, 'conclusion_corrected', $2, $3, $4 from hits where id = $1`,
          [link.id, conclusionId, me.actor.id, now()],
        );
        withdrawn.add(link.id);
        link.ended = true;
      },
      async merge() {
        const [a, b] = pair();
        const id = randomUUID();
        await sql.query(
          `insert into firearm_merges (id, exhibit_a, exhibit_b, state_a, state_b, reason, merged_by, merged_state, created_at)
           values ($1, $2, $3, 'JM', 'JM', 'The serial number is the same.', $4, 'JM', $5)`,
          [id, exhibits[a]!.exhibit.id, exhibits[b]!.exhibit.id, me.actor.id, now()],
        );
        links.push({ id, a, b, kind: "merge", ended: false });
      },
      async split() {
        const groups = findComponents(links, removed);
        const group = groups[random(Math.max(1, groups.length))];
        if (group === undefined) return;
        const leaving = group.filter((_, at) => at === 0 || random(2) === 0).slice(0, group.length - 1);
        const membership = await readMembership(exhibits);
        const id = randomUUID();
        await sql.query(
          `insert into firearm_splits (id, group_id, exhibits, reason, proposed_by, proposed_state, created_at)
           values ($1, $2, $3::uuid[], 'Another firing pin.', $4, 'JM', $5)`,
          [id, membership.get(group[0]!), leaving.map((at) => exhibits[at]!.exhibit.id), me.actor.id, now()],
        );
        await sql.query(
          `insert into firearm_split_decisions (split_id, approved, reason, decided_by, decided_state, created_at)
           values ($1, true, 'I see it too.', $2, 'BB', $3)`,
          [id, other.actor.id, now()],
        );
        for (const link of links) {
          const live = !link.ended && !removed.has(link.a) && !removed.has(link.b);
          if (live && group.includes(link.a) && leaving.includes(link.a) !== leaving.includes(link.b))
            link.ended = true;
        }
      },
      async removal() {
        const at = random(EXHIBITS);
        const gone = removed.has(at);
        await sql.query("update exhibits set removed_at = $2 where id = $1", [
          exhibits[at]!.exhibit.id,
          gone ? null : now(),
        ]);
        if (gone) removed.delete(at);
        else removed.add(at);
      },
    };
    const withdrawn = new Set<string>();
    const names = ["hit", "hit", "hit", "withdraw", "merge", "split", "removal"] as const;
    let written = 0;
    for (let step = 0; step < STEPS; step++) {
      const name = names[random(names.length)]!;
      await steps[name]();
      const membership = await readMembership(exhibits);
      const byGroup = new Map<string, number[]>();
      for (const [at, group] of [...membership].sort((x, y) => x[0] - y[0])) {
        byGroup.set(group, [...(byGroup.get(group) ?? []), at]);
      }
      const found = [...byGroup.values()].sort((x, y) => x[0]! - y[0]!);
      expect([step, name, found]).toEqual([step, name, findComponents(links, removed)]);
      const { rows } = await sql.query("select count(*) as n from firearm_group_records");
      expect(Number(rows[0]?.n)).toBeGreaterThanOrEqual(written);
      written = Number(rows[0]?.n);
    }
    expect(written).toBeGreaterThan(20);
    await expect(sql.query("delete from firearm_group_records")).rejects.toThrow(/never changed or deleted/);
  });
});
