/** Where looking down a list may end, in words made of its figures: a help to allot time, with its caveat beside it. */
import { useTranslation } from "react-i18next";
import type { operations } from "../../api/schema.d.ts";
import { useFormats } from "../../app/use-words.ts";
import { Notice } from "../../design/parts.tsx";

type Answer = operations["listCandidates"]["responses"][200]["content"]["application/json"];
type Stop = NonNullable<Answer["stop"]>;

export function StopRule({ stop }: { readonly stop: Stop }) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const chance = formats.number(100 * stop.expectedBelow, 1);
  const words = stop.rank === 0 ? t("stop.nowhere") : t("stop.below", { rank: stop.rank, chance });
  return (
    <Notice title={stop.expectedBelow === 0 && stop.rank > 0 ? t("stop.whole") : words}>
      {t("stop.caveat", { mates: formats.number(stop.expectedMates, 1) })}
    </Notice>
  );
}
