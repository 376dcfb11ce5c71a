/** Reports as they go out: signed, checked by whoever holds one, withdrawn, in five languages. */
import { createHash, createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import canonicalize from "canonicalize";
import { LANGUAGES } from "../../src/domain/language.ts";
import { WORDS } from "../../src/domain/words/of-language.ts";
import { openTestSigner } from "../support/test-signer.ts";
import { decide, type EvidenceWorld, hireStaff, makeWorld, reachHit, type Staff } from "./support/evidence-world.ts";
import { tomorrow } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { PASSWORD, type Person, sendAs } from "./support/people.ts";

let api: TestApp;
let world: EvidenceWorld;
let bb: Staff;
beforeAll(async () => {
  api = await openTestApp();
  world = await makeWorld(api, { case: { place: "Port of Spain, Charlotte Street 12" } });
  await reachHit(world);
  bb = await hireStaff(api, "BB");
});
afterAll(() => api.close());

const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");

/** A hit report of this world for TT's investigator. */
async function issue(more: object = {}, of: EvidenceWorld = world) {
  const body = { linkageId: of.linkageId, kind: "hit", ...more };
  const response = await of.tt.investigator.send("POST", "/v1/reports", { body });
  expect([response.statusCode, response.body.slice(0, 200)]).toEqual([201, expect.any(String)]);
  return response.json();
}

/** As an outsider checks it, with nothing of this program. */
async function readStatement(jws: string): Promise<Record<string, string>> {
  const [header = "", payload = "", signature = ""] = jws.split(".");
  const { alg, kid } = JSON.parse(Buffer.from(header, "base64url").toString());
  const { keys } = (await api.app.inject("/v1/keys")).json<{ keys: { kid: string; crv: string; x: string }[] }>();
  const jwk = keys.find((key) => key.kid === kid);
  expect([alg, jwk?.crv]).toEqual(["EdDSA", "Ed25519"]);
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: String(jwk?.x) }, format: "jwk" });
  expect(verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"))).toBe(true);
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

describe("GET /v1/reports", () => {
  type Page = { items: Record<string, unknown>[]; nextCursor: string | null };
  const list = async (person: Person, query = "") => (await person.send("GET", `/v1/reports${query}`)).json<Page>();

  test("lists what was issued to the person, newest first, a page at a time; to their coordinator what the state has", async () => {
    const [first, second] = [await issue(), await issue({ language: "fr" })];
    const page = await list(world.tt.investigator, "?limit=1");
    expect(page.items).toEqual([
      {
        id: second.id,
        number: second.number,
        kind: "hit",
        language: "fr",
        linkageId: world.linkageId,
        hitId: second.hitId,
        issuedTo: second.issuedTo,
        states: second.document.sides.map((side: { state: string }) => side.state),
        withdrawnAt: null,
        createdAt: second.createdAt,
      },
    ]);
    const next = await list(world.tt.investigator, `?limit=1&cursor=${page.nextCursor}`);
    expect(next.items.map(({ id }) => id)).toEqual([first.id]);
    const ids = (await list(world.tt.coordinator)).items.map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual([second.id, first.id]);
    for (const other of [world.tt.examiner, world.jm.coordinator, bb.coordinator]) {
      expect((await list(other)).items).toEqual([]);
    }
  });

  test("says which were withdrawn, and takes no other list's cursor", async () => {
    const { id } = await issue();
    await world.tt.coordinator.send("POST", `/v1/reports/${id}/withdraw`, {
      body: { reason: "Issued for the wrong case." },
    });
    const [newest] = (await list(world.tt.investigator)).items;
    expect([newest?.id, newest?.withdrawnAt]).toEqual([id, expect.any(String)]);
    expect((await world.tt.investigator.send("GET", "/v1/reports?cursor=WyJhIl0")).statusCode).toBe(400);
  });

  test("names another state's evidence with a purpose only, and tells that state how often", async () => {
    await issue();
    const { investigator, coordinator } = world.tt;
    const payload = { email: investigator.email, password: PASSWORD };
    const { token } = (await api.app.inject({ method: "POST", url: "/v1/sessions", payload })).json<{
      token: string;
    }>();
    const purposeless = await sendAs(api, token)("GET", "/v1/reports");
    expect([purposeless.statusCode, purposeless.json().code]).toEqual([403, "PURPOSE_REQUIRED"]);
    for (const person of [investigator, coordinator]) {
      const listed = (await list(person, "?limit=100")).items.length;
      const { rows } = await api.deps.sql.query(
        "select owner_states, detail from audit_events where action = 'report.listed' and actor_id = $1 order by seq desc limit 1",
        [person.id],
      );
      expect([listed > 0, rows[0]]).toEqual([
        true,
        { owner_states: ["TT", "JM"], detail: expect.objectContaining({ count: listed, purpose: "examination" }) },
      ]);
    }
  });

  test("leaves out what may not be opened: a side that its state no longer releases, and what was removed", async () => {
    const other = await makeWorld(api, { agreed: false });
    await reachHit(other);
    const { tt, jm, right } = other;
    const { id } = await issue({}, other);
    const ids = async (person: Person) => (await list(person)).items.map((item) => item.id);
    const shown = async (expected: string[]) => {
      expect(await ids(tt.investigator)).toEqual(expected);
      expect((await ids(tt.coordinator)).includes(id)).toBe(expected.length > 0);
      const read = await tt.investigator.send("GET", `/v1/reports/${id}`);
      expect(read.statusCode === 200).toBe(expected.length > 0);
    };
    await shown([id]);
    await api.deps.sql.query("update cases set restricted = true where id = $1", [right.case.id]);
    await shown([]);
    for (const person of [tt.investigator, tt.coordinator])
      expect((await person.send("GET", `/v1/reports/${id}`)).statusCode).toBe(404);
    const release = { caseId: right.case.id, toState: "TT", purpose: "Joint case", expiresAt: tomorrow() };
    const released = await jm.coordinator.send("POST", "/v1/releases", { body: release });
    await shown([id]);
    await jm.coordinator.send("POST", `/v1/releases/${released.json().id}/withdraw`);
    await shown([]);
    await api.deps.sql.query("update cases set restricted = false where id = $1", [right.case.id]);
    await shown([id]);
    const body = { reasonCode: "entered_in_error", reason: "It was entered under another case." };
    await tt.coordinator.send("POST", `/v1/exhibits/${other.left.exhibit.id}/removal`, { body });
    await shown([]);
  });
});

describe("a report is signed when it is issued", () => {
  test("over the hashes of its two forms, by a published key", async () => {
    const report = await issue();
    const url = `/v1/reports/${report.id}`;
    const [pdf, json, detached] = await Promise.all(
      ["pdf", "json", "signature"].map((part) => world.tt.investigator.send("GET", `${url}/${part}`)),
    );
    expect(detached!.headers["content-type"]).toBe("application/jose");
    expect(detached!.headers["content-disposition"]).toContain(`${report.number}.jws`);
    const statement = await readStatement(detached!.body);
    expect(statement).toEqual({
      format: "ribin-report/1",
      issuedAt: report.createdAt,
      issuingState: "TT",
      jsonSha256: sha256(json!.rawPayload),
      kind: "hit",
      language: "en",
      number: report.number,
      pdfSha256: sha256(pdf!.rawPayload),
      reportId: report.id,
    });
    // What is signed tells nothing of the content.
    expect(JSON.stringify(statement)).not.toMatch(/Charlotte|9x19|BreechFace|identification/);
    // The JSON that goes out has the signature in it, and is the signed document in the form of RFC 8785.
    const read = (await world.tt.investigator.send("GET", url)).json();
    expect(read).toMatchObject({ signature: detached!.body, jsonSha256: statement.jsonSha256, keyId: report.keyId });
    expect(canonicalize(read.document)).toBe(json!.body);
    expect(json!.headers["content-type"]).toContain("application/json");
  });

  test("by the key of its day: one that is no longer used still tells", async () => {
    const before = await issue();
    const signer = await openTestSigner();
    Object.assign(api.deps, { signer });
    const after = await issue();
    expect(after.keyId).toBe(signer.keyId);
    expect(after.keyId).not.toBe(before.keyId);
    for (const { signature, number } of [before, after]) {
      expect(await readStatement(signature)).toMatchObject({ number });
    }
  });

  test("its signature is its reader's, as the report itself is", async () => {
    const { id } = await issue();
    for (const person of [bb.coordinator, world.jm.investigator, world.jm.coordinator] as Person[]) {
      for (const part of ["signature", "json"]) {
        expect((await person.send("GET", `/v1/reports/${id}/${part}`)).statusCode).toBe(404);
      }
    }
    expect((await world.tt.examiner.send("GET", `/v1/reports/${id}/signature`)).statusCode).toBe(403);
  });

  test("and nothing of it is changed or taken away afterwards", async () => {
    const { id } = await issue();
    for (const statement of [
      "update report_signatures set jws = 'x' where report_id = $1",
      "delete from report_signatures where report_id = $1",
    ]) {
      await expect(api.deps.sql.query(statement, [id])).rejects.toThrow(/never changed/);
    }
    await expect(api.deps.sql.query("truncate report_signatures", [])).rejects.toThrow(/never changed/);
  });

  test("a document that was changed behind the database's back is not given out as the signed one", async () => {
    const { id } = await issue();
    await api.deps.sql.query("alter table reports disable trigger reports_kept", []);
    await api.deps.sql.query(
      "update reports set document = jsonb_set(document, '{comparison,score}', '0.99') where id = $1",
      [id],
    );
    await api.deps.sql.query("alter table reports enable trigger reports_kept", []);
    const read = await world.tt.investigator.send("GET", `/v1/reports/${id}/json`);
    expect([read.statusCode, read.json().code]).toEqual([500, "EVIDENCE_ALTERED"]);
  });

  test("a report of before reports were signed is read as ever, and has no signature to download", async () => {
    const { id } = await issue();
    await api.deps.sql.query("alter table report_signatures disable trigger report_signatures_kept", []);
    await api.deps.sql.query("delete from report_signatures where report_id = $1", [id]);
    await api.deps.sql.query("alter table report_signatures enable trigger report_signatures_kept", []);
    const read = (await world.tt.investigator.send("GET", `/v1/reports/${id}`)).json();
    expect(read).toMatchObject({ id, signature: null, keyId: null, jsonSha256: null });
    const detached = await world.tt.investigator.send("GET", `/v1/reports/${id}/signature`);
    expect([detached.statusCode, detached.json().code]).toEqual([404, "FILE_NOT_FOUND"]);
  });
});

const verifyHash = (hash: string) =>
  api.app.inject({ method: "POST", url: "/v1/public/report-verifications", payload: { sha256: hash } });
const verifyFile = (payload: Buffer, type = "application/pdf") =>
  api.app.inject({
    method: "POST",
    url: "/v1/public/report-verifications",
    headers: { "content-type": type },
    payload,
  });

describe("whoever holds a report may ask whether it is genuine", () => {
  test("by its hash or with the file itself, and is told nothing of its content", async () => {
    const report = await issue();
    const pdf = (await world.tt.investigator.send("GET", `/v1/reports/${report.id}/pdf`)).rawPayload;
    const json = (await world.tt.investigator.send("GET", `/v1/reports/${report.id}/json`)).rawPayload;
    const genuine = {
      sha256: report.pdfSha256,
      status: "issued and unchanged",
      form: "pdf",
      kind: "hit",
      issuingState: "TT",
      issuedAt: report.createdAt,
      withdrawnAt: null,
      keyId: report.keyId,
    };
    // Exactly these members: no number, person, case, calibre or linkage.
    expect((await verifyHash(report.pdfSha256)).json()).toEqual(genuine);
    expect((await verifyHash(report.pdfSha256.toUpperCase())).json()).toEqual(genuine);
    expect((await verifyFile(pdf)).json()).toEqual(genuine);
    const ofJson = await verifyFile(json, "application/octet-stream");
    expect(ofJson.json()).toEqual({ ...genuine, sha256: report.jsonSha256, form: "json" });
    expect(ofJson.headers["cache-control"]).toBe("no-store");
  });

  test("and one changed byte makes it unknown", async () => {
    const { id } = await issue();
    for (const part of ["pdf", "json"]) {
      const bytes = (await world.tt.investigator.send("GET", `/v1/reports/${id}/${part}`)).rawPayload;
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ 1;
        const answer = (await verifyFile(changed, "application/octet-stream")).json();
        expect(answer).toMatchObject({ status: "unknown", kind: null, issuingState: null, keyId: null });
      }
    }
  });

  test("and is told which field is wrong", async () => {
    const bad = await verifyHash("abc");
    expect([bad.statusCode, bad.json().errors]).toEqual([
      400,
      [{ field: "sha256", message: expect.stringContaining("64 hexadecimal digits") }],
    ]);
    const typed = await verifyFile(Buffer.from("x"), "text/plain");
    expect([typed.statusCode, typed.json().code]).toEqual([415, "MEDIA_TYPE_UNSUPPORTED"]);
  });

  test("but not without end", async () => {
    const own = await openTestApp();
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 31; i++) {
        const payload = { sha256: "0".repeat(64) };
        const url = "/v1/public/report-verifications";
        statuses.push((await own.app.inject({ method: "POST", url, payload })).statusCode);
      }
      expect(statuses).toEqual([...Array(30).fill(200), 429]);
    } finally {
      await own.close();
    }
  });
});

