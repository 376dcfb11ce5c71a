import { describe, expect, test } from "@jest/globals";
import { createListedPasswords } from "../../src/adapters/passwords/listed-passwords.ts";
import { findPasswordFault, type PasswordRules } from "../../src/domain/password.ts";

const listed = createListedPasswords();
const RULES: PasswordRules = {
  secondFactorRequired: false,
  isCommon: (text) => listed.has(text),
  about: ["zoe.ramirez@forensic.example", "Zoë Ramírez", "Trinidad and Tobago"],
};
const fault = (password: string, rules: Partial<PasswordRules> = {}) =>
  findPasswordFault(password, { ...RULES, ...rules })?.message ?? null;

describe("a password", () => {
  test.each([
    "correct horse battery staple",
    "seven geese over the harbour",
    "海の見える町の小さな図書館で本を読む",
    "пятнадцать букв и ещё",
    "🦜🐢🦎🐊🐍🦈🐙🦑🦐🦞🐠🐟🐬🐳🐋",
    "fourteen letter5",
    `${"long ".repeat(49)}enough`,
    "my ribin sign-in of the third floor",
  ])("may be %p", (password) => {
    expect(fault(password)).toBeNull();
  });

  test("needs 15 characters alone and 12 beside a second factor, whatever they are", () => {
    expect(fault("geese harbour1")).toMatch(/at least 15/);
    expect(fault("geese harbour", { secondFactorRequired: true })).toBeNull();
    expect(fault("geeseharbou", { secondFactorRequired: true })).toMatch(/at least 12/);
    // Characters are counted, not bytes and not UTF-16 units.
    expect(fault("🦜🐢🦎🐊🐍🦈🐙🦑🦐🦞🐠🐟🐬🐳")).toMatch(/at least 15/);
  });

  test("may have at least 64 characters, and an end", () => {
    const words = "a long sentence about the sea, the sky and all that is between them, and more";
    expect([words.length >= 64, fault(words)]).toEqual([true, null]);
    expect(fault(Array.from({ length: 257 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).join(""))).toMatch(
      /at most 256/,
    );
  });

  test("needs no mixture of kinds of characters", () => {
    expect(fault("onlysmalllettersandquitemany")).toBeNull();
    expect(fault("ONLY CAPITAL LETTERS HERE")).toBeNull();
  });

  test.each([
    "passwordpassword",
    "Passw0rd123456!!",
    "qwertyuiopasdfghjkl",
    "iloveyouiloveyouiloveyou",
    "123456789012345678",
    "aaaaaaaaaaaaaaaaaaaa",
    "abcdefghijklmnopqrst",
    "zyxwvutsrqponmlkjih",
    "abcabcabcabcabcabc",
    "SUNSHINE2024!!!!",
  ])("is not %p, which is guessed first", (password) => {
    expect(fault(password)).toMatch(/guessed first|many people|at least/);
  });

  test.each([
    "ribin-ribin-2026",
    "Ramirez.Zoe.1987",
    "zoe.ramirez@forensic.example",
    "Trinidad-Tobago-1962",
    "Zoë Ramírez 1987!",
  ])("is not %p, which is made of what is known", (password) => {
    expect(fault(password)).toMatch(/your name/);
  });

  test("is the same in either form of its accents and width", () => {
    for (const password of ["passwörd passwörd".normalize("NFD"), "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ"]) {
      expect(fault(password)).toBe(fault(password.normalize("NFKC")));
    }
    expect(fault("ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ")).toMatch(/many people/);
  });

  test("is refused without being repeated", () => {
    expect(fault("iloveyouiloveyouiloveyou")).not.toContain("iloveyou");
  });
});
