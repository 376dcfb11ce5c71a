/** What an examiner is told about marks that several firearms of a make may share. Plain JSON. */

/** Toolmarks by their course: straight, about a centre within the mark, about one outside it, two families that cross. */
export type SubclassKind = "parallel" | "concentric" | "arched" | "crosshatch";

export interface SubclassRisk {
  /** "subclass risk": the agreement rests on marks of a tool that other firearms of the make may have in common. */
  readonly risk: "none" | "subclass risk";
  /** The toolmarks that run through both marks, whether they are a risk or not; null where none do. */
  readonly kind: SubclassKind | null;
  /** Words for an examiner, with the figures. */
  readonly reason: string;
  /** Share of the agreement (of the correlation) that these toolmarks explain, 0..1. */
  readonly share: number;
}
