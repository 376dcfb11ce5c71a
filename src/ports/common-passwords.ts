/** Passwords that are commonly used or known to be compromised; held offline. */
export interface CommonPasswords {
  /** `text` in lower case. */
  has(text: string): boolean;
}
