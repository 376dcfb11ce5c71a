/** The compare view on a page of its own, as wide as the monitor: for a second screen beside the decision. */
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Asked } from "../../app/asked.tsx";
import { PageHead } from "../../design/parts.tsx";
import { useLinkage } from "../../records/use-linkage.ts";
import { CompareView } from "./compare-view.tsx";

export function ComparePage() {
  const { t } = useTranslation("compare");
  const { linkageId = "" } = useParams();
  const linkage = useLinkage(linkageId);
  return (
    <>
      <PageHead title={t("title")} actions={<Link to={`/linkages/${linkageId}`}>{t("toLinkage")}</Link>} />
      <Asked query={linkage} lines={8}>
        {({ data }) => <CompareView linkage={data} />}
      </Asked>
    </>
  );
}