describe("a report that no longer stands is withdrawn by the state that issued it", () => {
  const REASON = "The exhibits were mixed up in the lab; RIBIN-2026-000099 takes its place.";
  const withdraw = (person: Person, id: string, reason = REASON) =>
    person.send("POST", `/v1/reports/${id}/withdraw`, { body: { reason } });

  test("stays readable to its readers, marked, and verifies as withdrawn", async () => {
    const report = await issue();
    const url = `/v1/reports/${report.id}`;
    const before = (await world.tt.investigator.send("GET", `${url}/pdf`)).rawPayload;
    const withdrawn = await withdraw(world.tt.examiner, report.id);
    expect([withdrawn.statusCode, withdrawn.json()]).toEqual([
      200,
      expect.objectContaining({ reportId: report.id, reason: REASON, withdrawnBy: world.tt.examiner.id }),
    ]);
    const { withdrawnAt } = withdrawn.json();
    const read = (await world.tt.investigator.send("GET", url)).json();
    expect(read).toEqual({ ...report, withdrawn: { at: withdrawnAt, reason: REASON } });
    for (const part of ["pdf", "json"]) {
      const file = await world.tt.investigator.send("GET", `${url}/${part}`);
      expect(file.headers["content-disposition"]).toContain(`${report.number}-WITHDRAWN.${part}`);
      expect(file.headers["ribin-report-withdrawn"]).toBe(withdrawnAt);
      if (part === "pdf") expect(file.rawPayload.equals(before)).toBe(true);
      const answer = (await verifyFile(file.rawPayload, "application/octet-stream")).json();
      expect(answer).toMatchObject({ status: "withdrawn", withdrawnAt, kind: "hit", issuingState: "TT" });
      expect(JSON.stringify(answer)).not.toContain("mixed");
    }
    const again = await withdraw(world.tt.coordinator, report.id);
    expect([again.statusCode, again.json().code]).toEqual([409, "CONFLICT"]);
    await expect(api.deps.sql.query("delete from report_withdrawals", [])).rejects.toThrow(/never changed/);
    const trail = (await world.jm.coordinator.send("GET", `/v1/audit-events?targetId=${report.id}`)).json();
    const event = trail.items.find((item: { action: string }) => item.action === "report.withdrawn");
    expect(event).toMatchObject({ actorId: world.tt.examiner.id, ownerStates: expect.arrayContaining(["TT", "JM"]) });
    expect(JSON.stringify(event)).not.toContain("mixed");
  });

  test("and by nobody else, nor without a reason", async () => {
    const { id } = await issue();
    for (const person of [world.jm.examiner, world.jm.coordinator, bb.coordinator]) {
      expect((await withdraw(person, id)).statusCode).toBe(404);
    }
    for (const person of [world.tt.investigator, world.tt.technician]) {
      expect((await withdraw(person, id)).statusCode).toBe(403);
    }
    const bare = await withdraw(world.tt.examiner, id, "  ");
    expect([bare.statusCode, bare.json().errors[0].field]).toEqual([400, "reason"]);
    expect((await world.tt.investigator.send("GET", `/v1/reports/${id}`)).json().withdrawn).toBeNull();
  });
});

