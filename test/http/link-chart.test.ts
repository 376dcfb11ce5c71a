/** The chart of hits and leads, and its timeline: what each reader is shown of another state, and what is recorded of it. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { SaxesParser } from "saxes";
import { decide, type EvidenceWorld, hireStaff, makeWorld, reachHit, type Staff } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

let api: TestApp;
let hit: EvidenceWorld;
let bb: Staff;
let regional: Person;
beforeAll(async () => {
  api = await openTestApp();
  hit = await makeWorld(api, { case: { place: "Charlotte Street 12", occurredOn: "2026-02-03", comment: "widow" } });
  await reachHit(hit);
  bb = await hireStaff(api, "BB");
  regional = await hire(api, "BB", bb.technician.labId, "regional_coordinator");
}, 200_000);
afterAll(() => api.close());

const chart = async (person: Person, query = "") => (await person.send("GET", `/v1/link-chart${query}`)).json();
const kinds = (list: readonly { kind: string }[]) => list.map((entry) => entry.kind).sort();

describe("the chart", () => {
  test("shows the own side, and of the other state no more than a candidate does", async () => {
    const { nodes, edges, timeline, truncated } = await chart(hit.tt.investigator);
    expect(truncated).toBe(false);
    expect(kinds(nodes)).toEqual(["case", "exhibit", "exhibit"]);
    expect(kinds(edges)).toEqual(["hit", "of"]);
    const [own, other] = ["TT", "JM"].map((state) =>
      nodes.find((node: { state: string; kind: string }) => node.state === state && node.kind === "exhibit"),
    );
    expect(own).toMatchObject({ id: hit.left.exhibit.id, calibre: "9x19mm" });
    expect(other).toMatchObject({ number: null, occurredOn: null, calibre: "9x19mm", exhibitType: "cartridge case" });
    expect(other.id).toMatch(/^x-[0-9a-f]{24}$/);
    expect(JSON.stringify({ nodes, edges, timeline })).not.toContain(hit.right.exhibit.id);
    expect(JSON.stringify({ nodes, edges, timeline })).not.toContain(hit.right.case.id);
    const ofHit = edges.find((edge: { kind: string }) => edge.kind === "hit");
    expect(ofHit).toMatchObject({ conclusion: "identification", linkageId: hit.linkageId, at: expect.any(String) });
    const events = timeline.map((entry: { event: string; nodes: string[] }) => [entry.event, entry.nodes.length]);
    // The receipt was not recorded; of JM nothing but the pair's lead and hit.
    expect(events).toEqual([
      ["occurred", 1],
      ["acquired", 1],
      ["lead", 2],
      ["hit", 2],
    ]);
    expect(timeline[0]).toMatchObject({ at: "2026-02-03", nodes: [hit.left.exhibit.id] });
  });

  test("names an exhibit that may not be read the same each time, and otherwise to each state", async () => {
    const nameOf = async (person: Person) =>
      (await chart(person)).nodes.map((node: { id: string }) => node.id).filter((id: string) => id.startsWith("x-"));
    const first = await nameOf(hit.tt.investigator);
    expect(await nameOf(hit.tt.examiner)).toEqual(first);
    const everywhere = await nameOf(regional);
    expect(everywhere).toHaveLength(2);
    expect(everywhere).not.toContain(first[0]);
  });

  test("tells the other state's facts once they are released, and that state of it", async () => {
    const own = await makeWorld(api, { agreed: false, case: { occurredOn: "2025-11-11" } });
    await reachHit(own);
    const before = await chart(own.tt.examiner, `?around=${own.left.exhibit.id}`);
    expect(JSON.stringify(before.timeline)).not.toContain(own.right.exhibit.id);
    const body = { caseId: own.right.case.id, toState: "TT", purpose: "Joint case", expiresAt: tomorrow() };
    await own.jm.coordinator.send("POST", "/v1/releases", { body });
    const { nodes, timeline } = await chart(own.tt.examiner, `?around=${own.left.exhibit.id}`);
    expect(kinds(nodes)).toEqual(["case", "case", "exhibit", "exhibit"]);
    const occurred = timeline.filter((entry: { event: string }) => entry.event === "occurred");
    expect(occurred.map((entry: { nodes: string[] }) => entry.nodes[0]).sort()).toEqual(
      [own.left.exhibit.id, own.right.exhibit.id].sort(),
    );
    const reads = (await own.jm.coordinator.send("GET", `/v1/audit-events?targetId=${own.linkageId}`)).json().items;
    const mine = reads.filter(
      (event: { actorId: string; action: string }) =>
        event.action === "linkage.read" && event.actorId === own.tt.examiner.id,
    );
    expect(mine.at(-1)).toMatchObject({ ownerStates: expect.arrayContaining(["JM"]) });
  });

  test("has leads for who reads the queue, and never what a first examiner concluded", async () => {
    const lead = await makeWorld(api, { agreed: false });
    await decide(lead.tt.examiner, lead.linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
    const query = `?around=${lead.left.exhibit.id}`;
    expect((await chart(lead.tt.investigator, query)).edges).toEqual([]);
    const { edges } = await chart(lead.tt.examiner, query);
    expect(edges.find((edge: { kind: string }) => edge.kind === "lead")).toMatchObject({ conclusion: null });
    await decide(lead.tt.examiner, lead.linkageId, "conclusions", {
      conclusion: "identification",
      reasons: "Individual marks agree.",
    });
    const after = (await chart(lead.jm.examiner)).edges;
    const edge = after.find((entry: { linkageId: string }) => entry.linkageId === lead.linkageId);
    expect([edge.kind, edge.conclusion]).toEqual(["lead", null]);
  });

  test("is the own state's: others have nothing of it, and the region's coordinator no case fact", async () => {
    for (const person of [bb.examiner, bb.investigator, bb.coordinator]) {
      expect(await chart(person)).toMatchObject({ nodes: [], edges: [], timeline: [] });
    }
    for (const path of ["/v1/link-chart", "/v1/link-chart.graphml"]) {
      expect((await hit.tt.technician.send("GET", path)).statusCode).toBe(403);
      const { statusCode, body } = await regional.send("GET", path);
      expect([statusCode, /Charlotte|widow|2026-02-03|occurred"/.test(body)]).toEqual([200, false]);
      for (const id of [hit.left.exhibit.id, hit.right.exhibit.id, hit.left.case.id]) expect(body).not.toContain(id);
    }
  });

  test("is cut at the limit and says so", async () => {
    expect(await chart(hit.tt.examiner, "?limit=1")).toMatchObject({ truncated: true });
    const bad = await hit.tt.examiner.send("GET", "/v1/link-chart?limit=0");
    expect([bad.statusCode, bad.json().errors[0].field]).toEqual([400, "query.limit"]);
  });

  test("is GraphML that a reader of XML takes, with an end for every edge", async () => {
    const graph = await hit.tt.examiner.send("GET", "/v1/link-chart.graphml");
    expect(graph.headers["content-type"]).toContain("application/graphml+xml");
    const [nodes, ends] = [new Set<string>(), [] as string[]];
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name, attributes }) => {
      if (name === "node") nodes.add(String(attributes.id));
      if (name === "edge") ends.push(String(attributes.source), String(attributes.target));
    });
    parser.write(graph.body).close();
    expect(ends.length).toBeGreaterThan(2);
    expect(ends.every((end) => nodes.has(end))).toBe(true);
  });
});
