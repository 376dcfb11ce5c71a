/** The compare view on a page of its own, as wide as the monitor: for a second screen beside the decision. */
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { isClosed } from "../../api/refusal.ts";
import { Asked } from "../../app/asked.tsx";
import { PageHead } from "../../design/parts.tsx";
import { StateBadge } from "../../records/linkage-badges.tsx";
import { readSides, useSideText } from "../../records/sides.tsx";
import { type Linkage, useLinkage } from "../../records/use-linkage.ts";
import { CompareView } from "./compare-view.tsx";

export function ComparePage() {
  const { t } = useTranslation("compare");
  const { linkageId = "" } = useParams();
  const linkage = useLinkage(linkageId, { decided: true });
  return (
    <>
      <PageHead
        title={t("title")}
        about={linkage.data === undefined || isClosed(linkage.error) ? null : <Pair linkage={linkage.data.data} />}
        actions={<Link to={`/linkages/${linkageId}`}>{t("toLinkage")}</Link>}
      />
      <Asked query={linkage} lines={8}>
        {({ data }) => <CompareView linkage={data} />}
      </Asked>
    </>
  );
}

/** Of which two: on a second screen nothing else says it. */
function Pair({ linkage }: { readonly linkage: Linkage }) {
  const { t } = useTranslation("review");
  const { nameOf } = useSideText();
  const [a, b] = readSides(linkage.sides);
  return (
    <>
      {t("pair", { a: nameOf(a), b: nameOf(b) })} <StateBadge state={linkage.state} />
    </>
  );
}
