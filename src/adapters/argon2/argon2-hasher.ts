import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { normalisePassword } from "../../domain/password.ts";
import type { PasswordHasher } from "../../ports/password-hasher.ts";

/** argon2id (the library's own default) with OWASP's setting: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function createArgon2Hasher(): PasswordHasher {
  // A hash that no password fits, made by the same settings: unknown e-mail addresses cost what known ones cost.
  const unmatched = hash(randomBytes(32).toString("base64"), OPTIONS);
  return {
    hashPassword: (password) => hash(normalisePassword(password), OPTIONS),
    async verifyPassword(password, stored) {
      const matches = await verify(stored ?? (await unmatched), normalisePassword(password));
      return stored !== null && matches;
    },
  };
}
