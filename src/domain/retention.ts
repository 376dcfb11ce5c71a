/** How long evidence is kept, and what ends it. */
import { z } from "zod";

/** From which day the days of a rule are counted: of the case's event (or, where it is not known, the entry), or of the entry. */
export const countedFromSchema = z.enum(["occurred", "exhibit_entered"]);
export type CountedFrom = z.infer<typeof countedFromSchema>;

/** Why something may go: its rule's days are over, or its state removed it. */
export const purgeBasisSchema = z.enum(["retention", "removal"]);
export type PurgeBasis = z.infer<typeof purgeBasisSchema>;

export const purgeDecisionSchema = z.enum(["confirmed", "refused"]);
export type PurgeDecision = z.infer<typeof purgeDecisionSchema>;

/** reviewed: waits for the second person; confirmed: is being carried out; purged, refused and stopped are ends. */
export const purgeStateSchema = z.enum(["reviewed", "confirmed", "refused", "purged", "stopped"]);
export type PurgeState = z.infer<typeof purgeStateSchema>;
