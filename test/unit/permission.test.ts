import { describe, expect, test } from "@jest/globals";
import { type Actor, can, type Target } from "../../src/domain/permission.ts";
import { ACTIONS, type Action } from "../../src/domain/permission-actions.ts";
import { ROLES, type Role } from "../../src/domain/vocabulary.ts";
import { ROWS, TARGETS } from "../support/permission-matrix.ts";

function person(...roles: Role[]): Actor {
  return { kind: "account", id: "me", state: "JM", labId: "lab", roles };
}
const STATION: Actor = { kind: "station", id: "station", state: "JM", labId: "lab", roles: [] };
const ACTORS: readonly Actor[] = [
  ...ROLES.map((role) => person(role)),
  STATION,
  { kind: "system", id: "system", state: null, labId: null, roles: [] },
];

function lettersGranted(actor: Actor, action: Action): string {
  const letters = Object.keys(TARGETS).filter((letter) => can(actor, action, TARGETS[letter]!));
  return letters.join("") || "-";
}

describe("can", () => {
  test("has a row for every action", () => {
    expect(ROWS.map((row) => row.action)).toEqual(ACTIONS);
  });

  test.each(ROWS)("$action", ({ action, cells }) => {
    expect(ACTORS.map((actor) => lettersGranted(actor, action))).toEqual(cells);
  });

  test("a person without a role may do nothing", () => {
    for (const action of ACTIONS) expect(lettersGranted(person(), action)).toBe("-");
  });

  test("a person who has to enrol a second factor first may do nothing else", () => {
    const everyone = person(...ROLES);
    for (const action of ACTIONS) expect(lettersGranted({ ...everyone, mustEnrol: true }, action)).toBe("-");
  });

  test("a person of several roles may do what each of them may", () => {
    expect(lettersGranted(person("investigator", "auditor"), "audit.read")).toBe("oxrapqs");
    expect(lettersGranted(person("investigator", "auditor"), "report.issue")).toBe("opqs");
  });

  test("a station uploads for its own lab only", () => {
    expect(can(STATION, "acquisition.create", { ownerStates: ["JM"], labId: "lab" })).toBe(true);
    expect(can(STATION, "acquisition.create", { ownerStates: ["JM"], labId: "other" })).toBe(false);
  });

  test("a station's scope narrows what it may do and with which exhibits, and widens nothing", () => {
    const own: Target = { ownerStates: ["JM"], labId: "lab" };
    const uploader = { ...STATION, scope: { actions: ["acquisition.create"] as const, exhibitTypes: null } };
    for (const action of ACTIONS) expect(can(uploader, action, own)).toBe(action === "acquisition.create");
    expect(can(uploader, "acquisition.create", { ownerStates: ["JM"], labId: "other" })).toBe(false);
    const bullets = { ...STATION, scope: { actions: null, exhibitTypes: ["bullet"] as const } };
    expect(can(bullets, "acquisition.create", { ...own, exhibitType: "bullet" })).toBe(true);
    expect(can(bullets, "exhibit.read", { ...own, exhibitType: "cartridge case" })).toBe(false);
    expect(can(bullets, "linkage.read", own)).toBe(false);
    const none = { ...STATION, scope: { actions: [], exhibitTypes: [] } };
    for (const action of ACTIONS) expect(can(none, action, { ...own, exhibitType: "bullet" })).toBe(false);
  });

  test("a report is read by the person it was issued to, and not by a colleague of the same role", () => {
    const issued: Target = { ownerStates: ["JM"], issuedTo: "me" };
    expect(can(person("investigator"), "report.read", issued)).toBe(true);
    expect(can({ ...person("investigator"), id: "colleague" }, "report.read", issued)).toBe(false);
  });
});
