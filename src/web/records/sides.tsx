/** One side of a pair of exhibits, as its reader may see it: in a cell of a list, and in full. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "../api/client.ts";
import { useFormats, useTerms } from "../app/use-words.ts";
import { Facts, Panel } from "../design/parts.tsx";
import { TwoLines } from "../design/windowed-table.tsx";

export type Side = Schema<"Side">;

/** Both sides, as the API has them. */
export function readSides(sides: readonly Side[]): readonly [Side, Side] {
  const [a, b] = sides;
  if (a === undefined || b === undefined) throw new Error("A pair has two sides.");
  return [a, b];
}

/** The own exhibit first; where both or neither are, as the API has them. */
export function orderSides(sides: readonly Side[]): readonly [Side, Side] {
  const [a, b] = readSides(sides);
  return b.own && !a.own ? [b, a] : [a, b];
}

/** Its case's number where that may be read, or its state; below, what kind of exhibit it is. */
export function useSideText() {
  const { t } = useTranslation("review");
  const terms = useTerms();
  return {
    nameOf: (side: Side) =>
      side.caseFacts === null
        ? terms.states[side.state]
        : t("caseAndExhibit", { number: side.caseFacts.caseNumber, exhibit: side.caseFacts.exhibitNumber }),
    kindOf: (side: Side) =>
      [terms.exhibitTypes[side.exhibitType], side.calibre ?? t("calibreUnknown"), side.category].join(" · "),
  };
}

export function SideCell({ side, to }: { readonly side: Side; readonly to?: string }) {
  const terms = useTerms();
  const { nameOf, kindOf } = useSideText();
  const kind = kindOf(side);
  return (
    <TwoLines below={side.caseFacts === null ? kind : `${terms.states[side.state]} · ${kind}`}>
      {to === undefined ? nameOf(side) : <Link to={to}>{nameOf(side)}</Link>}
    </TwoLines>
  );
}

export function SidePanel({ side, letter }: { readonly side: Side; readonly letter: "A" | "B" }) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const formats = useFormats();
  const facts = side.caseFacts;
  const event =
    facts === null ? null : (terms.eventTypes[facts.eventType as keyof typeof terms.eventTypes] ?? facts.eventType);
  const open = side.exhibitId === null ? undefined : <Link to={`/exhibits/${side.exhibitId}`}>{t("openExhibit")}</Link>;
  return (
    <Panel title={`${letter} · ${terms.states[side.state]}`} actions={open}>
      <Facts
        items={[
          [t("exhibit"), `${terms.exhibitTypes[side.exhibitType]}, ${terms.categories[side.category]}`],
          [terms.labels.calibre, side.calibre ?? t("calibreUnknown")],
          [terms.labels.laboratory, `${side.lab} (${side.labContact})`],
          ...(facts === null
            ? [[terms.labels.caseFacts, t(side.own ? "factsMasked" : "factsHidden")] as const]
            : [
                [terms.labels.caseNumber, `${facts.caseNumber} / ${facts.exhibitNumber}`] as const,
                [
                  terms.labels.agency,
                  [facts.originatingAgency, facts.agencyReference].filter(Boolean).join(", ") || null,
                ] as const,
                [
                  terms.labels.event,
                  [event, facts.occurredOn === null ? null : formats.day(facts.occurredOn), facts.place]
                    .filter(Boolean)
                    .join(", "),
                ] as const,
              ]),
        ]}
      />
    </Panel>
  );
}
