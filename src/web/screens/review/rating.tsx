/** How much likelier an outcome is under one source than under two: never without its caveat beside it. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats } from "../../app/use-words.ts";
import { TwoLines } from "../../design/windowed-table.tsx";

type Rating = Schema<"LinkageDetail">["candidates"][number]["rating"];

/** A power of ten. */
const BASE = 10;

export function RatingCell({ rating }: { readonly rating: Rating }) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  if (rating === null) return "–";
  if (!rating.rated) return t("rating.none");
  const value = formats.number(rating.log10Lr, 1);
  return (
    <TwoLines below={t("notAConclusion")}>
      <span className="visually-hidden">{t("rating.value", { value })}</span>
      <span aria-hidden="true">
        {BASE}
        <sup>{value}</sup>
      </span>{" "}
      {rating.bounded ? t("rating.bounded") : null}
    </TwoLines>
  );
}
