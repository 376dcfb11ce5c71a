/** Which cases are worth nominating to INTERPOL's Ballistic Information Network (IBIN). */
import { z } from "zod";
import type { EventType } from "../vocabulary.ts";

const IBIN_INDICATORS = [
  "within 80 km of a border",
  "customs seizure",
  "suspected traffickers",
  "three or more firearms",
  "terrorism",
  "non-resident holder",
] as const;
export const ibinIndicatorSchema = z.enum(IBIN_INDICATORS);
export type IbinIndicator = z.infer<typeof ibinIndicatorSchema>;

export const ibinDecisionSchema = z.enum(["accepted", "declined"]);
export type IbinDecisionCode = z.infer<typeof ibinDecisionSchema>;

/** A reason for a nomination, and whence it is known. */
export interface IbinReason {
  readonly indicator: IbinIndicator;
  readonly source: "coded" | "event type" | "exhibits";
}

/**
 * What speaks for a nomination: what people coded, and what the records themselves say. Where a person coded an indicator, that counts,
 * also where it says that it does not hold.
 */
export function findReasons(facts: {
  readonly eventType: EventType;
  readonly firearms: number;
  readonly coded: ReadonlyMap<IbinIndicator, boolean>;
}): readonly IbinReason[] {
  const reasons: IbinReason[] = [];
  for (const indicator of IBIN_INDICATORS) {
    const coded = facts.coded.get(indicator);
    if (coded === true) reasons.push({ indicator, source: "coded" });
    if (coded !== undefined) continue;
    if (indicator === "customs seizure" && facts.eventType === "border/customs seizure") {
      reasons.push({ indicator, source: "event type" });
    }
    if (indicator === "three or more firearms" && facts.firearms >= 3) reasons.push({ indicator, source: "exhibits" });
  }
  return reasons;
}

/** Open again where something speaks for it that was not known when it was decided. */
export function stateOfNomination(
  reasons: readonly IbinReason[],
  decided: { readonly decision: IbinDecisionCode; readonly indicators: readonly IbinIndicator[] } | null,
): "proposed" | IbinDecisionCode {
  if (decided === null) return "proposed";
  const known = new Set(decided.indicators);
  return reasons.every(({ indicator }) => known.has(indicator)) ? decided.decision : "proposed";
}
