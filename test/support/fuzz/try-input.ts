/** One input against the rules: only refusals with a code, and no input takes longer than two seconds. */
import type { FuzzInput, FuzzTarget } from "./targets.ts";

/** What a reader may take for one input, however hostile. */
export const MOST_MS = 2_000;

export interface Tried {
  readonly outcome: string;
  readonly ms: number;
  /** What rule the input broke; null where none. */
  readonly fault: string | null;
}

export async function tryInput(target: FuzzTarget, input: FuzzInput): Promise<Tried> {
  const begun = performance.now();
  let outcome = "";
  let fault: string | null = null;
  try {
    outcome = await target.read(input);
  } catch (error) {
    fault = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : String(error);
  }
  const ms = performance.now() - begun;
  if (fault === null && ms > MOST_MS) fault = `It took ${Math.round(ms)} ms.`;
  return { outcome, ms, fault };
}
