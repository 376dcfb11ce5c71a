/** Import with a preview, and export, of a state's own evidence: XML and CSV through the API. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hireStaff, makeWorld, reachHit, type Staff } from "./support/evidence-world.ts";
import { sendImport } from "./support/known-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, type Person } from "./support/people.ts";

let api: TestApp;
let gd: Staff;
let jm: Staff;
beforeAll(async () => {
  api = await openTestApp();
  [gd, jm] = [await hireStaff(api, "BB"), await hireStaff(api, "JM")];
}, 240_000);
afterAll(() => api.close());

const NS = 'xmlns="urn:ribin:exchange:1"';
const wrap = (inside: string, state = "BB") =>
  `<?xml version="1.0" encoding="UTF-8"?><Export ${NS} state="${state}">${inside}</Export>`;
const oneCase = (number: string, more = "") =>
  `<Cases><Case><CaseNumber>${number}</CaseNumber><EventType code="ROB">robbery</EventType>${more}</Case></Cases>`;
const sendXml = (person: Person, xml: string) => sendImport(api, person, xml, { format: "xml" });
const apply = (person: Person, id: string) => person.send("POST", `/v1/imports/${id}/application`, { body: {} });
const exportAs = async (person: Person, query: string) =>
  (await person.send("GET", `/v1/exports/evidence?${query}`)).body;
const withoutMoment = (xml: string) => xml.replace(/ createdAt="[^"]*"/, "");
const itemsOf = async (person: Person, id: string, query = "") =>
  (await person.send("GET", `/v1/imports/${id}/items${query}`)).json().items;

/** Text that tries the writers: markup, quotes, formulas, lines, other scripts, what XML lacks. */
const TEXTS = [
  "a <b> & \"c\" 'd'",
  '=HYPERLINK("http://x")',
  "'=1+1",
  "''",
  "-1",
  "two\nlines\r\nand a carriage\rreturn",
  "Tè a mouye — zapatería 🔎 𐍈 العربية",
  "bell \u0007 and escape \u001b and \ufffe",
  "semi;colon, comma",
  "]]> <!-- no --> &amp;",
];

async function enterAll(staff: Staff): Promise<void> {
  for (const [index, text] of TEXTS.entries()) {
    await enterExhibit(staff.technician, {
      case: {
        caseNumber: `N ${index} ${text}`.slice(0, 99),
        place: text,
        comment: text,
        occurredOn: "2026-02-28",
        restricted: index % 2 === 0,
      },
      exhibit: {
        comment: text,
        calibre: index === 0 ? null : index === 1 ? "9 mm Parabellum" : text,
        characteristics: {
          headstamp: text,
          breechFaceClass: ["Parallel", "Granular"],
          numberOfLands: 6,
          landWidthMillimetres: 1.25,
        },
      },
    });
  }
  const { caseId, exhibitId } = await enterExhibit(staff.technician, { case: { caseNumber: "with a cast" } });
  const cast = {
    caseId,
    exhibitNumber: "A cast",
    type: "cartridge case",
    category: "CAST",
    parentExhibitId: exhibitId,
    castPolarity: "negative",
  };
  expect((await staff.technician.send("POST", "/v1/exhibits", { body: cast })).statusCode).toBe(201);
  await staff.technician.send("POST", "/v1/cases", { body: { caseNumber: "without exhibits", eventType: "other" } });
}

