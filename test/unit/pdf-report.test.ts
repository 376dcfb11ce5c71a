import { inflateSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { makePrintable } from "../../src/adapters/pdf/fonts.ts";
import { createPdfReportRenderer } from "../../src/adapters/pdf/pdf-report-renderer.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import {
  HIT_CAVEAT,
  LEAD_CAVEAT,
  type ReportDocument,
  type ReportSide,
  SCORE_CAVEAT,
} from "../../src/domain/report.ts";

import { WORDS } from "../../src/domain/words/of-language.ts";

const SIDE: ReportSide = {
  state: "CW",
  stateName: "Curaçao",
  lab: "Forensisch Instituut, Willemstad",
  labContact: "+599 9 555 0100",
  exhibitType: "cartridge case",
  category: "CE",
  calibre: null,
  caseFacts: {
    caseNumber: "CW/2026/17",
    exhibitNumber: "E1",
    originatingAgency: "Korps Politie Curaçao",
    agencyReference: null,
    eventType: "homicide",
    occurredOn: "2026-02-11",
    place: "Sint Michiel",
  },
  custody: [
    {
      at: "2026-02-11T14:20:00.000Z",
      event: "received",
      from: "Korps Politie Curaçao",
      to: "Forensisch Instituut, Willemstad",
      place: "Willemstad",
      sealNumber: "CW-0042",
      sealState: "intact",
    },
  ],
};
const LEAD: ReportDocument = {
  number: "RIBIN-2026-000123",
  kind: "lead",
  language: "en",
  issuedAt: "2026-03-14T09:05:00.000Z",
  issuedTo: { name: "Désirée Núñez van der Œuvre", state: "CW" },
  audience: "prosecutor",
  guidance: WORDS.en.guidance.lead.prosecutor,
  linkageId: "0198c0de-0000-7000-8000-000000000001",
  sides: [SIDE, { ...SIDE, state: "HT", stateName: "Haiti", caseFacts: null, custody: null }],
  timeline: [
    { at: "2026-02-11", event: "occurred", side: 0 },
    { at: "2026-02-12T09:00:00.000Z", event: "acquired", side: 0 },
    { at: "2026-02-12T09:04:00.000Z", event: "proposed", side: null },
    { at: "2026-02-13T10:00:00.000Z", event: "lead", side: null },
  ],
  comparison: {
    region: "BreechFace",
    method: "breech-face-cells",
    methodVersion: "1",
    score: 0.91,
    cellsCongruent: 22,
    cellsUsable: 34,
    correlation: 0.55,
    model: { id: "areal-spectrum-turned", version: "1.2.0" },
    subclassRisk: null,
    likelihood: null,
  },
  bullets: null,
  conclusions: [],
  caveats: [LEAD_CAVEAT, SCORE_CAVEAT],
};
const renderer = createPdfReportRenderer();

async function render(report: ReportDocument, figures: { caption: string; png: Uint8Array }[] = []): Promise<string> {
  return Buffer.from(await renderer.renderReport(report, figures)).toString("latin1");
}
const countPages = (pdf: string) => pdf.match(/\/Type \/Page\b/g)?.length ?? 0;

/** Of each page's content: the operators that mark, show text, paint lines and grounds, and draw images, in their order. */
function readPages(bytes: Uint8Array): string[][] {
  const pdf = Buffer.from(bytes);
  const text = pdf.toString("latin1");
  const streams = [...text.matchAll(/\/Filter \/FlateDecode\s*>>\s*stream\n/g)].map(({ index, 0: head }) => {
    const start = index + head.length;
    return inflateSync(pdf.subarray(start, text.indexOf("endstream", start))).toString("latin1");
  });
  return streams
    .filter((stream) => /\bBDC\b/.test(stream))
    .map((stream) => stream.match(/(?<=^|[\s\]>)])(?:BDC|BMC|EMC|TJ|Tj|Do|f|S)(?=\s|$)/gm) ?? []);
}

