/** The closed vocabularies of the field. One place; the database, the API and the pages use these very words. */
import { z } from "zod";
import { STATE_CODES } from "./states.ts";

export { STATE_CODES, STATES, type StateCode } from "./states.ts";
export const stateCodeSchema = z.enum(STATE_CODES);

export const ROLES = [
  "lab_technician",
  "firearms_examiner",
  "verifier",
  "investigator",
  "national_coordinator",
  "regional_coordinator",
  "auditor",
] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

const EVENT_TYPES = [
  "homicide",
  "attempted murder",
  "shooting/wounding",
  "robbery",
  "assault",
  "unlawful discharge",
  "police-involved shooting",
  "firearm seizure",
  "border/customs seizure",
  "found property",
  "suicide",
  "other",
] as const;
export const eventTypeSchema = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof eventTypeSchema>;

const EXHIBIT_TYPES = ["cartridge case", "bullet", "bullet fragment", "shotshell", "firearm"] as const;
export const exhibitTypeSchema = z.enum(EXHIBIT_TYPES);
export type ExhibitType = z.infer<typeof exhibitTypeSchema>;

/** CE crime evidence, TF test fire of a recovered firearm, LIC test fire of a licensed firearm, CAST replica. */
const CATEGORIES = ["CE", "TF", "LIC", "CAST"] as const;
export const categorySchema = z.enum(CATEGORIES);
export type Category = z.infer<typeof categorySchema>;

/** A negative cast is the imprint of the mark, mirrored and inverted; a positive one is made of an imprint, as the mark itself is. */
const CAST_POLARITIES = ["negative", "positive"] as const;
export const castPolaritySchema = z.enum(CAST_POLARITIES);
export type CastPolarity = z.infer<typeof castPolaritySchema>;

export const CARTRIDGE_CASE_REGIONS = [
  "ApertureShear",
  "BreechFace",
  "CaseBodyMark",
  "EjectorMark",
  "ExtractorMark",
  "FiringPinDrag",
  "FiringPinImpression",
  "Headstamp",
] as const;
export const BULLET_REGIONS = ["LEA", "GEA", "PartialStrip", "Strip"] as const;
export const REGIONS = [...CARTRIDGE_CASE_REGIONS, ...BULLET_REGIONS] as const;
export const regionSchema = z.enum(REGIONS);
export type Region = z.infer<typeof regionSchema>;

/** Regions which the comparison methods of this version verify. Others are received and kept, and say so. */
export const COMPARABLE_REGIONS: readonly Region[] = ["BreechFace", "FiringPinImpression", "LEA"];

/** "outline_needed": the method is not sure of the mark's outline, and nothing is searched until a person draws it. */
const ACQUISITION_STAGES = [
  "received",
  "quality_assessed",
  "outline_needed",
  "features_extracted",
  "searched",
  "verified",
  "refused",
  "failed",
] as const;
export const acquisitionStageSchema = z.enum(ACQUISITION_STAGES);
export type AcquisitionStage = z.infer<typeof acquisitionStageSchema>;

const LINKAGE_STATES = [
  "candidate",
  "lead",
  "under microscopy",
  "consultation",
  "hit",
  "inconclusive",
  "eliminated",
] as const;
export const linkageStateSchema = z.enum(LINKAGE_STATES);
export type LinkageState = z.infer<typeof linkageStateSchema>;

/** What an examiner may say from the images alone. A lead is unconfirmed; the rest follow the AFTE range. */
const REVIEW_DECISIONS = [
  "lead",
  "inconclusive_a",
  "inconclusive_b",
  "inconclusive_c",
  "elimination",
  "unsuitable",
] as const;
export const reviewDecisionSchema = z.enum(REVIEW_DECISIONS);
export type ReviewDecision = z.infer<typeof reviewDecisionSchema>;

/** The AFTE range of conclusions, recorded at the comparison microscope. */
export const CONCLUSIONS = [
  "identification",
  "inconclusive_a",
  "inconclusive_b",
  "inconclusive_c",
  "elimination",
  "unsuitable",
] as const;
export const conclusionSchema = z.enum(CONCLUSIONS);
export type Conclusion = z.infer<typeof conclusionSchema>;

export const FIRING_PIN_TYPES = ["Centerfire", "Rimfire"] as const;
export const FIRING_PIN_CLASSES = ["Circular", "Elliptical", "Hemispherical", "Rectangular", "Other"] as const;
export const FIRING_PIN_APERTURES = ["Circular", "Rectangular/Square", "Teardrop", "Other"] as const;
export const BREECH_FACE_CLASSES = [
  "Arched",
  "Circular",
  "Crosshatch",
  "Granular",
  "Parallel",
  "Smooth",
  "Other",
  "Undetermined",
] as const;
export const PRIMER_MATERIALS = ["Brass", "Copper", "Nickel", "Steel", "Other"] as const;
export const CASE_MATERIALS = ["Aluminum", "Brass", "Nickel", "Steel", "Other"] as const;
export const RIFLING_TYPES = ["Conventional", "Polygonal", "Unrifled"] as const;
export const TWIST_DIRECTIONS = ["Left", "Right"] as const;

/** File formats that are received. */
const FILE_FORMATS = ["X3P", "PNG", "TIFF", "JPEG"] as const;
export const fileFormatSchema = z.enum(FILE_FORMATS);
export type FileFormat = z.infer<typeof fileFormatSchema>;

/** How a 2D image was lit; it decides which comparison is allowed. */
export const LIGHTINGS = ["ring", "side", "photograph", "rendering", "unknown"] as const;
export const lightingSchema = z.enum(LIGHTINGS);
export type Lighting = z.infer<typeof lightingSchema>;

/** A low job begins only where no normal one waits. */
export const JOB_PRIORITIES = ["normal", "low"] as const;
export type JobPriority = (typeof JOB_PRIORITIES)[number];

/** What led to a search: the acquisition came, something about it changed, a person asked; or a region's open crime evidence as a whole. */
export const CORRELATION_KINDS = ["arrival", "change", "manual", "all"] as const;
export type CorrelationKind = (typeof CORRELATION_KINDS)[number];

/** Of the models of a region one is searched; another is filled beside it and takes its place. */
export const MODEL_STATES = ["filling", "active", "retired"] as const;
export type ModelState = (typeof MODEL_STATES)[number];

/** An exhaustive pass; "idle" where there was nothing to compare with. */
export const SWEEP_STATES = ["running", "done", "idle"] as const;

/** What proposes a candidate: the nearest vectors, the exhaustive registration pass, or another region of the same two exhibits. */
export const foundBySchema = z.enum(["vectors", "registration", "region"]);
export type FoundBy = z.infer<typeof foundBySchema>;