describe("what was exported", () => {
  test.each(["xml", "csv"])(
    "as %s is imported into another system with nothing lost, and imported again changes nothing",
    async (format) => {
      const one = await openTestApp();
      const two = await openTestApp();
      try {
        const [here, there] = [await hireStaff(one, "BB"), await hireStaff(two, "BB")];
        await enterAll(here);
        const file = await exportAs(here.coordinator, `format=${format}&bom=true`);
        const preview = await sendImport(two, there.technician, file, { format });
        expect([preview.statusCode, preview.json().outcomes]).toEqual([201, { new: 24 }]);
        expect((await there.technician.send("GET", "/v1/cases")).json().items).toEqual([]);
        const applied = await there.technician.send("POST", `/v1/imports/${preview.json().id}/application`, {
          body: {},
        });
        expect(applied.json()).toMatchObject({
          state: "applied",
          results: { created: 24 },
          appliedBy: there.technician.id,
        });
        expect(withoutMoment(await exportAs(there.coordinator, `format=${format}&bom=true`))).toBe(withoutMoment(file));

        const again = await sendImport(two, there.technician, file, { format });
        expect(again.json().outcomes).toEqual({ same: 24 });
        const nothing = await there.technician.send("POST", `/v1/imports/${again.json().id}/application`, { body: {} });
        expect(nothing.json().results).toEqual({ same: 24 });
        const versions = (await there.technician.send("GET", "/v1/exhibits?limit=200")).json().items;
        expect(new Set(versions.map((item: { version: number }) => item.version))).toEqual(new Set([1]));
        expect(versions.length).toBe(12);
      } finally {
        await one.close();
        await two.close();
      }
    },
  );

  test("runs nothing in a spreadsheet, and a byte order mark is there on request", async () => {
    await enterExhibit(gd.technician, {
      case: { place: "=cmd|' /C calc'!A0", comment: "@SUM(A1)" },
      exhibit: { comment: "\t=1" },
    });
    const csv = await exportAs(gd.coordinator, "format=csv");
    expect(csv.startsWith("caseNumber,")).toBe(true);
    for (const line of csv.split(/\r\n/)) expect(line).not.toMatch(/(^|,)"?[=+\-@\t]/);
    expect((await exportAs(gd.coordinator, "format=csv&bom=true")).startsWith("\ufeffcaseNumber,")).toBe(true);
  });

  test("is for the national coordinator of that state, of that state only, and recorded", async () => {
    const place = `Bay Street ${randomUUID()}`;
    await enterExhibit(gd.technician, { case: { place } });
    for (const person of [gd.technician, gd.examiner, gd.investigator]) {
      expect((await person.send("GET", "/v1/exports/evidence")).statusCode).toBe(403);
    }
    expect(await exportAs(gd.coordinator, "format=xml")).toContain(place);
    expect(await exportAs(jm.coordinator, "format=xml")).not.toContain(place);
    const { rows } = await api.deps.sql.query(
      "select owner_states, detail from audit_events where action = 'evidence.exported' and actor_id = $1",
      [jm.coordinator.id],
    );
    expect(rows).toEqual([{ owner_states: ["JM"], detail: { format: "xml" } }]);
  });

  test("tells of a hit no more of the other state than its code, until its case is released", async () => {
    const world = await makeWorld(api, { case: { comment: "the widow knows" } });
    const hitId = (await reachHit(world)).json<{ id: string }>().id;
    const before = await exportAs(world.jm.coordinator, "format=xml");
    const hit = before.split("\n").find((line) => line.includes(hitId)) ?? "";
    expect(hit).toContain('<OtherState code="TT">Trinidad and Tobago</OtherState>');
    expect(before.includes(world.left.case.caseNumber)).toBe(false);
    const release = {
      caseId: world.left.case.id,
      toState: "JM",
      purpose: "Joint case",
      expiresAt: new Date(Date.now() + 1e7).toISOString(),
    };
    await world.tt.coordinator.send("POST", "/v1/releases", { body: release });
    expect(await exportAs(world.jm.coordinator, "format=xml")).toContain(
      `<OtherCaseNumber>${world.left.case.caseNumber}</OtherCaseNumber>`,
    );

    const told = await sendXml(world.jm.technician, before);
    expect(
      (await itemsOf(world.jm.technician, told.json().id, "?outcome=same&limit=200")).map(
        (item: { key: string }) => item.key,
      ),
    ).toContain(hitId);
  });
});

describe("a conflict", () => {
  test("is shown field by field, and neither it nor what belongs to it is merged", async () => {
    const caseNumber = randomUUID();
    const { caseId } = await enterExhibit(gd.technician, {
      case: { caseNumber, place: "Oistins", eventType: "homicide" },
    });
    const csv = `caseNumber,eventType,place,exhibitNumber,type,calibre\n${caseNumber},robbery,Holetown,CC-1,cartridge case,.45 ACP\n${caseNumber},robbery,Holetown,CC-2,bullet,\n`;
    const preview = (await sendImport(api, gd.technician, csv)).json();
    expect(preview.outcomes).toEqual({ conflict: 3 });
    const items = await itemsOf(gd.technician, preview.id, "?outcome=conflict");
    expect(items[0]).toMatchObject({
      kind: "case",
      place: "row 2",
      differences: [
        { field: "eventType", here: "homicide", there: "robbery" },
        { field: "place", here: "Oistins", there: "Holetown" },
      ],
    });
    expect(items[1]).toMatchObject({
      kind: "exhibit",
      remark: "Its case is in conflict.",
      remarkSaid: [{ sentence: "Its case is in conflict.", code: "case_in_conflict", values: {} }],
    });
    const applied = (await apply(gd.technician, preview.id)).json();
    expect(applied.results).toEqual({ conflict: 3 });
    expect((await gd.technician.send("GET", `/v1/cases/${caseId}`)).json()).toMatchObject({
      place: "Oistins",
      version: 1,
    });
    expect((await gd.technician.send("GET", `/v1/exhibits?caseId=${caseId}`)).json().items.length).toBe(1);
  });

  test("that arises after the preview is found when it is applied", async () => {
    const caseNumber = randomUUID();
    const preview = (await sendXml(gd.technician, wrap(oneCase(caseNumber)))).json();
    expect(preview.outcomes).toEqual({ new: 1 });
    await gd.examiner.send("POST", "/v1/cases", { body: { caseNumber, eventType: "suicide" } });
    expect((await apply(gd.technician, preview.id)).json().results).toEqual({ conflict: 1 });
  });

  test("in the exhibit alone leaves the case's other exhibits to be created", async () => {
    const caseNumber = randomUUID();
    await enterExhibit(gd.technician, { case: { caseNumber } });
    const csv = `caseNumber,exhibitNumber,type,calibre\n${caseNumber},CC-1,cartridge case,.45 ACP\n${caseNumber},CC-2,bullet,\n`;
    const preview = (await sendImport(api, gd.technician, csv)).json();
    expect(preview.outcomes).toEqual({ conflict: 1, new: 1 });
    expect((await apply(gd.technician, preview.id)).json().results).toEqual({ conflict: 1, created: 1 });
  });
});

describe("an import", () => {
  test("is seen and applied by its state's people only", async () => {
    const { id } = (await sendXml(gd.technician, wrap(oneCase(randomUUID())))).json();
    for (const person of Object.values(jm) as Person[]) {
      for (const url of [`/v1/imports/${id}`, `/v1/imports/${id}/items`]) {
        expect([403, 404]).toContain((await person.send("GET", url)).statusCode);
      }
      expect([403, 404]).toContain((await apply(person, id)).statusCode);
      expect((await person.send("GET", "/v1/imports")).body).not.toContain(id);
    }
    expect((await apply(gd.investigator, id)).statusCode).toBe(403);
    expect((await apply(gd.coordinator, id)).statusCode).toBe(403);
    expect((await sendImport(api, gd.investigator, "x")).statusCode).toBe(403);
    expect((await gd.coordinator.send("GET", `/v1/imports/${id}`)).json()).toMatchObject({
      state: "previewed",
      results: {},
    });
  });

  test("of another state's file is refused and recorded", async () => {
    const refused = await sendXml(gd.technician, wrap(oneCase(randomUUID()), "JM"));
    expect([refused.statusCode, refused.json().code]).toEqual([403, "IMPORT_WRONG_STATE"]);
    const { rows } = await api.deps.sql.query(
      "select detail ->> 'code' as code from audit_events where action = 'import.refused' and owner_states = '{BB}'",
    );
    expect(rows).toContainEqual({ code: "IMPORT_WRONG_STATE" });
  });

  test("is told of removals and hits, and does neither", async () => {
    const caseNumber = randomUUID();
    const { caseId } = await enterExhibit(gd.technician, { case: { caseNumber } });
    const id = randomUUID();
    const xml = wrap(
      `<Hits><Hit id="${id}"><CaseNumber>${caseNumber}</CaseNumber><OtherState code="TT"/><ConfirmationDate>2026-01-01</ConfirmationDate></Hit></Hits>` +
        `<RemovedCases><RemovedCase><CaseNumber>${caseNumber}</CaseNumber></RemovedCase><RemovedCase><CaseNumber>never here</CaseNumber></RemovedCase></RemovedCases>` +
        `<RemovedExhibits><RemovedExhibit><CaseNumber>${caseNumber}</CaseNumber><ExhibitNumber>CC-1</ExhibitNumber></RemovedExhibit></RemovedExhibits>` +
        `<RemovedHits><RemovedHit id="${id}"/></RemovedHits>`,
    );
    const preview = (await sendXml(gd.technician, xml)).json();
    expect(preview.outcomes).toEqual({ noted: 3, same: 2 });
    expect((await apply(gd.technician, preview.id)).json().results).toEqual({ noted: 3, same: 2 });
    expect((await gd.technician.send("GET", `/v1/cases/${caseId}`)).statusCode).toBe(200);
    expect((await gd.examiner.send("GET", "/v1/hits")).body).not.toContain(id);
  });

  test("that is sent twice under one key is read once", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const csv = `caseNumber,eventType,exhibitNumber,type\n${randomUUID()},robbery,1,bullet\n`;
    const [first, second] = [
      await sendImport(api, gd.technician, csv, {}, headers),
      await sendImport(api, gd.technician, csv, {}, headers),
    ];
    expect(second.json()).toEqual(first.json());
    const other = await sendImport(api, gd.technician, `${csv}x,robbery,1,bullet\n`, {}, headers);
    expect(other.json().code).toBe("IDEMPOTENCY_KEY_REUSED");
  });
});

