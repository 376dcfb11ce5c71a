/** A firearm that was used in three states: what each is told of an exhibit that stands in a pair with none of its own. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createAgreement } from "../../src/usecases/sharing/create-agreement.ts";
import { type Evidence, propose } from "../support/decision-world.ts";
import {
  type EvidenceWorld,
  enterEvidence,
  hireStaff,
  makeWorld,
  REGIONAL,
  reachHit,
  type Staff,
} from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, makeLab, type Person } from "./support/people.ts";

const PLACE = "Bay Street 12";
let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
let third: Evidence;
let regional: Person;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { case: { place: PLACE } });
  bb = await hireStaff(api, "BB");
  regional = await hire(api, "BB", bb.technician.labId, "regional_coordinator");
  await reachHit(world);
  third = await enterEvidence(api, bb.technician, { case: { place: PLACE } });
  await createAgreement(api.deps, REGIONAL, { states: ["BB", "JM"], validUntil: null });
  const { linkageId } = await propose(api.deps, world.right, third);
  expect((await reachHit({ ...world, tt: world.jm, jm: bb, linkageId })).statusCode).toBe(201);
}, 200_000);
afterAll(() => api.close());

interface Side {
  readonly state: string;
  readonly exhibitId: string | null;
  readonly caseFacts: object | null;
}
interface Group {
  readonly states: string[];
  readonly members: { memberId: string; side: Side }[];
  readonly hits: { memberA: string; memberB: string }[];
  readonly records: { state: string }[];
}

/** The one group as the list has it and as it is read; both count the same, whoever asks. */
async function see(person: Person): Promise<Group> {
  const { items } = (await person.send("GET", "/v1/firearm-groups")).json();
  expect(items).toHaveLength(1);
  const group = (await person.send("GET", `/v1/firearm-groups/${items[0].id}`)).json<Group>();
  expect([items[0].exhibits, items[0].hits, items[0].states]).toEqual([
    group.members.length,
    group.hits.length,
    group.states,
  ]);
  expect(new Set(group.members.map(({ side }) => side.state))).toEqual(new Set(group.states));
  return group;
}
const sideOf = ({ members }: Group, state: string) => members.find(({ side }) => side.state === state)?.side;
const statesOf = async (person: Person) => (await see(person)).states;

test("a third state's exhibit is told as any of a pair: state, type, calibre, category, lab contact, and no fact", async () => {
  for (const [staff, states] of [
    [world.tt, ["JM", "BB"]],
    [world.jm, ["BB", "TT"]],
    [bb, ["JM", "TT"]],
  ] as const) {
    for (const person of [staff.examiner, staff.investigator, staff.coordinator]) {
      const group = await see(person);
      expect([group.members.length, group.hits.length, group.records.length]).toEqual([3, 2, 3]);
      for (const state of states) {
        expect(sideOf(group, state)).toEqual({
          state,
          stateName: expect.any(String),
          lab: expect.any(String),
          labContact: "lab@ribin.example",
          exhibitType: "cartridge case",
          category: "CE",
          calibre: "9x19mm",
          own: false,
          exhibitId: null,
          caseId: null,
          caseFacts: null,
        });
      }
    }
  }
  const seen = JSON.stringify(await see(world.tt.examiner));
  for (const secret of [third.exhibit.id, third.case.id, third.case.caseNumber, world.right.exhibit.id]) {
    expect(seen).not.toContain(secret);
  }
});

test("each other state is told that the group was read, the third one too", async () => {
  await see(world.tt.verifier);
  const { rows } = await api.deps.sql.query(
    "select owner_states, detail ->> 'purpose' as purpose from audit_events where action = 'firearm_group.read' and actor_id = $1",
    [world.tt.verifier.id],
  );
  expect(rows.map((row) => [[...(row.owner_states as string[])].sort(), row.purpose])).toEqual([
    [["BB", "JM", "TT"], "examination"],
  ]);
  const told = await bb.coordinator.send("GET", "/v1/audit-events?action=firearm_group.read");
  expect(told.json().items.map((event: { actorId: string }) => event.actorId)).toContain(world.tt.verifier.id);
});

