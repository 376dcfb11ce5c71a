/** States against each other on a running service: what one may not have, it does not get by asking differently. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { makeBreechFaceX3p } from "../support/evidence-files.ts";
import {
  type Answer,
  enterExhibit,
  openServedWorld,
  type Person,
  type ServedWorld,
  sendScan,
  waitUntilVerified,
} from "../support/served-world.ts";
import { waitUntil } from "../support/wait-until.ts";

jest.setTimeout(600_000);

const STAFF = ["lab_technician", "firearms_examiner", "verifier", "investigator", "national_coordinator"] as const;
type State = Record<(typeof STAFF)[number], Person>;
const SECRET = "Harbour Street 9";
const DAY_MS = 86_400_000;
const EXAMINATION = {
  suitability: "suitable",
  regions: [{ region: "BreechFace", suitability: "suitable" }],
  notes: "Well marked; the marks run through.",
};

let world: ServedWorld;
let tt: State;
let jm: State;
/** An open and a restricted case of Jamaica, each with the mate of a Trinidadian exhibit. */
let open: { caseId: string; exhibitId: string; acquisitionId: string };
let restricted: typeof open;
let own: { exhibitId: string; acquisitionId: string };

async function makeState(state: string): Promise<State> {
  const labId = await world.makeLab(state);
  const people = await Promise.all(STAFF.map(async (role) => [role, await world.hire(state, labId, role)] as const));
  return Object.fromEntries(people) as State;
}

async function receive(state: State, scan: Uint8Array, facts: object = {}): Promise<typeof open> {
  const entered = await enterExhibit(state.lab_technician, facts);
  const answer = await sendScan(state.lab_technician, entered.exhibitId, scan);
  expect(answer.status).toBe(201);
  return { ...entered, acquisitionId: String(answer.body.id) };
}

const fire = (firing: number) => makeBreechFaceX3p({ firearm: 71, firing });

beforeAll(async () => {
  world = await openServedWorld();
  [tt, jm] = [await makeState("TT"), await makeState("JM")];
  open = await receive(jm, fire(1), { place: SECRET });
  restricted = await receive(jm, fire(2), { place: SECRET, restricted: true });
  own = await receive(tt, fire(3));
  await waitUntilVerified(jm.lab_technician, [open.acquisitionId, restricted.acquisitionId]);
  await waitUntilVerified(tt.lab_technician, [own.acquisitionId]);
});

interface Candidate {
  readonly score: number;
  readonly otherAcquisitionId: string | null;
  readonly other: { readonly state: string; readonly caseId: string | null; readonly caseFacts: object | null };
}

/** What a Trinidadian examiner is told of Jamaica's evidence as candidates of `acquisitionId`. */
async function listForeign(acquisitionId: string): Promise<Candidate[]> {
  const { body } = await tt.firearms_examiner.send("GET", `/v1/acquisitions/${acquisitionId}/candidates?limit=50`);
  return ((body.items ?? []) as unknown as Candidate[]).filter((item) => item.other.state === "JM");
}
const readingsOf = (evidence: typeof open) => [
  `/v1/cases/${evidence.caseId}`,
  `/v1/exhibits/${evidence.exhibitId}`,
  `/v1/exhibits?caseId=${evidence.caseId}`,
  `/v1/acquisitions?exhibitId=${evidence.exhibitId}`,
  `/v1/acquisitions/${evidence.acquisitionId}`,
  `/v1/acquisitions/${evidence.acquisitionId}/file`,
  `/v1/acquisitions/${evidence.acquisitionId}/preview.png`,
  `/v1/acquisitions/${evidence.acquisitionId}/candidates`,
  `/v1/acquisitions/${evidence.acquisitionId}/events`,
];

/** Of every person of Trinidad on every reading, those that gave anything. */
async function findLeaks(evidence: typeof open): Promise<string[]> {
  const leaks: string[] = [];
  for (const role of STAFF) {
    for (const path of readingsOf(evidence)) {
      const answer = await tt[role].send("GET", path);
      if (answer.status < 400 || answer.bytes.includes(SECRET)) leaks.push(`${role} ${path} ${answer.status}`);
    }
  }
  return leaks;
}

describe("without a release", () => {
  test("ids of another state's evidence open nothing, to nobody", async () => {
    expect(await findLeaks(open)).toEqual([]);
    expect(await findLeaks(restricted)).toEqual([]);
    const absent = await tt.firearms_examiner.send("GET", `/v1/cases/${randomUUID()}`);
    const hidden = await tt.firearms_examiner.send("GET", `/v1/cases/${open.caseId}`);
    // A guess cannot tell what exists from what does not.
    expect([hidden.status, hidden.body.code, hidden.body.detail]).toEqual([
      absent.status,
      absent.body.code,
      absent.body.detail,
    ]);
  });

  test("nor do they let anything be written", async () => {
    const { caseId, exhibitId } = open;
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
    const writes: [string, string, object, Record<string, string>?][] = [
      ["POST", "/v1/exhibits", { caseId, exhibitNumber: "9", type: "bullet" }],
      ["PATCH", `/v1/cases/${caseId}`, { restricted: false }, { "if-match": 'W/"1"' }],
      ["PATCH", `/v1/exhibits/${exhibitId}`, { calibre: null }, { "if-match": 'W/"1"' }],
      ["POST", "/v1/releases", { caseId, toState: "TT", purpose: "curiosity", expiresAt }],
    ];
    for (const [method, path, body, headers] of writes) {
      for (const role of STAFF) {
        const { status } = await tt[role].send(method, path, body, headers);
        expect([role, path, status >= 403 && status <= 404]).toEqual([role, path, true]);
      }
    }
    // More than once on one connection: the body of a refused form must not stand in the next request's way.
    const scan = fire(4);
    for (let n = 0; n < 3; n++) {
      expect((await sendScan(tt.lab_technician, exhibitId, scan)).status).toBe(404);
      expect((await tt.lab_technician.send("GET", "/v1/labs")).status).toBe(200);
    }
  });

  test("the open case's candidate is told without facts, the restricted one's not at all", async () => {
    const items = await listForeign(own.acquisitionId);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ otherAcquisitionId: null, other: { caseId: null, caseFacts: null } });
    expect(items[0]?.score).toBeGreaterThan(0.3);
    expect(JSON.stringify(items)).not.toContain(SECRET);
  });
});