describe("what was removed here", () => {
  test("leaves by its number among the removed, and no import brings it back", async () => {
    const [whole, part] = [randomUUID(), randomUUID()];
    const { caseId } = await enterExhibit(gd.technician, { case: { caseNumber: whole, place: "Oistins" } });
    const { exhibitId } = await enterExhibit(gd.technician, { case: { caseNumber: part } });
    const before = await exportAs(gd.coordinator, "format=xml");
    const csv = `caseNumber,eventType,exhibitNumber,type\n${whole},robbery,NEW,bullet\n`;
    for (const url of [`/v1/cases/${caseId}/removal`, `/v1/exhibits/${exhibitId}/removal`]) {
      const removed = await gd.coordinator.send("POST", url, {
        body: { reasonCode: "entered_in_error", reason: "Entered twice." },
      });
      expect([url, removed.statusCode]).toEqual([url, 201]);
    }
    const after = await exportAs(gd.coordinator, "format=xml");
    expect(after).toContain(`<RemovedCase><CaseNumber>${whole}</CaseNumber></RemovedCase>`);
    expect(after).toContain(
      `<RemovedExhibit><CaseNumber>${part}</CaseNumber><ExhibitNumber>CC-1</ExhibitNumber></RemovedExhibit>`,
    );
    expect([after.includes(`<Case><CaseNumber>${whole}<`), after.includes(`<Case><CaseNumber>${part}<`)]).toEqual([
      false,
      true,
    ]);
    expect(await exportAs(gd.coordinator, "format=csv")).not.toContain(whole);

    const told = (await sendXml(gd.technician, before)).json();
    const conflicts = await itemsOf(gd.technician, told.id, "?outcome=conflict&limit=200");
    expect(conflicts.map((item: { remark: string }) => /^(It was removed here|Its case is)/.test(item.remark))).toEqual(
      [true, true, true],
    );
    expect((await apply(gd.technician, told.id)).json().results).toMatchObject({ conflict: 3 });
    const again = (await sendImport(api, gd.technician, csv)).json();
    expect((await apply(gd.technician, again.id)).json().results).toEqual({ conflict: 2 });
    const same = (await sendXml(gd.technician, after)).json();
    expect([same.outcomes.noted, same.outcomes.conflict, same.outcomes.new]).toEqual([undefined, undefined, undefined]);
  });
});

