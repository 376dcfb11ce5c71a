/** Sequential unmasking: what an examiner writes of the questioned exhibit before seeing what stands beside it (docs/review.md). */
import { z } from "zod";
import { type ClassCharacteristics, classCharacteristicsSchema } from "./class-characteristics.ts";
import type { FieldError } from "./errors.ts";
import type { Actor } from "./permission.ts";
import {
  BULLET_REGIONS,
  CARTRIDGE_CASE_REGIONS,
  type Category,
  type ExhibitType,
  type Region,
  regionSchema,
} from "./vocabulary.ts";

/** What marks are good for: a comparison, one with reservations, none. */
const SUITABILITIES = ["suitable", "limited", "unsuitable"] as const;
export const suitabilitySchema = z.enum(SUITABILITIES);
export type Suitability = z.infer<typeof suitabilitySchema>;

export const examinedRegionSchema = z.strictObject({ region: regionSchema, suitability: suitabilitySchema });
export type ExaminedRegion = z.infer<typeof examinedRegionSchema>;

/** Of the firearm's marks; what is of the ammunition is entered with the exhibit. */
export const examinedCharacteristicsSchema = classCharacteristicsSchema;

export interface ExaminationContent {
  readonly suitability: Suitability;
  readonly regions: readonly ExaminedRegion[];
  readonly characteristics: ClassCharacteristics;
  readonly notes: string | null;
}

/** What is wrong with a documentation, by field; empty where nothing is. */
export function findExaminationErrors(content: ExaminationContent, exhibitType: ExhibitType) {
  const errors: FieldError[] = [];
  const possible: readonly Region[] = exhibitType.startsWith("bullet") ? BULLET_REGIONS : CARTRIDGE_CASE_REGIONS;
  const named = content.regions.map((entry) => entry.region);
  const wrong = named.find((region) => !possible.includes(region));
  if (wrong !== undefined) {
    errors.push({
      field: "regions",
      message: `A ${exhibitType} has no ${wrong}; name ${possible.join(", ")}.`,
      problem: "region_of_other_type",
    });
  }
  if (new Set(named).size < named.length)
    errors.push({ field: "regions", message: "Name each region once.", problem: "region_twice" });
  const best = (["suitable", "limited", "unsuitable"] as const).find((grade) =>
    content.regions.some((entry) => entry.suitability === grade),
  );
  if (best !== content.suitability) {
    const message = `The exhibit is as suitable as its best region, which is "${best ?? "unsuitable"}".`;
    errors.push({ field: "suitability", message, problem: "as_best_region" });
  }
  return errors;
}

interface QuestionedSide {
  readonly exhibitId: string;
  readonly state: string;
  readonly category: Category;
}

/**
 * Which of a pair the actor documents: the own state's. Where both are, the crime's evidence before a test fire, and of two alike the one
 * that was entered later, which is the one in question.
 */
export function findQuestioned(actor: Pick<Actor, "state">, sides: readonly QuestionedSide[]): string | null {
  const own = sides.filter((side) => side.state === actor.state);
  const crime = own.filter((side) => side.category === "CE");
  const among = crime.length > 0 ? crime : own;
  return (
    among
      .map((side) => side.exhibitId)
      .sort()
      .at(-1) ?? null
  );
}

/** Who decides from images or at the microscope, and so must not be led by what stands beside the exhibit. */
export function examines(actor: Actor): boolean {
  return actor.kind === "account" && actor.roles.some((role) => role === "firearms_examiner" || role === "verifier");
}
