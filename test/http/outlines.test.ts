/** Outlines over HTTP: who may draw and read them, on which version, and what is refused in which words. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type EvidenceWorld, hireStaff, makeWorld, OUTLINES, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import type { Person } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let stranger: Staff;
let url: string;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
  stranger = await hireStaff(api, "BB");
  url = `/v1/acquisitions/${world.left.acquisitionId}/outlines`;
});
afterAll(() => api.close());

const tagOf = async (person: Person) => String((await person.send("GET", url)).headers.etag);
const draw = async (person: Person, body: object = OUTLINES, tag?: string) =>
  person.send("POST", url, { body, headers: { "if-match": tag ?? (await tagOf(world.tt.technician)) } });
const withRing = (ring: readonly (readonly [number, number])[], part = "BreechFace") => ({
  ...OUTLINES,
  outlines: [{ part, rings: [ring.map(([x, y]) => ({ x: x * 1e-3, y: y * 1e-3 }))] }],
});

describe("drawing outlines", () => {
  test("keeps a version with who, when and why, and asks for the acquisition to be prepared by it", async () => {
    await api.deps.sql.query(
      "update acquisitions set stage = 'outline_needed', stage_note = 'Draw it.' where id = $1",
      [world.left.acquisitionId],
    );
    const before = await tagOf(world.tt.technician);
    const drawn = await draw(world.tt.technician);
    expect([drawn.statusCode, drawn.headers.location]).toEqual([201, url]);
    expect(drawn.json()).toMatchObject({
      acquisition: { stage: "quality_assessed", stageNote: null, correctedOutline: 1, waitingHours: null },
      outlines: { version: 1, method: "examiner", confidence: 1, standing: true, drawnBy: world.tt.technician.id },
    });
    expect(drawn.headers.etag).not.toBe(before);
    expect((await draw(world.tt.technician, OUTLINES, before)).json().code).toBe("PRECONDITION_FAILED");
    const again = await draw(
      world.tt.examiner,
      withRing([
        [-0.7, -0.7],
        [0.7, -0.7],
        [0.7, 0.6],
        [-0.7, 0.6],
        [-0.7, -0.7],
      ]),
    );
    expect(again.json().outlines).toMatchObject({ version: 2, reason: OUTLINES.reason });
    // Closed by a repeated point or not: it is the same ring.
    expect(again.json().outlines.outlines[0].rings[0]).toHaveLength(4);

    const { items } = (await world.tt.verifier.send("GET", url)).json();
    expect(items.map((item: { version: number; standing: boolean }) => [item.version, item.standing])).toEqual([
      [2, true],
      [1, false],
    ]);
    const { rows } = await api.deps.sql.query("select key from jobs where key like $1 order by key", [
      `extract-features/${world.left.acquisitionId}%`,
    ]);
    expect(rows.map((row) => String(row.key).slice(-9))).toEqual(["outline/1", "outline/2"]);
    const trail = await api.deps.sql.query(
      "select actor_id, detail from audit_events where action = 'acquisition.outlined' order by seq",
    );
    expect(trail.rows).toMatchObject([
      { actor_id: world.tt.technician.id, detail: { outlines: 1, parts: ["BreechFace"], stage: "outline_needed" } },
      { actor_id: world.tt.examiner.id, detail: { outlines: 2 } },
    ]);
  });

  test("is for technicians and examiners of the owner's state", async () => {
    for (const [person, status] of [
      [world.tt.investigator, 403],
      [world.tt.coordinator, 403],
      [world.jm.technician, 404],
      [world.jm.examiner, 404],
      [stranger.technician, 404],
    ] as const) {
      expect((await draw(person)).statusCode).toBe(status);
    }
  });

  test.each([
    [
      "two points",
      withRing([
        [0, 0],
        [0.1, 0],
        [0.1, 0],
      ]),
      "outlines.0.rings.0",
      /3 different points.* has 2/,
    ],
    [
      "a bow tie",
      withRing([
        [-0.7, -0.7],
        [0.7, 0.7],
        [0.7, -0.7],
        [-0.7, 0.7],
      ]),
      "outlines.0.rings.0",
      /crosses itself between its points 0 and 2/,
    ],
    [
      "beyond the border",
      withRing([
        [-0.9, 0],
        [0.7, -0.7],
        [0.7, 0.7],
      ]),
      "outlines.0.rings.0",
      /outside the image.*x is within 0\.0008/,
    ],
    [
      "a dot",
      withRing([
        [0, 0],
        [0.1, 0],
        [0.1, 0.1],
      ]),
      "outlines.0",
      /too small.*0\.00\d mm² of 0\.50 mm²/,
    ],
    [
      "another part",
      withRing(
        [
          [-0.7, -0.7],
          [0.7, -0.7],
          [0.7, 0.7],
        ],
        "Headstamp",
      ),
      "outlines",
      /Draw the BreechFace/,
    ],
    [
      "no such part",
      withRing(
        [
          [-0.7, -0.7],
          [0.7, -0.7],
          [0.7, 0.7],
        ],
        "Nose",
      ),
      "outlines.0.part",
      /one of/,
    ],
    ["no reason", { ...OUTLINES, reason: "..." }, "reason", /reasons in one sentence/],
  ])("refuses %s, naming the field and what would be right", async (_, body, field, message) => {
    const refused = await draw(world.tt.technician, body);
    expect([refused.statusCode, refused.json().code]).toEqual([400, "VALIDATION_FAILED"]);
    expect(refused.json().errors).toEqual([
      expect.objectContaining({ field, message: expect.stringMatching(message), problem: expect.any(String) }),
    ]);
  });

  test("counts what is damaged out", async () => {
    const [face] = OUTLINES.outlines;
    const refused = await draw(world.tt.technician, { ...OUTLINES, outlines: [face, { ...face, part: "Damage" }] });
    expect(refused.json().errors[0]).toMatchObject({
      problem: "part_too_small",
      message: expect.stringMatching(/without damage, is too small/),
    });
  });

  test("has no use where nothing is compared", async () => {
    const { acquisitionId } = world.left;
    await api.deps.sql.query("update acquisitions set region = 'Headstamp' where id = $1", [acquisitionId]);
    expect((await draw(world.tt.technician)).json().code).toBe("REGION_UNSUPPORTED");
    await api.deps.sql.query("update acquisitions set region = 'BreechFace' where id = $1", [acquisitionId]);
  });
});

describe("reading outlines", () => {
  test("follows the rule of images: another state's where a candidate and an agreement cover them, recorded", async () => {
    expect((await world.jm.examiner.send("GET", url)).statusCode).toBe(200);
    expect((await world.jm.technician.send("GET", url)).statusCode).toBe(404);
    expect((await stranger.examiner.send("GET", url)).statusCode).toBe(404);
    const { rows } = await api.deps.sql.query(
      "select actor_state, owner_states from audit_events where action = 'acquisition.outlines_read'",
    );
    expect(rows).toEqual([{ actor_state: "JM", owner_states: ["TT"] }]);
  });
});

test("what waits for an outline ages visibly, in the list too", async () => {
  await api.deps.sql.query(
    "update acquisitions set stage = 'outline_needed', stage_note = 'Draw the breech face.', updated_at = now() - interval '30 hours' where id = $1",
    [world.left.acquisitionId],
  );
  const { items } = (await world.tt.technician.send("GET", "/v1/acquisitions?stage=outline_needed")).json();
  expect(items).toMatchObject([
    { id: world.left.acquisitionId, stageNote: "Draw the breech face.", waitingHours: 30, overdue: true },
  ]);
});

test("what was drawn is never changed in the database", async () => {
  await expect(api.deps.sql.query("update outlines set reason = 'another'")).rejects.toThrow(/never changed/);
  await expect(api.deps.sql.query("delete from outlines")).rejects.toThrow(/never changed/);
});