test("with a release of its case the third state's facts are shown, and what is not released is not", async () => {
  const body = { caseId: third.case.id, toState: "TT", purpose: "Joint case", expiresAt: tomorrow() };
  const { id } = (await bb.coordinator.send("POST", "/v1/releases", { body })).json();
  const group = await see(world.tt.investigator);
  expect(sideOf(group, "BB")).toMatchObject({ exhibitId: third.exhibit.id, caseFacts: { place: PLACE } });
  expect(sideOf(group, "JM")).toMatchObject({ exhibitId: null, caseFacts: null });
  expect((await bb.coordinator.send("POST", `/v1/releases/${id}/withdraw`)).statusCode).toBeLessThan(300);
  expect(sideOf(await see(world.tt.investigator), "BB")).toMatchObject({ exhibitId: null, caseFacts: null });
});

test("what the third state restricts is not in it, nor is what hangs on the rest by a restricted exhibit alone", async () => {
  const restrict = (id: string, restricted: boolean) =>
    api.deps.sql.query("update cases set restricted = $2 where id = $1", [id, restricted]);
  await restrict(third.case.id, true);
  const without = await see(world.tt.examiner);
  expect([without.states, without.hits.length, without.records.map(({ state }) => state).sort()]).toEqual([
    ["JM", "TT"],
    1,
    ["JM", "TT"],
  ]);
  expect(await statesOf(bb.examiner)).toEqual(["BB", "JM", "TT"]);
  await restrict(third.case.id, false);
  await restrict(world.right.case.id, true);
  // That Trinidad's and Barbados's exhibits are one firearm's is known by Jamaica's alone.
  const bridge = await see(world.tt.examiner);
  expect([bridge.states, bridge.hits, bridge.records.length]).toEqual([["TT"], [], 1]);
  expect(await statesOf(bb.investigator)).toEqual(["BB"]);
  expect(await statesOf(world.jm.examiner)).toEqual(["BB", "JM", "TT"]);
  await restrict(world.right.case.id, false);
});

test("a category that two states' agreement leaves out is not told between them by way of a third", async () => {
  const made = await regional.send("POST", "/v1/agreements", { body: { states: ["BB", "TT"], categories: ["TF"] } });
  expect(made.statusCode).toBe(201);
  expect(await statesOf(world.tt.examiner)).toEqual(["JM", "TT"]);
  expect(await statesOf(bb.examiner)).toEqual(["BB", "JM"]);
  expect(await statesOf(world.jm.examiner)).toEqual(["BB", "JM", "TT"]);
  await regional.send("POST", `/v1/agreements/${made.json().id}/withdraw`);
  expect(await statesOf(world.tt.examiner)).toEqual(["BB", "JM", "TT"]);
});

test("the region's coordinator sees all of it without facts; a state without an exhibit in it has nothing", async () => {
  const group = await see(regional);
  expect([group.states, group.members.every(({ side }) => side.caseFacts === null)]).toEqual([
    ["BB", "JM", "TT"],
    true,
  ]);
  const id = (await regional.send("GET", "/v1/firearm-groups")).json().items[0].id;
  const stranger = await hire(api, "GY", await makeLab(api, "GY"), "firearms_examiner", "national_coordinator");
  expect((await stranger.send("GET", "/v1/firearm-groups")).json().items).toEqual([]);
  expect((await stranger.send("GET", `/v1/firearm-groups/${id}`)).statusCode).toBe(404);
});

interface Chart {
  readonly nodes: { id: string; kind: string; state: string; groupId: string | null; occurredOn: string | null }[];
  readonly edges: { id: string; kind: string; linkageId: string | null; from: string; to: string }[];
  readonly timeline: { event: string; nodes: string[]; linkageId: string | null }[];
}
const groupOf = async (person: Person): Promise<string> =>
  (await person.send("GET", "/v1/firearm-groups")).json().items[0].id;
const chartOf = async (person: Person, id: string) =>
  (await person.send("GET", `/v1/firearm-groups/${id}/link-chart`)).json<Chart>();
const tally = (names: readonly string[]) =>
  Object.fromEntries([...new Set(names)].sort().map((name) => [name, names.filter((each) => each === name).length]));