describe("a hostile or broken file", () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>`;
  test.each<[string, string, string]>([
    ["a doctype with entities", `${bomb}<Export ${NS} state="BB"/>`, "IMPORT_XML_FORBIDDEN"],
    [
      "an external entity",
      `<!DOCTYPE x SYSTEM "file:///etc/passwd"><Export ${NS} state="BB"/>`,
      "IMPORT_XML_FORBIDDEN",
    ],
    ["an unknown entity", wrap(oneCase("&xxe;")), "IMPORT_XML_FORBIDDEN"],
    ["a stylesheet", `<?xml-stylesheet href="x"?>${wrap(oneCase("1"))}`, "IMPORT_XML_FORBIDDEN"],
    ["a cut end", wrap(oneCase("1")).slice(0, -12), "IMPORT_INVALID"],
    ["another encoding", wrap(oneCase("1")).replace("UTF-8", "latin1"), "IMPORT_INVALID"],
    ["another namespace", wrap(oneCase("1")).replace("urn:ribin:exchange:1", "urn:x"), "IMPORT_INVALID"],
    ["no state", wrap(oneCase("1")).replace(' state="BB"', ""), "IMPORT_INVALID"],
    ["deep nesting", wrap(`<Cases><Case>${"<Parent>".repeat(50)}`), "IMPORT_INVALID"],
    ["a comment without end", wrap(oneCase("1", `<Comment>${"x".repeat(50_000)}</Comment>`)), "IMPORT_INVALID"],
    ["an unknown section", wrap("<Persons><Person/></Persons>"), "IMPORT_INVALID"],
    ["nothing in it", wrap(""), "IMPORT_INVALID"],
    ["no XML", "PK\u0003\u0004", "IMPORT_INVALID"],
  ])("with %s is refused, and nothing is kept", async (_name, xml, code) => {
    const before = (await api.deps.sql.query("select count(*) as n from imports")).rows[0]?.n;
    const refused = await sendXml(gd.technician, xml);
    expect([refused.statusCode === 422, refused.json().code]).toEqual([true, code]);
    expect((await api.deps.sql.query("select count(*) as n from imports")).rows[0]?.n).toBe(before);
    const kept: string[] = [];
    for await (const { key } of api.deps.blobs.listBlobs("imports")) kept.push(key);
    expect(kept).toEqual([]);
  });

  test.each<[string, string, string]>([
    ["<Suspect>J. D.</Suspect>", "line 1, Suspect", "not known within"],
    ['<EventType code="ROB">robbery</EventType>', "line 1, EventType", "twice"],
    ["<OccurrenceDate>2026-02-30</OccurrenceDate>", "line 1, occurredOn", "date"],
    ["<Restricted>perhaps</Restricted>", "line 1, restricted", "boolean"],
    ['<Comment encoding="rot13">x</Comment>', "line 1, Comment", "base64"],
    ["<Place>a<b/></Place>", "line 1, Place", "text only"],
  ])("with %s in a case names the line and the field", async (more, field, words) => {
    const { code, errors } = (await sendXml(gd.technician, wrap(oneCase("9", more)))).json();
    expect([code, errors[0].field, errors[0].message.toLowerCase().includes(words)]).toEqual([
      "IMPORT_INVALID",
      field,
      true,
    ]);
    expect(errors[0]).toMatchObject({
      place: { unit: "line", number: 1 },
      name: field.split(", ")[1],
      problem: expect.any(String),
    });
  });

  const head =
    "caseNumber,eventType,occurredOn,exhibitNumber,type,category,parentExhibitNumber,castPolarity,numberOfLands\n";
  test.each<[string, string, string, string]>([
    ["an unknown event", "1,duel,,1,bullet,,,,\n", "row 2, eventType", "not_offered"],
    ["no event", "1,,2026-02-03,1,bullet,,,,\n", "row 2, eventType", "required"],
    ["a day that is none", "1,robbery,2026-02-30,1,bullet,,,,\n", "row 2, occurredOn", "bad_date"],
    ["an unknown type", "1,robbery,,1,bullet,,,,\n1,,,2,grenade,,,,\n", "row 3, type", "not_offered"],
    ["a cast without a parent", "1,robbery,,1,bullet,CAST,,negative,\n", "row 2, parentExhibitNumber", "needs_parent"],
    ["a polarity of no cast", "1,robbery,,1,bullet,,,negative,\n", "row 2, castPolarity", "only_cast"],
    ["a parent that is nowhere", "1,robbery,,1,bullet,CAST,7,negative,\n", "row 2, parent", "nowhere_parent"],
    ["a case that is nowhere", "none such,,,1,bullet,,,,\n", "row 2, caseNumber", "nowhere_case"],
    ["the same exhibit twice", "1,robbery,,1,bullet,,,,\n1,,,1,bullet,,,,\n", "row 3, exhibit", "record_twice"],
    ["a case in two wordings", "1,robbery,,1,bullet,,,,\n1,assault,,2,bullet,,,,\n", "row 3, case", "case_twice"],
    ["a number that is none", "1,robbery,,1,bullet,,,,six\n", "row 2, numberOfLands", "not_number"],
    ["an exhibit without its number", "1,robbery,,,bullet,,,,\n", "row 2, exhibitNumber", "exhibit_unnumbered"],
  ])("with %s in a CSV names the row, the column and a code", async (_name, rows, field, problem) => {
    const { code, errors } = (await sendImport(api, jm.technician, head + rows)).json();
    expect([code, errors?.map((error: { field: string }) => error.field)]).toEqual(["IMPORT_INVALID", [field]]);
    const [, row, name] = /^row (\d+), (.+)$/.exec(field) ?? [];
    expect(errors[0]).toMatchObject({ place: { unit: "row", number: Number(row) }, name, problem });
  });

  test("says by codes what stands in no field", async () => {
    const refused = (await sendImport(api, jm.technician, `${head}"1,robbery\n`)).json();
    expect(refused.detailSaid).toEqual([
      { sentence: "Row 2:", code: "at_row", values: { number: "2" } },
      { sentence: "a quoted field is never closed.", code: "quote_open", values: {} },
    ]);
    const unknown = (await sendImport(api, jm.technician, "caseNumber,suspect\n")).json();
    expect(unknown.errors).toEqual([
      expect.objectContaining({
        place: { unit: "row", number: 1 },
        name: "suspect",
        problem: "column_unknown",
        message: expect.stringContaining("suspect"),
      }),
    ]);
    const xml = (await sendXml(gd.technician, wrap(oneCase("1")).slice(0, -12))).json();
    expect(xml.detailSaid.map(({ code }: { code: string }) => code)).toEqual(["at_line", "not_well_formed"]);
  });

  test.each<[string, string, RegExp]>([
    ["an open quote", `${head}"1,robbery\n`, /Row 2/],
    ["fields too many", `${head}1,2,3,4,5,6,7,8,9,10\n`, /Row 2/],
    ["an unknown column", "caseNumber,suspect\n", /suspect/],
    ["a column twice", "caseNumber,caseNumber\n", /twice/],
    ["a column missing", "caseNumber,type\n", /exhibitNumber is missing/],
    ["a row without end", `${head}${"x".repeat(60_000)}\n`, /Row 2/],
    ["a head alone", head, /no record/],
  ])("with %s is no such CSV", async (_name, csv, words) => {
    const refused = (await sendImport(api, jm.technician, csv)).json();
    expect([refused.code, words.test(refused.detail)]).toEqual(["IMPORT_INVALID", true]);
  });

  test("that is not UTF-8, or empty, is refused", async () => {
    expect((await sendImport(api, jm.technician, Buffer.from([0x63, 0xff, 0xfe]))).json().code).toBe("IMPORT_INVALID");
    expect((await sendImport(api, jm.technician, "")).json().code).toBe("UPLOAD_EMPTY");
    expect((await sendImport(api, jm.technician, "x", { format: "exe" })).json().errors[0].field).toBe("format");
  });
});

