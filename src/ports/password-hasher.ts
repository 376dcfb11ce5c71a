/** Passwords are kept as hashes only; which hash is the adapter's matter. */
export interface PasswordHasher {
  hashPassword(password: string): Promise<string>;
  /** With `hash` null (no such account) it does the same work and answers false, so that time tells nothing. */
  verifyPassword(password: string, hash: string | null): Promise<boolean>;
}
