/** Keeps what must be read again (a second factor's secret) so that the database alone tells nothing of it. */
export interface SecretBox {
  /** `owner` is bound to it: what was sealed for one opens for no other. */
  seal(text: string, owner: string): Promise<string>;
  /** Throws RibinError CONFIGURATION_INVALID where the key that sealed it is not among those of this process. */
  open(sealed: string, owner: string): Promise<string>;
}
