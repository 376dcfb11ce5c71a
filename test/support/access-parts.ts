/** What signing people in stands on: the real parts, with a key that lives as long as the test. */
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAgeBundleOpener } from "../../src/adapters/age/age-bundle-opener.ts";
import { createArgon2Hasher } from "../../src/adapters/argon2/argon2-hasher.ts";
import { createTotpCodes } from "../../src/adapters/otp/totp-codes.ts";
import { createListedPasswords } from "../../src/adapters/passwords/listed-passwords.ts";
import { createAesSecretBox } from "../../src/adapters/secrets/aes-secret-box.ts";
import { createGuardedSender } from "../../src/adapters/webhooks/guarded-sender.ts";
import type { BundleOpener } from "../../src/ports/bundle-opener.ts";
import type { Deps } from "../../src/usecases/deps.ts";

export type AccessParts = Pick<
  Deps,
  "passwords" | "commonPasswords" | "secretBox" | "oneTimeCodes" | "identityProviders" | "bundleOpener" | "delivery"
>;

export function openAccessParts(): AccessParts {
  const key = new Uint8Array(randomBytes(32));
  return {
    passwords: createArgon2Hasher(),
    commonPasswords: createListedPasswords(),
    secretBox: createAesSecretBox(async () => [key]),
    oneTimeCodes: createTotpCodes(),
    identityProviders: [],
    // A folder is made when a test asks for it: few do.
    bundleOpener: openLazily(() =>
      createAgeBundleOpener({ keys: null, dataDir: mkdtempSync(join(tmpdir(), "ribin-age-")) }),
    ),
    delivery: { mailer: null, webhooks: createGuardedSender({ networks: [] }), publicUrl: null, gatherSeconds: 0 },
  };
}

function openLazily(make: () => BundleOpener): BundleOpener {
  let opener: BundleOpener | null = null;
  const get = () => {
    opener ??= make();
    return opener;
  };
  return { listRecipients: () => get().listRecipients(), open: (encrypted) => get().open(encrypted) };
}

/** As the settings are by default. */
export const ACCESS_LIMITS = {
  sessionHours: 12,
  sessionIdleMinutes: 60,
  invitationHours: 72,
  secondFactorRequired: false,
};
