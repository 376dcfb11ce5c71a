import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import {
  type AuditContent,
  chainsOf,
  encodeAuditHead,
  encodeAuditRecord,
  hashText,
  NOTHING_BEFORE,
} from "../../src/domain/audit-record.ts";
import { parseHeadRecord } from "../../src/domain/parse-head-record.ts";

const CONTENT: AuditContent = {
  seq: "17",
  at: "2026-03-02T08:00:00.123456Z",
  actorKind: "account",
  actorId: "019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10",
  actorState: null,
  action: "case.read",
  targetKind: "case",
  targetId: 'Ñ"\\\n\u0001\u2028🔎',
  ownerStates: ["TT", "JM"],
  requestId: "r-1",
  detail: '{"n": 1.0}',
};
const LINKS = [
  { chain: "JM", position: 3, previous: "ab".repeat(32) },
  { chain: "TT", position: 9, previous: NOTHING_BEFORE },
];
const PLACE = { position: 12, previous: "cd".repeat(32) };

describe("the encoding of an event", () => {
  test("is the text that docs/evidence-model.md describes, byte for byte", () => {
    const text = encodeAuditRecord(CONTENT, PLACE, LINKS);
    expect(text).toBe(
      '{"action":"case.read","actorId":"019a2b5e-7c1d-7f3a-9b64-2f1c0d8e4a10","actorKind":"account","actorState":null,' +
        '"at":"2026-03-02T08:00:00.123456Z","chains":[{"chain":"JM","position":"3","previous":"' +
        `${"ab".repeat(32)}"},{"chain":"TT","position":"9","previous":"${"0".repeat(64)}"}],` +
        '"detail":"{\\"n\\": 1.0}","format":"ribin-audit/1","ownerStates":["TT","JM"],"position":"12","previous":"' +
        `${"cd".repeat(32)}","requestId":"r-1","seq":"17","targetId":"Ñ\\"\\\\\\n\\u0001\u2028🔎","targetKind":"case"}`,
    );
    expect(hashText(text)).toBe(createHash("sha256").update(Buffer.from(text, "utf8")).digest("hex"));
    // Another version of the program must give this very hash for ever.
    expect(hashText(text)).toBe("18e6ba60f3c36c50ede45b01ce6fc5c599881dc9a1f49e401cdf35fd5b1c4538");
  });

  test("is canonical (RFC 8785): members in the order of their names, and nothing but texts and null in them", () => {
    for (const text of [encodeAuditRecord(CONTENT, PLACE, LINKS), encodeAuditHead(HEAD)]) {
      JSON.parse(text, (_key, value: unknown) => {
        expect(typeof value === "string" || value === null || typeof value === "object").toBe(true);
        if (typeof value === "object" && value !== null && !Array.isArray(value)) {
          expect(Object.keys(value)).toEqual(Object.keys(value).sort());
        }
        return value;
      });
    }
  });

  test("tells any two events apart: no change of one member gives the text of another", () => {
    const texts = new Set([encodeAuditRecord(CONTENT, PLACE, LINKS)]);
    for (const name of Object.keys(CONTENT) as (keyof AuditContent)[]) {
      const value = name === "ownerStates" ? ["TT,JM"] : `${CONTENT[name] ?? ""}x`;
      texts.add(encodeAuditRecord({ ...CONTENT, [name]: value }, PLACE, LINKS));
    }
    texts.add(encodeAuditRecord({ ...CONTENT, actorState: "" }, PLACE, LINKS));
    texts.add(encodeAuditRecord(CONTENT, { ...PLACE, position: 13 }, LINKS));
    texts.add(encodeAuditRecord(CONTENT, { ...PLACE, previous: NOTHING_BEFORE }, LINKS));
    texts.add(encodeAuditRecord(CONTENT, PLACE, LINKS.slice(1)));
    expect(texts.size).toBe(Object.keys(CONTENT).length + 5);
  });

  test("an event stands in each of its states' chains once, whatever order they came in", () => {
    expect(chainsOf([])).toEqual([]);
    expect(chainsOf(["TT", "JM", "TT"])).toEqual(["JM", "TT"]);
    expect(chainsOf(["JM", "JM"])).toEqual(["JM"]);
  });
});

const HEAD = {
  number: 2,
  at: "2026-03-02T09:00:00.000Z",
  position: 12,
  hash: "ef".repeat(32),
  keyId: "key",
  previous: NOTHING_BEFORE,
  chains: [
    { chain: "TT", position: 9, hash: "ef".repeat(32) },
    { chain: "JM", position: 3, hash: "ef".repeat(32) },
  ],
};

describe("the record of a head", () => {
  test("is read back as it was written, the chains in their order", () => {
    const text = encodeAuditHead(HEAD);
    expect(parseHeadRecord(text)).toEqual({
      ...HEAD,
      format: "ribin-audit-head/1",
      chains: [...HEAD.chains].reverse(),
    });
    expect(encodeAuditHead({ ...HEAD, chains: [...HEAD.chains].reverse() })).toBe(text);
  });

  test.each([
    "",
    "{}",
    "[]",
    "null",
    encodeAuditHead(HEAD).replace("head/1", "head/2"),
    encodeAuditHead(HEAD).replace('"12"', "12"),
  ])("%p is none", (text) => expect(parseHeadRecord(text)).toBeNull());
});
