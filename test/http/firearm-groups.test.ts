/** What hits connect across states, as each state may see it. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { propose } from "../support/decision-world.ts";
import {
  decide,
  type EvidenceWorld,
  enterEvidence,
  hireStaff,
  makeWorld,
  reachHit,
  type Staff,
} from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { case: { place: "Charlotte Street 12" } });
  bb = await hireStaff(api, "BB");
});
afterAll(() => api.close());

interface Group {
  readonly id: string;
  readonly states: string[];
  readonly members: { memberId: string; side: { state: string; exhibitId: string | null; caseFacts: object | null } }[];
  readonly hits: { id: string }[];
  readonly records: { kind: string; groupId: string | null }[];
  readonly splits: { id: string; memberIds: string[]; decision: { approved: boolean } | null }[];
}
const list = async (person: Person) =>
  (await person.send("GET", "/v1/firearm-groups")).json<{ items: { id: string; exhibits: number; hits: number }[] }>()
    .items;
const read = async (person: Person, id: string) => (await person.send("GET", `/v1/firearm-groups/${id}`)).json<Group>();

test("a hit makes a group of its two exhibits; each state sees the other's side as of any pair", async () => {
  expect(await list(world.tt.examiner)).toEqual([]);
  const hitId = (await reachHit(world)).json<{ id: string }>().id;
  for (const [staff, own, other] of [
    [world.tt, "TT", "JM"],
    [world.jm, "JM", "TT"],
  ] as const) {
    const [summary] = await list(staff.investigator);
    expect(summary).toMatchObject({ exhibits: 2, hits: 1, states: ["JM", "TT"] });
    const group = await read(staff.investigator, summary!.id);
    expect((await staff.investigator.send("GET", `/v1/hits/${hitId}`)).json().firearmGroupId).toBe(group.id);
    const side = (state: string) => group.members.find((member) => member.side.state === state)?.side;
    expect(side(own)?.caseFacts).toMatchObject({ place: "Charlotte Street 12" });
    expect(side(other)).toMatchObject({ exhibitId: null, caseFacts: null });
    expect(group.records.map((record) => record.kind)).toEqual(["created", "created"]);
  }
  expect(await list(bb.examiner)).toEqual([]);
  // Jamaica is told that it was listed, and by whom; the group's own reading is an event of its own.
  const { rows } = await api.deps.sql.query(
    "select owner_states, detail ->> 'count' as count, detail ->> 'purpose' as purpose from audit_events where action = 'firearm_group.listed' and actor_id = $1",
    [world.tt.investigator.id],
  );
  expect(rows).toEqual([{ owner_states: ["TT", "JM"], count: "1", purpose: "examination" }]);
  const [{ id }] = (await list(world.tt.examiner)) as unknown as [{ id: string }];
  expect((await bb.examiner.send("GET", `/v1/firearm-groups/${id}`)).statusCode).toBe(404);
  expect((await world.tt.technician.send("GET", `/v1/firearm-groups/${id}`)).statusCode).toBe(403);
  const regional = await hire(api, "BB", bb.technician.labId, "regional_coordinator");
  expect((await list(regional)).map((group) => group.id)).toEqual([id]);
  const ofRegion = (await read(regional, id)).members.map((member) => member.side.caseFacts);
  expect(ofRegion).toEqual([null, null]);
});

test("what leaves its state by release only is not in what another state sees of a group", async () => {
  const [{ id }] = (await list(world.jm.examiner)) as unknown as [{ id: string }];
  await api.deps.sql.query("update cases set restricted = true where id = $1", [world.left.case.id]);
  const seen = await read(world.jm.examiner, id);
  expect([seen.states, seen.members.length, seen.hits, seen.records.length]).toEqual([["JM"], 1, [], 1]);
  expect((await read(world.tt.examiner, id)).members).toHaveLength(2);
  await api.deps.sql.query("update cases set restricted = false where id = $1", [world.left.case.id]);
});

test("a hit that bridges two groups makes one of them; a split takes two people, and the history stays", async () => {
  const [{ id }] = (await list(world.tt.examiner)) as unknown as [{ id: string }];
  const { tt, jm } = world;
  const more = await enterEvidence(api, tt.technician);
  const { linkageId } = await propose(api.deps, world.right, more);
  await reachHit({ ...world, linkageId });
  const grown = await read(tt.examiner, id);
  expect([grown.members.length, grown.hits.length]).toEqual([3, 2]);

  const member = grown.members.find((each) => each.side.exhibitId === more.exhibit.id)!.memberId;
  const url = `/v1/firearm-groups/${id}/splits`;
  const body = { memberIds: [member], reason: "Another firing pin made it." };
  const all = { ...body, memberIds: grown.members.map((each) => each.memberId) };
  expect((await tt.examiner.send("POST", url, { body: all })).json().errors[0].field).toBe("memberIds");
  expect((await tt.investigator.send("POST", url, { body })).json().code).toBe("FORBIDDEN");
  expect((await bb.examiner.send("POST", url, { body })).json().code).toBe("NOT_FOUND");
  const proposed = await tt.examiner.send("POST", url, { body });
  expect(proposed.statusCode).toBe(201);
  const decision = `/v1/firearm-splits/${proposed.json().id}/decision`;
  const approve = { body: { approved: true, reason: "I see it as well." } };
  expect((await tt.examiner.send("POST", decision, approve)).json().code).toBe("SAME_EXAMINER");
  expect((await bb.examiner.send("POST", decision, approve)).json().code).toBe("NOT_FOUND");
  expect((await read(tt.examiner, id)).members).toHaveLength(3);
  expect((await jm.examiner.send("POST", decision, approve)).statusCode).toBe(204);
  expect((await jm.examiner.send("POST", decision, approve)).json().code).toBe("CONFLICT");
  const split = await read(tt.examiner, id);
  expect([split.members.length, split.hits.length, split.splits[0]?.decision?.approved]).toEqual([2, 1, true]);
  expect(split.records.map((record) => record.kind)).toEqual(["created", "created", "joined", "left"]);
});

test("two groups that an examiner knows to be one firearm's are merged, with the reason", async () => {
  const again = await makeWorld(api, { agreed: false });
  const both = { ...again, tt: world.tt, jm: world.jm };
  await reachHit(both);
  const [newer, older] = await list(world.tt.examiner);
  const url = `/v1/firearm-groups/${newer!.id}/merge`;
  const body = { otherGroupId: older!.id, reason: "The serial number is the same." };
  expect((await world.tt.coordinator.send("POST", url, { body })).json().code).toBe("FORBIDDEN");
  expect((await bb.examiner.send("POST", url, { body })).json().code).toBe("NOT_FOUND");
  const merged = await world.tt.examiner.send("POST", url, { body });
  expect([merged.statusCode, merged.json().id]).toEqual([201, older!.id]);
  const group = await read(world.jm.examiner, older!.id);
  expect([group.members.length, group.hits.length]).toEqual([4, 2]);
  expect((await world.tt.examiner.send("GET", `/v1/firearm-groups/${newer!.id}`)).statusCode).toBe(404);
});

test("a conclusion that is corrected after its hit withdraws the hit and its reports, and the exhibit leaves the group", async () => {
  const own = await makeWorld(api, { agreed: false });
  const hitId = (await reachHit(own)).json<{ id: string }>().id;
  const { tt, jm, linkageId } = own;
  const report = await tt.investigator.send("POST", "/v1/reports", { body: { linkageId, kind: "hit" } });
  const groupId = (await tt.examiner.send("GET", `/v1/hits/${hitId}`)).json<{ firearmGroupId: string }>()
    .firearmGroupId;
  expect(groupId).toBe((await list(tt.examiner))[0]?.id);
  const before = (await tt.examiner.send("GET", `/v1/linkages/${linkageId}`)).json();
  const [first, verification] = before.conclusions;
  const correct = async (person: Person, conclusionId: string, given: object = {}) =>
    person.send("POST", `/v1/linkages/${linkageId}/conclusions/${conclusionId}/corrections`, {
      body: {
        conclusion: "inconclusive_a",
        reasons: "The agreement is not sufficient.",
        correctionReason: "I had mixed up the slides.",
        ...given,
      },
      headers: {
        "if-match": String((await person.send("GET", `/v1/linkages/${linkageId}`)).headers.etag),
      },
    });
  expect((await correct(jm.examiner, first.id)).json().code).toBe("SAME_EXAMINER");
  // A correction of the words alone leaves the hit.
  const words = await correct(tt.examiner, first.id, { conclusion: "identification" });
  expect(words.json()).toMatchObject({ linkage: { state: "hit" }, conclusion: { corrects: first.id, reopens: false } });
  expect((await correct(tt.examiner, first.id)).json().code).toBe("CONFLICT");
  const corrected = await correct(tt.examiner, words.json().conclusion.id);
  expect(corrected.json()).toMatchObject({ linkage: { state: "consultation" }, conclusion: { reopens: true } });
  expect((await tt.examiner.send("GET", "/v1/hits")).json().items.map((hit: { id: string }) => hit.id)).not.toContain(
    hitId,
  );
  const after = (await jm.examiner.send("GET", `/v1/linkages/${linkageId}`)).json();
  expect([after.hitId, after.conclusions.length]).toEqual([null, 4]);
  const { withdrawn } = (await tt.investigator.send("GET", `/v1/reports/${report.json().id}`)).json();
  expect(withdrawn).not.toBeNull();
  expect((await tt.examiner.send("GET", `/v1/firearm-groups/${groupId}`)).statusCode).toBe(404);
  expect((await tt.examiner.send("GET", `/v1/hits/${hitId}`)).json().firearmGroupId).toBeNull();

  // Both states are told that a third is asked, and another is not.
  const isThirdAsked = async (person: typeof tt.examiner) =>
    (await person.send("GET", `/v1/linkages/${linkageId}`)).json().thirdAsked;
  const askThird = () =>
    jm.examiner.send("POST", `/v1/linkages/${linkageId}/consultation/third`, {
      body: { reason: "We differ on the rim." },
    });
  expect([await isThirdAsked(tt.examiner), (await askThird()).statusCode]).toEqual([false, 201]);
  expect([await isThirdAsked(tt.examiner), await isThirdAsked(jm.examiner)]).toEqual([true, true]);
  expect([(await askThird()).statusCode, (await askThird()).json().code]).toEqual([409, "CONFLICT"]);

  // The two agree in the consultation, and it ends where they agree.
  expect(verification.conclusion).toBe("identification");
  const ended = await decide(jm.examiner, linkageId, "conclusions", {
    conclusion: "inconclusive_a",
    reasons: "With the right slide I agree.",
  });
  expect(ended.json()).toMatchObject({ linkage: { state: "inconclusive" }, conclusion: { part: "consultation" } });
  expect(await isThirdAsked(tt.examiner)).toBe(false);
});
