/** The two exhibits of a linkage side by side, region by region: what a decision is made by. Other pages embed it. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { Empty } from "../../design/parts.tsx";
import { ExamineFirst } from "./examine-first.tsx";

export function CompareView({ linkageId }: { readonly linkageId: string }) {
  const { t } = useTranslation("compare");
  const linkage = useAsked(["linkages", linkageId], () =>
    ask(api.GET("/v1/linkages/{linkageId}", { params: { path: { linkageId } } })),
  );
  return (
    <Asked query={linkage} lines={8}>
      {({ toExamine }) =>
        toExamine === null ? <Empty title={t("nothing")} /> : <ExamineFirst exhibitId={toExamine} />
      }
    </Asked>
  );
}
