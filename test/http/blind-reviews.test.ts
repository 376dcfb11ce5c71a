/** Who may be asked to verify blind reads of another's review of the images that there is one and what it made of the linkage, not whose and why. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { documentEverything } from "../support/review-steps.ts";
import { decide, type EvidenceWorld, makeWorld } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person } from "./support/people.ts";

const SECRET = "ONLYTHEREVIEWERKNOWS";
let api: TestApp;
let world: EvidenceWorld;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api);
  await decide(world.tt.examiner, world.linkageId, "reviews", { decision: "lead", reasons: `${SECRET} of the cells.` });
  await documentEverything(api.deps.sql);
});
afterAll(() => api.close());

interface Shown {
  readonly state: string;
  readonly reviews: readonly { readonly accountId: string | null; readonly reasons: string | null }[];
}
const read = async (person: Person) =>
  (await person.send("GET", `/v1/linkages/${world.linkageId}`)).json<Shown & { [key: string]: unknown }>();

test("before anybody concluded: examiners of both states are told the decision alone, the reviewer all of it", async () => {
  const { tt, jm } = world;
  const both = await hire(api, "JM", jm.technician.labId, "firearms_examiner", "national_coordinator");
  await documentEverything(api.deps.sql);
  for (const person of [jm.examiner, jm.verifier, tt.verifier, both]) {
    expect(await read(person)).toMatchObject({
      state: "lead",
      reviews: [{ accountId: null, accountState: "TT", decision: "lead", reasons: null }],
    });
  }
  const whole = { accountId: tt.examiner.id, reasons: `${SECRET} of the cells.` };
  expect((await read(tt.examiner)).reviews).toMatchObject([whole]);
  // Who does not examine is never asked to verify.
  expect((await read(tt.coordinator)).reviews).toMatchObject([whole]);
});

test("no other address tells an examiner of the other state the words or the person either", async () => {
  const { tt, jm, linkageId, candidateId, left, right } = world;
  const here: Record<string, string> = {
    linkageId,
    candidateId,
    caseId: right.case.id,
    exhibitId: right.exhibit.id,
    acquisitionId: left.acquisitionId,
  };
  const urls = api.app.routeTable
    .filter(({ method, url }) => method === "GET" && url.startsWith("/v1/") && !url.endsWith("/events"))
    .map(({ url }) => url.replace(/:([A-Za-z]+)/g, (whole, name: string) => here[name] ?? whole))
    .filter((url) => !url.includes(":"));
  expect(urls).toContain(`/v1/linkages/${linkageId}`);
  const tells = (body: string) => body.includes(SECRET) || body.includes(tt.examiner.id);
  const walk = async (person: Person) => {
    const told: string[] = [];
    for (const url of urls) if (tells((await person.send("GET", url)).body)) told.push(url);
    return told;
  };
  expect(await walk(jm.examiner)).toEqual([]);
  expect(await walk(tt.examiner)).toContain(`/v1/linkages/${linkageId}`);
});

test("once the verification is recorded both states' examiners read all of it", async () => {
  const { tt, jm, linkageId } = world;
  const given = { conclusion: "identification", reasons: "The marks agree over the whole face." };
  await decide(tt.examiner, linkageId, "conclusions", given);
  expect((await read(jm.verifier)).reviews).toMatchObject([{ accountId: null, reasons: null }]);
  expect((await read(tt.coordinator)).reviews).toMatchObject([{ accountId: null, reasons: null }]);
  await decide(jm.examiner, linkageId, "conclusions", given);
  for (const person of [jm.examiner, jm.verifier, tt.verifier, tt.coordinator]) {
    expect((await read(person)).reviews).toMatchObject([{ accountId: tt.examiner.id, reasons: expect.any(String) }]);
  }
});
