/** What somebody types of an exhibit, as text, and what the API takes of it. */
import type { Schema } from "../api/client.ts";
import type { operations } from "../api/schema.d.ts";

type NewExhibit = operations["createExhibit"]["requestBody"]["content"]["application/json"];
type ExhibitChanges = operations["updateExhibit"]["requestBody"]["content"]["application/json"];
export type ExhibitType = Schema<"Exhibit">["type"];
type Category = Schema<"Exhibit">["category"];
type Polarity = NonNullable<Schema<"Exhibit">["castPolarity"]>;
type Characteristics = Schema<"Exhibit">["characteristics"];
export type Characteristic = keyof Characteristics;

const MATERIALS = ["Brass", "Nickel", "Steel", "Other"] as const;

/** The closed choices, as src/domain/vocabulary.ts has them (a test holds them to it). */
export const CHOICES = {
  firingPinType: ["Centerfire", "Rimfire"],
  firingPinClass: ["Circular", "Elliptical", "Hemispherical", "Rectangular", "Other"],
  firingPinAperture: ["Circular", "Rectangular/Square", "Teardrop", "Other"],
  breechFaceClass: ["Arched", "Circular", "Crosshatch", "Granular", "Parallel", "Smooth", "Other", "Undetermined"],
  primerMaterial: ["Brass", "Copper", "Nickel", "Steel", "Other"],
  caseMaterial: ["Aluminum", ...MATERIALS],
  riflingType: ["Conventional", "Polygonal", "Unrifled"],
  twistDirection: ["Left", "Right"],
} as const;
export type Chosen = keyof typeof CHOICES;
export type ChoiceValue = (typeof CHOICES)[Chosen][number];

const NUMBERS = ["numberOfLands", "landWidthMillimetres", "grooveWidthMillimetres"] as const;
export type Measured = (typeof NUMBERS)[number];
export const isChosen = (name: Characteristic): name is Chosen => name in CHOICES;
export const isMeasured = (name: Characteristic): name is Measured => (NUMBERS as readonly string[]).includes(name);

const CASE_FIELDS: readonly Characteristic[] = [
  "firingPinType",
  "firingPinClass",
  "firingPinAperture",
  "primerMaterial",
  "caseMaterial",
  "headstamp",
  "manufacturer",
  "ammunitionComposition",
  "breechFaceClass",
];
const BULLET_FIELDS: readonly Characteristic[] = [
  "riflingType",
  "numberOfLands",
  "twistDirection",
  "landWidthMillimetres",
  "grooveWidthMillimetres",
  "surfaceMaterial",
  "manufacturer",
  "ammunitionComposition",
];
/** What can be seen on an exhibit of a type. */
export const FIELDS_OF: Readonly<Record<ExhibitType, readonly Characteristic[]>> = {
  "cartridge case": CASE_FIELDS,
  shotshell: CASE_FIELDS,
  bullet: BULLET_FIELDS,
  "bullet fragment": BULLET_FIELDS,
  firearm: [
    "firingPinType",
    "firingPinClass",
    "firingPinAperture",
    "riflingType",
    "numberOfLands",
    "twistDirection",
    "breechFaceClass",
  ],
};

export interface ExhibitDraft {
  readonly exhibitNumber: string;
  readonly type: ExhibitType;
  readonly category: Category;
  readonly parentExhibitId: string;
  readonly castPolarity: Polarity | "";
  readonly calibre: string;
  readonly characteristics: Readonly<Partial<Record<Characteristic, string | readonly string[]>>>;
  readonly comment: string;
}

export const EMPTY_EXHIBIT: ExhibitDraft = {
  exhibitNumber: "",
  type: "cartridge case",
  category: "CE",
  parentExhibitId: "",
  castPolarity: "",
  calibre: "",
  characteristics: {},
  comment: "",
};

export function draftOfExhibit(found: Schema<"Exhibit">): ExhibitDraft {
  const { exhibitNumber, type, category, calibre, calibreAsGiven, parentExhibitId, castPolarity, comment } = found;
  const entries = Object.entries(found.characteristics).map(([name, value]) => [
    name,
    Array.isArray(value) ? value : String(value),
  ]);
  return {
    exhibitNumber,
    type,
    category,
    parentExhibitId: parentExhibitId ?? "",
    castPolarity: castPolarity ?? "",
    calibre: calibreAsGiven ?? calibre ?? "",
    characteristics: Object.fromEntries(entries) as ExhibitDraft["characteristics"],
    comment: comment ?? "",
  };
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

/** Only what an exhibit of the type has, and nothing that was left empty. */
export function toCharacteristics({ type, characteristics }: ExhibitDraft): Characteristics {
  const entries = FIELDS_OF[type].flatMap((name): readonly (readonly [Characteristic, unknown])[] => {
    const value = characteristics[name];
    if (value === undefined || value.length === 0 || (typeof value === "string" && value.trim() === "")) return [];
    if (typeof value !== "string") return [[name, value]];
    return [[name, isMeasured(name) ? Number(value.replace(",", ".")) : value.trim()]];
  });
  return Object.fromEntries(entries) as Characteristics;
}

const castOf = (draft: ExhibitDraft) =>
  draft.category === "CAST"
    ? {
        parentExhibitId: orNull(draft.parentExhibitId),
        castPolarity: draft.castPolarity === "" ? null : draft.castPolarity,
      }
    : {};

export function toNewExhibit(caseId: string, draft: ExhibitDraft): NewExhibit {
  return {
    caseId,
    exhibitNumber: draft.exhibitNumber.trim(),
    type: draft.type,
    category: draft.category,
    calibre: orNull(draft.calibre),
    characteristics: toCharacteristics(draft),
    comment: orNull(draft.comment),
    ...castOf(draft),
  };
}

/** What may be corrected later: not its number, nor what kind of thing it is, but that it turned out to be a replica. */
export function toExhibitChanges(draft: ExhibitDraft, changed: readonly (keyof ExhibitDraft)[]): ExhibitChanges {
  const { parentExhibitId, castPolarity } = draft;
  return {
    ...(changed.includes("calibre") ? { calibre: orNull(draft.calibre) } : {}),
    ...(changed.includes("characteristics") ? { characteristics: toCharacteristics(draft) } : {}),
    ...(changed.includes("comment") ? { comment: orNull(draft.comment) } : {}),
    ...(changed.includes("category") && castPolarity !== "" ? { category: "CAST", parentExhibitId, castPolarity } : {}),
  };
}

/** "CC-9" is followed by "CC-10"; of a number that does not end in digits nothing is guessed. */
export function followNumber(number: string): string {
  const digits = /\d+$/.exec(number)?.[0];
  if (digits === undefined || digits.length > 9) return "";
  const next = String(Number(digits) + 1).padStart(digits.length, "0");
  return number.slice(0, -digits.length) + next;
}
