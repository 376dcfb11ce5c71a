import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { createTotpCodes } from "../../src/adapters/otp/totp-codes.ts";
import { createAesSecretBox } from "../../src/adapters/secrets/aes-secret-box.ts";
import { parseSecretKeys } from "../../src/adapters/secrets/parse-secret-keys.ts";
import { readKeyFile } from "../../src/adapters/secrets/read-key-file.ts";

const makeKey = () => new Uint8Array(randomBytes(32));
const boxOf = (...keys: Uint8Array[]) => createAesSecretBox(async () => keys);
const invalid = expect.objectContaining({ code: "CONFIGURATION_INVALID" });

describe("a secret box", () => {
  test("opens what it sealed, for the same owner only, and seals nothing twice alike", async () => {
    const box = boxOf(makeKey());
    const [sealed, again] = [await box.seal("JBSWY3DP", "me"), await box.seal("JBSWY3DP", "me")];
    expect(sealed).not.toBe(again);
    expect(sealed).not.toContain("JBSWY3DP");
    expect(await box.open(sealed, "me")).toBe("JBSWY3DP");
    await expect(box.open(sealed, "somebody else")).rejects.toThrow();
    await expect(box.open(`${sealed.slice(0, -4)}AAAA`, "me")).rejects.toThrow();
  });

  test("takes a new key in front and still opens what the old one sealed", async () => {
    const [old, young] = [makeKey(), makeKey()];
    const sealed = await boxOf(old).seal("secret", "me");
    expect(await boxOf(young, old).open(sealed, "me")).toBe("secret");
    await expect(boxOf(young).open(sealed, "me")).rejects.toEqual(invalid);
  });
});

describe("the key file", () => {
  test("is made once, whoever is first, readable for its own account only, and found again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ribin-key-"));
    const path = join(folder, "data", "secret.key");
    const made = await Promise.all(Array.from({ length: 8 }, () => readKeyFile(path)));
    for (const keys of made) expect(keys).toEqual(made[0]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, "data"))).toEqual(["secret.key"]);
    expect(await readKeyFile(path)).toEqual(made[0]);
  });

  test("that holds no key is refused by name, not made anew", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "ribin-key-")), "secret.key");
    writeFileSync(path, "nonsense");
    await expect(readKeyFile(path)).rejects.toEqual(invalid);
  });

  test("takes several keys of 32 bytes and nothing else", () => {
    const [a, b] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64url")];
    expect(parseSecretKeys(`${a} , ${b}\n`)).toHaveLength(2);
    for (const text of ["", "x", `${a},`, randomBytes(16).toString("base64")]) expect(parseSecretKeys(text)).toBeNull();
  });
});

// RFC 6238, appendix B (SHA-1), the last six of its eight digits.
test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("the code at %d s is %s", (seconds, code) => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  const codes = createTotpCodes();
  const step = Math.floor(seconds / 30);
  const at = (steps: number) => new Date((seconds + steps * 30) * 1_000);
  expect(codes.findStep(secret, code, at(0))).toBe(step);
  expect([codes.findStep(secret, code, at(1)), codes.findStep(secret, code, at(-1))]).toEqual([step, step]);
  expect([codes.findStep(secret, code, at(2)), codes.findStep(secret, code, at(-2))]).toEqual([null, null]);
  for (const wrong of ["", "28708", "2870822", "abcdef", "２８７０８２"]) {
    expect(codes.findStep(secret, wrong, at(0))).toBeNull();
  }
});