describe("the PDF of a report", () => {
  test("is PDF/A with its number as title, its fonts embedded, and the same bytes every time", async () => {
    const pdf = await render(LEAD);
    expect(pdf.startsWith("%PDF-1.7")).toBe(true);
    expect(pdf).toContain("<pdfaid:part>2</pdfaid:part>");
    expect(pdf).toContain("Lead notice RIBIN-2026-000123");
    // Every font that is named has its file in the document.
    const descriptors = pdf.match(/\/Type \/FontDescriptor/g)?.length ?? 0;
    expect(descriptors).toBe(3);
    expect(pdf.match(/\/FontFile2 /g)).toHaveLength(descriptors);
    expect(await render(LEAD)).toBe(pdf);
  });

  test.each(LANGUAGES)("is in %s throughout, and the same bytes every time", async (language) => {
    const words = WORDS[language];
    const report: ReportDocument = {
      ...LEAD,
      language,
      caveats: [words.caveats.lead, words.caveats.score],
      guidance: words.guidance.lead.prosecutor,
    };
    const pdf = await render(report);
    expect(pdf).toContain(`/Lang (${language})`);
    expect(Buffer.from(pdf, "latin1").toString("utf8")).toContain(`${words.titles.lead} RIBIN-2026-000123`);
    expect(await render(report)).toBe(pdf);
    expect(pdf === (await render(LEAD))).toBe(language === "en");
    // No language's words take a page more than the English ones.
    expect(countPages(pdf)).toBe(2);
  });

  test("is tagged: headings, tables with the headings of their cells and figures with their words, all else decoration", async () => {
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#888" } })
      .png()
      .toBuffer();
    const bytes = await renderer.renderReport(LEAD, [{ png, caption: "Both marks aligned" }]);
    const pdf = Buffer.from(bytes).toString("latin1");
    expect(pdf.includes("/Marked true")).toBe(true);
    const count = (element: string) => pdf.match(new RegExp(`/S /${element}\\b`, "g"))?.length ?? 0;
    expect([count("Document"), count("H1"), count("Figure"), count("Caption")]).toEqual([1, 1, 1, 1]);
    expect(count("H2")).toBeGreaterThanOrEqual(4);
    expect(count("TR")).toBeGreaterThan(15);
    for (const part of ["/Scope /Row", "/Scope /Column", "/Alt (Both marks aligned)"]) {
      expect([part, pdf.includes(part)]).toEqual([part, true]);
    }
    // Nothing is shown or painted outside of an element or an artifact, and none stands within another.
    const pages = readPages(bytes);
    expect(pages).toHaveLength(countPages(pdf));
    for (const operators of pages) {
      expect(operators.length).toBeGreaterThan(20);
      let depth = 0;
      for (const operator of operators) {
        if (operator === "BDC" || operator === "BMC") depth += 1;
        else if (operator === "EMC") depth -= 1;
        else expect({ operator, depth }).toEqual({ operator, depth: 1 });
        expect(depth).toBeLessThanOrEqual(1);
      }
      expect(depth).toBe(0);
    }
  });

  test("tells the timeline and each chain of custody, or that nothing is recorded, and nothing of a chain that is not the reader's", async () => {
    const bare = (custody: ReportSide["custody"]): ReportDocument => ({
      ...LEAD,
      sides: [{ ...SIDE, custody }, LEAD.sides[1]],
    });
    const texts = [LEAD, bare([]), bare(null), { ...bare(null), timeline: [] }];
    const lengths = (await Promise.all(texts.map((report) => render(report)))).map((pdf) => pdf.length);
    // Each tells less than the one before it.
    expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
    expect(new Set(lengths).size).toBe(4);
  });

  test("has a figure for each PNG, scaled to the page, whatever its shape", async () => {
    const draw = async (width: number, height: number) => ({
      caption: "Both marks",
      png: new Uint8Array(
        await sharp({ create: { width, height, channels: 3, background: "#888" } })
          .png()
          .toBuffer(),
      ),
    });
    const pdf = await render(LEAD, [await draw(1600, 400), await draw(300, 1800)]);
    expect(pdf.match(/\/Subtype \/Image/g)).toHaveLength(2);
    expect(countPages(pdf)).toBeGreaterThan(1);
  });

  test("holds long texts and many conclusions on as many pages as they need", async () => {
    const row = {
      part: "consultation",
      conclusion: "inconclusive_a",
      examinerState: "HT",
      recordedAt: LEAD.issuedAt,
    } as const;
    const place = "Kaya Grandi, near the harbour. ".repeat(40);
    const long: ReportDocument = {
      ...LEAD,
      kind: "hit",
      caveats: [HIT_CAVEAT, SCORE_CAVEAT],
      conclusions: Array(40).fill(row),
      sides: [{ ...SIDE, caseFacts: { ...SIDE.caseFacts!, place } }, SIDE],
    };
    expect(countPages(await render(long))).toBeGreaterThanOrEqual(3);
    const bare = LEAD.sides.map((side) => ({ ...side, custody: null })) as unknown as ReportDocument["sides"];
    expect(countPages(await render({ ...LEAD, comparison: null, timeline: [], sides: bare }))).toBe(1);
  });

  test("writes the five languages' letters as they are, and what its font lacks as a code point", () => {
    const printable = "Désirée Núñez, Œuvre, Curaçao, Sint-Michiel, Ayisyen lòt bò, ¿Qué?, ĳssel, Жуков, Ωmega";
    expect(makePrintable(printable)).toBe(printable);
    expect(makePrintable("e\u0301")).toBe("é");
    expect(makePrintable("港 B")).toBe("[U+6E2F] B");
    expect(makePrintable("🔫")).toBe("[U+1F52B]");
    expect(makePrintable("a\u0007b\nc")).toBe("a[U+0007]b\nc");
  });
});
