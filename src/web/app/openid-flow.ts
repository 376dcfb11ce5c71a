/** The secret half of a sign-in at a provider, kept in this tab until the browser comes back. */
const NAME = "ribin.openid-flow";

export function keepFlow(flow: string): void {
  sessionStorage.setItem(NAME, flow);
}

/** Gives it once. */
export function takeFlow(): string | null {
  const flow = sessionStorage.getItem(NAME);
  sessionStorage.removeItem(NAME);
  return flow;
}
