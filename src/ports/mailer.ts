export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every attempt to send the same mail, so that a second copy is recognised; without brackets and domain. */
  readonly id: string;
}

export interface Mailer {
  /**
   * Resolves when the server took the mail. Throws RibinError UNAVAILABLE where another attempt may succeed and MAIL_REFUSED where the
   * server says that none will; neither names the recipient.
   */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
}
