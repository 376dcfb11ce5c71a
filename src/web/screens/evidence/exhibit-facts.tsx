/** What an exhibit is, with the class characteristics that were recorded. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Facts } from "../../design/parts.tsx";
import { type Characteristic, type ChoiceValue, FIELDS_OF, isChosen } from "../../records/exhibit-draft.ts";
import { useExhibit } from "../../records/use-records.ts";

export function ExhibitFacts({ of }: { readonly of: Schema<"Exhibit"> }) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const formats = useFormats();
  const say = (name: Characteristic): ReactNode => {
    const value = of.characteristics[name];
    if (value === undefined) return null;
    if (typeof value === "number") return formats.number(value, Number.isInteger(value) ? 0 : 2);
    if (!isChosen(name)) return String(value);
    const values = (Array.isArray(value) ? value : [value]) as readonly ChoiceValue[];
    return values.map((each) => t(`values.${each}`)).join(", ");
  };
  const recorded = FIELDS_OF[of.type].filter((name) => of.characteristics[name] !== undefined);
  const asGiven = of.calibreAsGiven !== null && of.calibreAsGiven !== of.calibre;
  return (
    <Facts
      items={[
        [t("type"), terms.exhibitTypes[of.type]],
        [t("category"), terms.categories[of.category]],
        ...(of.parentExhibitId === null
          ? []
          : [[t("parent"), <Parent key="parent" id={of.parentExhibitId} />] as const]),
        ...(of.castPolarity === null ? [] : [[t("polarity"), t(`polarities.${of.castPolarity}`)] as const]),
        [t("calibre"), of.calibre ?? t("unknown")],
        ...(asGiven ? [[t("calibreAsGiven"), of.calibreAsGiven] as const] : []),
        ...recorded.map((name) => [t(`fields.${name}`), say(name)] as const),
        ...(recorded.length === 0 ? [[t("characteristics"), t("noCharacteristics")] as const] : []),
        [t("comment"), of.comment],
        [t("entered"), formats.moment(of.createdAt)],
      ]}
    />
  );
}

function Parent({ id }: { readonly id: string }) {
  const { t } = useTranslation("evidence");
  const parent = useExhibit(id).data?.data;
  return <Link to={`/exhibits/${id}`}>{parent?.exhibitNumber ?? t("exhibit")}</Link>;
}
