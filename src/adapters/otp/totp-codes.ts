import { Secret, TOTP } from "otpauth";
import type { OneTimeCodes } from "../../ports/one-time-codes.ts";

/** What every authenticator app knows: SHA-1, six digits, thirty seconds. */
const SETTINGS = { issuer: "RIBIN", algorithm: "SHA1", digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
const CODE = /^\d{6}$/;

export function createTotpCodes(): OneTimeCodes {
  return {
    makeSecret: () => new Secret({ size: SECRET_BYTES }).base32,
    describe: (secret, label) => new TOTP({ ...SETTINGS, label, secret: Secret.fromBase32(secret) }).toString(),
    findStep(secret, code, at) {
      if (!CODE.test(code)) return null;
      const timestamp = at.getTime();
      const totp = new TOTP({ ...SETTINGS, secret: Secret.fromBase32(secret) });
      const delta = totp.validate({ token: code, timestamp, window: 1 });
      return delta === null ? null : TOTP.counter({ period: SETTINGS.period, timestamp }) + delta;
    },
  };
}
