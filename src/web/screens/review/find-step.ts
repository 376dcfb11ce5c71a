/** What somebody can do with a linkage now, by its state, their role and what the system asked of them; the API holds everybody to it. */
import type { Schema } from "../../api/client.ts";
import { hasRole, type Self } from "../../app/session.tsx";
import type { Linkage } from "../../records/use-linkage.ts";

export type Step =
  | "read"
  | "not_permitted"
  | "document"
  | "review"
  | "conclude"
  | "verify"
  | "not_asked"
  | "await_verifier"
  | "confirm"
  | "consult"
  | "hit"
  | "settled"
  | "examiner_only";

export function findStep(self: Self, linkage: Linkage, asked: Schema<"Assignment"> | null): Step {
  if (!hasRole(self, "firearms_examiner", "verifier")) return "read";
  if (linkage.state === "hit") return "hit";
  if (!linkage.imagesPermitted) return "not_permitted";
  if (linkage.toExamine !== null) return "document";
  const examiner = hasRole(self, "firearms_examiner");
  if (linkage.state === "consultation") return "consult";
  if (linkage.state === "under microscopy") return findMicroscopyStep(self, linkage, asked);
  if (linkage.firstConclusionRecorded) return "settled";
  if (!examiner) return "examiner_only";
  return linkage.state === "lead" ? "conclude" : "review";
}

function findMicroscopyStep(self: Self, linkage: Linkage, asked: Schema<"Assignment"> | null): Step {
  if (linkage.conclusions.some(({ part }) => part === "verification")) return "confirm";
  if (linkage.conclusions.some(({ accountId }) => accountId === self.id)) return "await_verifier";
  return asked === null ? "not_asked" : "verify";
}

/** The conclusions that no other corrects. */
export function listStanding(linkage: Linkage): Linkage["conclusions"] {
  const corrected = new Set(linkage.conclusions.map(({ corrects }) => corrects));
  return linkage.conclusions.filter(({ id }) => !corrected.has(id));
}

/** The two who disagree, and who of them has stated what they see since. */
export function readConsultation(linkage: Linkage) {
  const two = listStanding(linkage)
    .filter(({ part }) => part !== "consultation")
    .map(({ accountId }) => accountId);
  const opening = linkage.conclusions.findLast(({ reopens, part }) => reopens || part === "verification");
  const since = opening?.createdAt ?? "";
  const stated = new Set(
    linkage.statements.filter(({ createdAt }) => createdAt >= since).map(({ accountId }) => accountId),
  );
  return { two, stated, ready: two.length > 0 && two.every((id) => stated.has(id)) };
}
