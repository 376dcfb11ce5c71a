export interface WebhookSender {
  /** Throws RibinError WEBHOOK_ADDRESS_REFUSED where nothing may be sent to the address, as far as it shows by itself. */
  assertAllowed(url: string): void;
  /**
   * Posts the body once and gives the answer's status; follows nothing. Throws RibinError WEBHOOK_ADDRESS_REFUSED (what the name
   * stands for may not be reached) or UNAVAILABLE (not reached, or no answer in time).
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number>;
}
