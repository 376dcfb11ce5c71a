/** Codes of an authenticator app by time (RFC 6238). */
export interface OneTimeCodes {
  /** A new random secret, in base32. */
  makeSecret(): string;
  /** The otpauth:// address that an authenticator reads from a picture. */
  describe(secret: string, label: string): string;
  /** The time step whose code this is, at most one step away from `at`; null: none. Compares in constant time. */
  findStep(secret: string, code: string, at: Date): number | null;
}