test("the chart of the group has all its exhibits, edges for both hits, and of the third state no fact", async () => {
  const id = await groupOf(world.tt.investigator);
  const { nodes, edges, timeline } = await chartOf(world.tt.investigator, id);
  expect(tally(nodes.map(({ kind, state }) => `${state} ${kind}`))).toEqual({
    "BB exhibit": 1,
    "JM exhibit": 1,
    "TT case": 1,
    "TT exhibit": 1,
  });
  expect(nodes.filter(({ kind }) => kind === "exhibit").every(({ groupId }) => groupId === id)).toBe(true);
  const hits = edges.filter(({ kind }) => kind === "hit");
  expect([hits.length, hits.filter(({ linkageId }) => linkageId === world.linkageId).length]).toEqual([2, 1]);
  // The pair of the two others is named to neither Trinidad's people nor in its edge.
  expect(hits.filter(({ linkageId }) => linkageId === null)).toHaveLength(1);
  const ends = new Set(nodes.map((node) => node.id));
  expect(edges.every(({ from, to }) => ends.has(from) && ends.has(to))).toBe(true);
  expect(tally(timeline.map(({ event }) => event))).toEqual({ acquired: 1, hit: 2, joined: 3, lead: 1 });
  const said = JSON.stringify({ nodes, edges, timeline });
  for (const secret of [third.exhibit.id, third.case.id, world.right.exhibit.id, world.right.case.id]) {
    expect(said).not.toContain(secret);
  }
  const whole = (await world.tt.investigator.send("GET", "/v1/link-chart")).json<Chart>();
  const own = whole.nodes.find((node) => node.id === world.left.exhibit.id);
  expect(own?.groupId).toBe(id);
});

test("the chart is read with a purpose and recorded for every state in it; strangers and technicians have none of it", async () => {
  const id = await groupOf(bb.verifier);
  await chartOf(bb.verifier, id);
  const { rows } = await api.deps.sql.query(
    "select owner_states, target_id from audit_events where action = 'link_chart.read' and actor_id = $1",
    [bb.verifier.id],
  );
  expect(rows.map((row) => [[...(row.owner_states as string[])].sort(), row.target_id])).toEqual([
    [["BB", "JM", "TT"], id],
  ]);
  const stranger = await hire(api, "GY", await makeLab(api, "GY"), "firearms_examiner");
  for (const path of [`/v1/firearm-groups/${id}/link-chart`, `/v1/firearm-groups/${id}/link-chart.graphml`]) {
    expect((await stranger.send("GET", path)).statusCode).toBe(404);
    expect((await bb.technician.send("GET", path)).statusCode).toBe(403);
    const region = await regional.send("GET", path);
    expect(region.statusCode).toBe(200);
    for (const secret of [third.exhibit.id, third.case.id, world.left.exhibit.id, PLACE]) {
      expect(region.body).not.toContain(secret);
    }
  }
  const graph = await bb.investigator.send("GET", `/v1/firearm-groups/${id}/link-chart.graphml`);
  expect([graph.headers["content-type"], graph.body.match(/<node /g)?.length]).toEqual([
    "application/graphml+xml; charset=utf-8",
    4,
  ]);
});

test("a merge without a hit ties its two exhibits on the chart, for the third state too", async () => {
  const id = await groupOf(world.jm.examiner);
  const more = await makeWorld(api, { agreed: false });
  await reachHit({ ...more, tt: world.tt, jm: world.jm });
  const other = (await world.tt.examiner.send("GET", "/v1/firearm-groups")).json().items[0].id;
  expect(other).not.toBe(id);
  const body = { otherGroupId: id, reason: "The serial number is the same." };
  const merged = await world.tt.examiner.send("POST", `/v1/firearm-groups/${other}/merge`, { body });
  expect([merged.statusCode, merged.json().id]).toEqual([201, id]);
  const { nodes, edges, timeline } = await chartOf(bb.investigator, id);
  expect([nodes.filter(({ kind }) => kind === "exhibit").length, (await see(bb.examiner)).members.length]).toEqual([
    5, 5,
  ]);
  expect(tally(edges.map(({ kind }) => kind))).toEqual({ hit: 3, merge: 1, of: 1 });
  expect(timeline.filter(({ event }) => event === "merge")).toHaveLength(1);
});
