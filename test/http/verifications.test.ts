/** The system asks who verifies; nobody else does, and nothing of the first conclusion is told before. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { endOfAssignment } from "../../src/domain/verification.ts";
import { reassignLapsed } from "../../src/usecases/review/reassign-lapsed.ts";
import { documentEverything } from "../support/review-steps.ts";
import { decide, type EvidenceWorld, makeWorld } from "./support/evidence-world.ts";
import { type KnownWorld, makeKnownWorld } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { hire, type Person, signIn } from "./support/people.ts";

const SECRET = "ONLYTHEFIRSTEXAMINERKNOWS";
let api: TestApp;
let known: KnownWorld;
beforeAll(async () => {
  api = await openTestApp();
  known = await makeKnownWorld(api);
});
afterAll(() => api.close());

async function concludeFirst(): Promise<EvidenceWorld> {
  const own = await makeWorld(api, { agreed: false });
  await decide(own.tt.examiner, own.linkageId, "reviews", { decision: "lead", reasons: `${SECRET} in the images.` });
  const given = { conclusion: "identification", reasons: `${SECRET} at the microscope.` };
  await decide(own.tt.examiner, own.linkageId, "conclusions", given);
  return own;
}

type Verifier = Omit<Person, "labId" | "state">;

interface Asked {
  readonly id: string;
  readonly accountId: string | null;
  readonly accountState: string | null;
  readonly cause: string;
}
const assignmentsOf = async (person: Verifier, linkageId: string) =>
  (await person.send("GET", `/v1/linkages/${linkageId}`)).json<{ assignments: Asked[]; nobodyEligible: boolean }>();

async function concludeAs(person: Verifier, linkageId: string) {
  const { etag } = (await person.send("GET", `/v1/linkages/${linkageId}`)).headers;
  return person.send("POST", `/v1/linkages/${linkageId}/conclusions`, {
    body: { conclusion: "identification", reasons: "The marks agree over the whole face." },
    headers: { "if-match": String(etag) },
  });
}

test("an examiner of the other state is asked, and only that one verifies; who declines is not asked again", async () => {
  const { tt, jm, linkageId } = await concludeFirst();
  const { assignments } = await assignmentsOf(tt.coordinator, linkageId);
  expect(assignments).toMatchObject([{ cause: "first_conclusion", accountState: "JM" }]);
  // Neither the first examiner nor a colleague is told who it is.
  expect((await assignmentsOf(tt.examiner, linkageId)).assignments).toEqual([]);
  for (const person of [tt.verifier, tt.examiner]) {
    expect(["VERIFIER_NOT_ASSIGNED", "SAME_EXAMINER"]).toContain((await concludeAs(person, linkageId)).json().code);
  }
  const staff = await listVerifiers("JM");
  const asked = staff.get(assignments[0]?.accountId ?? "")!;
  const { items } = (await asked.send("GET", "/v1/verifications")).json();
  const mine = items.find((item: { linkageId: string }) => item.linkageId === linkageId);
  expect(mine).toMatchObject({ part: "verification", accountId: asked.id });
  const decline = (person: Verifier, reason: string) =>
    person.send("POST", `/v1/verifications/${mine.id}/decline`, { body: { reason } });
  expect((await decline(tt.verifier, "I have no time for it.")).json().code).toBe("VERIFIER_NOT_ASSIGNED");
  expect((await decline(asked, " no ")).json().errors[0].field).toBe("reason");
  expect((await decline(asked, "I am on leave for a month.")).statusCode).toBe(204);
  expect((await decline(asked, "I am on leave for a month.")).json().code).toBe("CONFLICT");
  const after = await assignmentsOf(jm.coordinator, linkageId);
  expect(after.assignments.map((row) => row.cause)).toEqual(["first_conclusion", "declined"]);
  expect(after.assignments[1]?.accountId).not.toBe(asked.id);
  expect((await concludeAs(asked, linkageId)).json().code).toBe("VERIFIER_NOT_ASSIGNED");

  // A coordinator has it assigned anew; the system says to whom.
  const reassign = (person: Person, id: string | undefined) =>
    person.send("POST", `/v1/verifications/${id}/reassign`, { body: { reason: "They left the lab." } });
  expect((await reassign(tt.examiner, after.assignments[1]?.id)).json().code).toBe("FORBIDDEN");
  expect((await reassign(tt.coordinator, after.assignments[1]?.id)).statusCode).toBe(204);
  const last = (await assignmentsOf(jm.coordinator, linkageId)).assignments;
  expect(new Set(last.map((row) => row.accountId)).size).toBe(3);
  await documentEverything(api.deps.sql);
  const verifier = (await listVerifiers("JM", "TT")).get(last[2]?.accountId ?? "")!;
  expect((await concludeAs(verifier, linkageId)).json()).toMatchObject({ conclusion: { part: "verification" } });
});

test("what runs out is asked of the next, and coordinators are told where nobody is eligible", async () => {
  const { tt, linkageId } = await concludeFirst();
  const { sql, clock } = api.deps;
  const later = (hours: number) => ({ sql, clock: { now: () => new Date(clock.now().getTime() + hours * 3_600_000) } });
  const before = (await assignmentsOf(tt.coordinator, linkageId)).assignments;
  expect(await reassignLapsed(later(1))).toBe(0);
  const end = (endOfAssignment(clock.now()).getTime() - clock.now().getTime()) / 3_600_000;
  expect(await reassignLapsed(later(end + 1))).toBeGreaterThan(0);
  const after = (await assignmentsOf(tt.coordinator, linkageId)).assignments;
  expect(after.map((row) => row.cause)).toEqual(["first_conclusion", "expired"]);
  expect(after[1]?.accountId).not.toBe(before[0]?.accountId);

  await sql.query("update accounts set disabled_at = now() where 'firearms_examiner' = any (roles) and id <> $1", [
    tt.examiner.id,
  ]);
  const alone = await makeWorldWith(tt);
  const coordinated = await assignmentsOf(tt.coordinator, alone);
  expect([coordinated.nobodyEligible, coordinated.assignments[0]?.accountId]).toEqual([true, null]);
  await sql.query("update accounts set disabled_at = null");
  expect(await reassignLapsed(later(2))).toBeGreaterThan(0);
  expect((await assignmentsOf(tt.coordinator, alone)).nobodyEligible).toBe(false);
});

test("no route tells the one who is asked, or anybody but the first examiner, what was concluded first", async () => {
  const { tt, jm, linkageId, candidateId, left, right } = await concludeFirst();
  await documentEverything(api.deps.sql);
  const { assignments } = await assignmentsOf(tt.coordinator, linkageId);
  const asked = (await listVerifiers("JM")).get(assignments[0]?.accountId ?? "")!;
  const [{ id: assignmentId }] = assignments as [Asked];
  const readers: Verifier[] = [asked, tt.verifier, tt.coordinator, jm.coordinator, tt.investigator, tt.technician];
  readers.push(await hire(api, "JM", jm.technician.labId, "auditor"));
  const urls = api.app.routeTable
    .filter((route) => route.method === "GET" && route.url.startsWith("/v1/") && !route.url.endsWith("/events"))
    .map(({ url }) => url);
  expect(urls.length).toBeGreaterThan(50);
  const here: Record<string, string> = {
    linkageId,
    candidateId,
    assignmentId,
    caseId: left.case.id,
    exhibitId: left.exhibit.id,
    acquisitionId: right.acquisitionId,
  };
  const fill = (url: string) => known.fill(url.replace(/:([A-Za-z]+)/g, (whole, name: string) => here[name] ?? whole));
  const walk = async (person: Verifier) => {
    const seen: string[] = [];
    for (const url of [...urls.map(fill), `/v1/audit-events?targetId=${linkageId}&limit=200`]) {
      seen.push(`${url} ${(await person.send("GET", url)).body}`);
    }
    const lead = await person.send("POST", "/v1/reports", { body: { linkageId, kind: "lead" } });
    return [...seen, lead.body];
  };
  for (const reader of readers) {
    const told = (await walk(reader)).filter((text) => text.includes(SECRET));
    expect(told).toEqual([]);
    const detail = (await reader.send("GET", `/v1/linkages/${linkageId}`)).json();
    expect(detail.conclusions ?? []).toEqual([]);
  }
  // The first examiner is told: the walk would have found it.
  expect((await walk(tt.examiner)).some((text) => text.includes(SECRET))).toBe(true);
});

/** A linkage that is concluded first by this person while nobody else may. */
async function makeWorldWith(tt: EvidenceWorld["tt"]): Promise<string> {
  const own = await makeWorld(api, { agreed: false });
  await api.deps.sql.query("update accounts set disabled_at = now() where id in ($1, $2, $3, $4)", [
    own.tt.examiner.id,
    own.tt.verifier.id,
    own.jm.examiner.id,
    own.jm.verifier.id,
  ]);
  await decide(tt.examiner, own.linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
  const given = { conclusion: "identification", reasons: "Individual marks agree." };
  await decide(tt.examiner, own.linkageId, "conclusions", given);
  return own.linkageId;
}

/** Everybody of the states who may verify, signed in anew. */
async function listVerifiers(...states: ("TT" | "JM")[]): Promise<ReadonlyMap<string, Verifier>> {
  const { rows } = await api.deps.sql.query(
    "select id, email from accounts where owner_state = any ($1) and roles && array['firearms_examiner', 'verifier']",
    [states],
  );
  const people = new Map<string, Verifier>();
  for (const row of rows) people.set(String(row.id), await signIn(api, String(row.id), String(row.email)));
  return people;
}