describe("a lead notice and a hit report are two documents", () => {
  test("each is issued at its state of the linkage only, and says what it is", async () => {
    const own = await makeWorld(api, { agreed: false });
    const { tt, jm, linkageId } = own;
    const ask = (person: Person, kind: "lead" | "hit") =>
      person.send("POST", "/v1/reports", { body: { linkageId, kind } });
    const refused = async (kind: "lead" | "hit", words: string) => {
      const answer = await ask(tt.examiner, kind);
      expect([answer.statusCode, answer.json().code, answer.json().detail]).toEqual([409, "CONFLICT", words]);
    };
    await refused("lead", 'A linkage that is "candidate" has no lead notice.');
    await decide(tt.examiner, linkageId, "reviews", { decision: "lead", reasons: "Many cells agree." });
    await refused("hit", 'A linkage that is "lead" has no hit report.');
    const lead = await ask(tt.examiner, "lead");
    expect(lead.statusCode).toBe(201);
    const notice = lead.json();
    expect(notice.document.caveats[0]).toMatch(/intelligence and not evidence.*must not be used.*without confirmation/);
    expect([notice.kind, notice.hitId, notice.document.conclusions]).toEqual(["lead", null, []]);

    const agreed = { conclusion: "identification", reasons: "Sufficient agreement." };
    await decide(tt.examiner, linkageId, "conclusions", agreed);
    // Before the verification there is no hit report, and a lead notice betrays nothing of the first conclusion.
    await refused("hit", 'A linkage that is "under microscopy" has no hit report.');
    expect((await ask(jm.examiner, "lead")).json().document.conclusions).toEqual([]);
    await decide(jm.examiner, linkageId, "conclusions", agreed);
    await refused("hit", 'A linkage that is "under microscopy" has no hit report.');
    await decide(jm.examiner, linkageId, "hit");
    await refused("lead", 'A linkage that is "hit" has no lead notice.');
    const hit = (await ask(tt.investigator, "hit")).json();
    expect(hit.document.conclusions).toHaveLength(2);
    expect(hit.document.caveats[0]).not.toBe(notice.document.caveats[0]);
    expect(hit.document.comparison.likelihood).toBeNull();
    // What a copy is, anybody can tell.
    expect((await verifyHash(notice.pdfSha256)).json()).toMatchObject({ kind: "lead", issuingState: "TT" });
    expect((await verifyHash(hit.pdfSha256)).json()).toMatchObject({ kind: "hit", issuingState: "TT" });
    const titles = await Promise.all(
      [
        { person: tt.examiner, id: notice.id },
        { person: tt.investigator, id: hit.id },
      ].map(async ({ person, id }) =>
        (await person.send("GET", `/v1/reports/${id}/pdf`)).rawPayload.toString("latin1"),
      ),
    );
    expect(titles[0]).toContain(`Lead notice ${notice.number}`);
    expect(titles[1]).toContain(`Hit report ${hit.number}`);
  });
});