describe("with a release", () => {
  const release = async (caseId: string, ms: number): Promise<string> => {
    const expiresAt = new Date(Date.now() + ms).toISOString();
    const body = { caseId, toState: "TT", purpose: "joint investigation", expiresAt };
    return jm.national_coordinator.make("/v1/releases", body);
  };
  const readCase = (caseId: string) => tt.firearms_examiner.send("GET", `/v1/cases/${caseId}`);

  test("it opens the restricted case and makes it a candidate of what was there and what comes; its withdrawal closes all", async () => {
    const id = await release(restricted.caseId, DAY_MS);
    expect((await readCase(restricted.caseId)).body).toMatchObject({ place: SECRET, comment: null });
    await waitUntil(async () => (await listForeign(own.acquisitionId)).length === 2);
    // It is a candidate now: who examines looks at the own exhibit first.
    const readFile = () => tt.firearms_examiner.send("GET", `/v1/acquisitions/${restricted.acquisitionId}/file`);
    expect((await readFile()).body).toMatchObject({ code: "EXAMINATION_NOT_DOCUMENTED", exhibitId: own.exhibitId });
    await tt.firearms_examiner.make(`/v1/exhibits/${own.exhibitId}/examinations`, EXAMINATION);
    const file = await readFile();
    expect([file.status, Buffer.compare(file.bytes, Buffer.from(fire(2)))]).toEqual([200, 0]);
    const later = await receive(tt, fire(5));
    await waitUntilVerified(tt.lab_technician, [later.acquisitionId]);
    const both = await listForeign(later.acquisitionId);
    expect(both.map((item) => item.other.caseId).sort()).toEqual([restricted.caseId, null].sort());
    expect((await tt.lab_technician.send("GET", `/v1/acquisitions/${restricted.acquisitionId}/file`)).status).toBe(404);

    const withdrawn = await jm.national_coordinator.send("POST", `/v1/releases/${id}/withdraw`, {});
    expect(withdrawn.status).toBe(200);
    expect(await findLeaks(restricted)).toEqual([]);
    expect((await listForeign(later.acquisitionId)).map((item) => item.other.caseId)).toEqual([null]);
    expect((await listForeign(own.acquisitionId)).map((item) => item.other.caseId)).toEqual([null]);
    expect((await jm.national_coordinator.send("POST", `/v1/releases/${id}/withdraw`, {})).body.code).toBe("CONFLICT");
  });

  test("it ends by itself", async () => {
    await release(restricted.caseId, 4_000);
    expect((await readCase(restricted.caseId)).status).toBe(200);
    await sleep(4_100);
    expect(await findLeaks(restricted)).toEqual([]);
  });

  test("only the owner gives it, and never for the past", async () => {
    const body = { caseId: open.caseId, toState: "TT", purpose: "late", expiresAt: "2020-01-01T00:00:00Z" };
    expect((await jm.national_coordinator.send("POST", "/v1/releases", body)).body.code).toBe("VALIDATION_FAILED");
    expect((await jm.firearms_examiner.send("POST", "/v1/releases", body)).body.code).toBe("FORBIDDEN");
  });
});

describe("the same bytes", () => {
  const duplicate = (answer: Answer) => [answer.status, answer.body.code, answer.body.existingId];

  test("from the same lab are refused naming the first, also at once", async () => {
    const scan = fire(10);
    const { exhibitId } = await enterExhibit(tt.lab_technician);
    const answers = await Promise.all([1, 2, 3].map(() => sendScan(tt.lab_technician, exhibitId, scan)));
    const [first] = answers.filter((answer) => answer.status === 201);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
    for (const answer of answers.filter((one) => one !== first))
      expect(duplicate(answer)).toEqual([409, "DUPLICATE_ACQUISITION", first?.body.id]);
  });

  test("from another state are taken, and are the same image, never a match; nobody is told of the other's", async () => {
    const [first, second] = [await receive(jm, fire(11)), await receive(tt, fire(11))];
    const { exhibitId } = await enterExhibit(tt.lab_technician);
    const again = await sendScan(tt.lab_technician, exhibitId, fire(11));
    expect(duplicate(again)).toEqual([409, "DUPLICATE_ACQUISITION", second.acquisitionId]);
    await waitUntilVerified(tt.lab_technician, [second.acquisitionId]);
    await waitUntilVerified(jm.lab_technician, [first.acquisitionId]);
    await world.regional.make("/v1/agreements", { states: ["JM", "TT"] });
    const path = `/v1/acquisitions/${second.acquisitionId}/candidates?limit=50`;
    const { items = [] } = (await tt.firearms_examiner.send("GET", path)).body;
    expect(items.length).toBeGreaterThan(0);
    expect(items.map((item) => item.otherAcquisitionId)).not.toContain(first.acquisitionId);
    expect(JSON.stringify((await tt.lab_technician.send("GET", readingsOf(second)[4] ?? "")).body)).not.toContain(
      first.acquisitionId,
    );
  });
});
