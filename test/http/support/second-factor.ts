/** An authenticator app, as a person has it on the telephone. */
import { Secret, TOTP } from "otpauth";
import { PASSWORD, type Person } from "./people.ts";

/** The code of `secret` now, or some steps of 30 seconds away. */
export function makeCode(secret: string, stepsAway = 0, now = Date.now()): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now + stepsAway * 30_000 });
}

/** Begins to enrol and gives the secret. */
export async function beginFactor(person: Person): Promise<string> {
  const begun = await person.send("POST", "/v1/me/second-factor", { body: { password: PASSWORD } });
  return begun.json<{ secret: string }>().secret;
}

/** Enrols with the code of the step before, so that the one of now is still to be used. */
export async function enrolFactor(person: Person): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = await beginFactor(person);
  const body = { code: makeCode(secret, -1) };
  const confirmed = await person.send("POST", "/v1/me/second-factor/confirmation", { body });
  return { secret, recoveryCodes: confirmed.json<{ recoveryCodes: string[] }>().recoveryCodes };
}