test("a resumable upload is imported once all of it came, by who sent it", async () => {
  const csv = `caseNumber,eventType,exhibitNumber,type\n${randomUUID()},robbery,1,bullet\n`;
  const headers = {
    "tus-resumable": "1.0.0",
    "upload-metadata": `filename ${Buffer.from("e.csv").toString("base64")}`,
  };
  const created = await gd.technician.send("POST", "/v1/uploads", {
    headers: { ...headers, "upload-length": String(csv.length) },
  });
  const uploadId = String(created.headers.location).split("/").at(-1) ?? "";
  const body = { format: "csv", uploadId };
  expect((await gd.technician.send("POST", "/v1/imports", { body })).json().code).toBe("UPLOAD_INCOMPLETE");
  await gd.technician.send("PATCH", `/v1/uploads/${uploadId}`, {
    headers: { ...headers, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
    body: Buffer.from(csv),
  });
  expect((await jm.technician.send("POST", "/v1/imports", { body })).json().code).toBe("UPLOAD_NOT_FOUND");
  expect((await gd.technician.send("POST", "/v1/imports", { body })).json()).toMatchObject({
    fileName: "e.csv",
    outcomes: { new: 2 },
  });
  expect((await gd.technician.send("POST", "/v1/imports", { body })).json().code).toBe("UPLOAD_NOT_FOUND");
});

describe("an upload for an import", () => {
  const nameOf = (word: string) => Buffer.from(word).toString("base64");
  const begin = (person: Person, size: number, metadata: string) =>
    person.send("POST", "/v1/uploads", {
      headers: { "tus-resumable": "1.0.0", "upload-length": String(size), "upload-metadata": metadata },
    });
  const forImport = `filename ${nameOf("e.csv")},purpose ${nameOf("import")}`;
  const send = (person: Person, path: string, offset: number, body: Buffer) =>
    person.send("PATCH", path, {
      headers: {
        "tus-resumable": "1.0.0",
        "upload-offset": String(offset),
        "content-type": "application/offset+octet-stream",
      },
      body,
    });

  test("that broke off in the middle goes on, is previewed once, and applied once", async () => {
    const csv = Buffer.from(`caseNumber,eventType,exhibitNumber,type\n${randomUUID()},robbery,1,bullet\n`);
    // An examiner imports and acquires nothing.
    const created = await begin(gd.examiner, csv.length, forImport);
    expect(created.statusCode).toBe(201);
    const path = new URL(String(created.headers.location), "http://x").pathname;
    const uploadId = path.split("/").at(-1) ?? "";
    expect((await send(gd.examiner, path, 0, csv.subarray(0, 30))).statusCode).toBe(204);
    const body = { format: "csv", uploadId };
    expect((await gd.examiner.send("POST", "/v1/imports", { body })).json()).toMatchObject({
      code: "UPLOAD_INCOMPLETE",
      detailSaid: [{ code: "bytes_come", values: { came: "30", size: String(csv.length) } }],
    });
    const asked = await gd.examiner.send("HEAD" as "GET", path, { headers: { "tus-resumable": "1.0.0" } });
    expect(asked.headers["upload-offset"]).toBe("30");
    expect((await send(gd.examiner, path, 30, csv.subarray(30))).statusCode).toBe(204);
    // The answer was lost on the way: the same question is answered the same.
    const headers = { "idempotency-key": randomUUID() };
    const [first, second] = [
      await gd.examiner.send("POST", "/v1/imports", { body, headers }),
      await gd.examiner.send("POST", "/v1/imports", { body, headers }),
    ];
    expect([first.statusCode, first.json().outcomes]).toEqual([201, { new: 2 }]);
    expect(second.json()).toEqual(first.json());
    const { id } = first.json();
    expect((await apply(gd.examiner, id)).json().results).toEqual({ created: 2 });
    expect((await apply(gd.examiner, id)).json().results).toEqual({ created: 2 });
    const { rows } = await api.deps.sql.query(
      "select count(*)::int as n from audit_events where action = 'import.previewed' and target_id = $1",
      [id],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test("is for whoever imports, and no other purpose is known", async () => {
    expect((await begin(gd.investigator, 5, forImport)).statusCode).toBe(403);
    expect((await begin(gd.examiner, 5, `filename ${nameOf("e.x3p")}`)).statusCode).toBe(403);
    const other = await begin(gd.technician, 5, `filename ${nameOf("e.csv")},purpose ${nameOf("toString")}`);
    expect([other.statusCode, other.json().code]).toEqual([400, "VALIDATION_FAILED"]);
  });
});