describe("a report is in the language that was chosen", () => {
  test.each(LANGUAGES)("%s, and that is a part of what is signed", async (language) => {
    const report = await issue({ language });
    const words = WORDS[language];
    expect(report.language).toBe(language);
    expect(report.document).toMatchObject({ language, caveats: [words.caveats.hit, words.caveats.score] });
    expect(report.document.sides.map((side: { stateName: string }) => side.stateName).sort()).toEqual(
      [words.states.JM, words.states.TT].sort(),
    );
    expect(await readStatement(report.signature)).toMatchObject({ language, jsonSha256: report.jsonSha256 });
    const { rows } = await api.deps.sql.query(
      "select r.language as a, s.language as b from reports r join report_signatures s on s.report_id = r.id where r.id = $1",
      [report.id],
    );
    expect(rows).toEqual([{ a: language, b: language }]);
    const pdf = await world.tt.investigator.send("GET", `/v1/reports/${report.id}/pdf`);
    expect(pdf.rawPayload.toString("latin1")).toContain(`/Lang (${language})`);
    expect(pdf.rawPayload.toString("utf8")).toContain(`${words.titles.hit} ${report.number}`);
  });

  test("which is one of the five", async () => {
    const body = { linkageId: world.linkageId, kind: "hit", language: "pap" };
    const bad = await world.tt.investigator.send("POST", "/v1/reports", { body });
    expect([bad.statusCode, bad.json().errors[0].field]).toEqual([400, "language"]);
  });
});
