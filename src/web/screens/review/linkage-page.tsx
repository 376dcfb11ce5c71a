/** The decision page: both exhibits as the reader may see them, the comparison, what comes next, and all that was decided. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { toRefusal } from "../../api/refusal.ts";
import { AskedPage } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Key, Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { IssueReport } from "../../records/issue-report.tsx";
import { DueBadge, LinkageFlags, StateBadge } from "../../records/linkage-badges.tsx";
import { readSides, SidePanel, useSideText } from "../../records/sides.tsx";
import { type Linkage, useLinkage } from "../../records/use-linkage.ts";
import { CompareView } from "../compare/compare-view.tsx";
import { AssignmentsPanel } from "./assignments-panel.tsx";
import { DecidePanel } from "./decide-panel.tsx";
import { DocumentPanel } from "./document-panel.tsx";
import { History } from "./history.tsx";
import { KeptWords } from "./kept-words.tsx";
import { findNeighbours, noteLooked } from "./line.ts";
import { RegionsTable } from "./regions-table.tsx";
import styles from "./review.module.css";

export function LinkagePage() {
  const { linkageId = "" } = useParams();
  // Another linkage is another page: no text, choice or version of the one before stays.
  return <OneLinkage key={linkageId} linkageId={linkageId} />;
}

function OneLinkage({ linkageId }: { readonly linkageId: string }) {
  const { t } = useTranslation("review");
  const linkage = useLinkage(linkageId, { decided: true });
  const steps = useSteps(linkageId);
  const code = linkage.error ? toRefusal(linkage.error).code : null;
  if (code === "RECORD_REMOVED" || code === "NOT_FOUND") {
    // Also while it was open: nothing of it is shown any more.
    return (
      <Stack>
        <PageHead title={t("gone.title")} actions={steps} />
        <Notice tone="warn" live title={t(code === "RECORD_REMOVED" ? "gone.removed" : "gone.notFound")}>
          {t("gone.about")}
        </Notice>
        <KeptWords linkageId={linkageId} step={null} />
      </Stack>
    );
  }
  return (
    <AskedPage query={linkage} lines={10}>
      {({ data, tag }) => <LinkageBody linkage={data} tag={tag} steps={steps} />}
    </AskedPage>
  );
}

/** Back to the list, and to the one before and after on one key. */
function useSteps(linkageId: string) {
  const { t } = useTranslation("review");
  const go = useNavigate();
  const near = useAsked(["line", linkageId], () => findNeighbours(linkageId), { staleTime: Number.POSITIVE_INFINITY });
  useEffect(() => noteLooked(linkageId), [linkageId]);
  const [atEnd, setAtEnd] = useState(false);
  const { previous = null, next = null, position = null, back = "/queue" } = near.data ?? {};
  // A key that is pressed before the line is known waits for it: the end is said only where it is.
  const step = async (side: "previous" | "next") => {
    const id = (near.data ?? (await near.refetch()).data)?.[side];
    if (id === null) setAtEnd(true);
    else if (id !== undefined) await go(`/linkages/${id}`);
  };
  useShortcuts([
    { key: "n", does: t("keys.next"), act: () => void step("next") },
    { key: "N", does: t("keys.previous"), act: () => void step("previous") },
    { key: "u", does: t("keys.back"), act: () => void go(back) },
  ]);
  return (
    <>
      <span className={styles.soft} role="status">
        {atEnd ? t("endOfLine") : position === null ? null : t("position", { position })}
      </span>
      <Link to={back}>{t("backToList")}</Link>
      <Button disabled={previous === null} onClick={() => void step("previous")}>
        {t("previous")} <Key>N</Key>
      </Button>
      <Button disabled={next === null} onClick={() => void step("next")}>
        {t("next")} <Key>n</Key>
      </Button>
    </>
  );
}

interface LinkageBodyProps {
  readonly linkage: Linkage;
  readonly tag: string;
  readonly steps: React.ReactNode;
}

function LinkageBody({ linkage, tag, steps }: LinkageBodyProps) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const { nameOf } = useSideText();
  const [a, b] = readSides(linkage.sides);
  const documents = linkage.toExamine !== null && linkage.imagesPermitted;
  // A coordinator is told of the linkage, and is given no images of it.
  const examines = hasRole(useSelf(), "firearms_examiner", "verifier");
  return (
    <Stack>
      <PageHead
        title={t("pair", { a: nameOf(a), b: nameOf(b) })}
        about={
          <>
            <StateBadge state={linkage.state} /> {linkage.dueAt === null ? null : <DueBadge linkage={linkage} />}{" "}
            <LinkageFlags linkage={linkage} /> {t("bestScore", { score: formats.number(linkage.bestScore, 3) })}
          </>
        }
        actions={steps}
      />
      <div className={styles.columns}>
        <Stack>
          {documents && linkage.toExamine !== null ? (
            <DocumentPanel exhibitId={linkage.toExamine} />
          ) : linkage.imagesPermitted && examines ? (
            <Panel
              title={t("comparison")}
              actions={<Link to={`/linkages/${linkage.id}/compare`}>{t("comparisonAlone")}</Link>}
            >
              <CompareView linkage={linkage} />
            </Panel>
          ) : null}
          <div className={styles.pair}>
            <SidePanel side={a} letter="A" />
            <SidePanel side={b} letter="B" />
          </div>
          <Panel title={t("regions.title")} flush>
            <RegionsTable candidates={linkage.candidates} />
          </Panel>
          <Panel title={t("history.title")}>
            <History linkage={linkage} tag={tag} />
          </Panel>
          {/* Told to coordinators alone, by whom it may be asked anew. */}
          {linkage.nobodyEligible === null ? null : <AssignmentsPanel linkage={linkage} />}
        </Stack>
        <div className={styles.side}>
          <DecidePanel linkage={linkage} tag={tag} />
          {linkage.state === "lead" || linkage.state === "hit" ? (
            <IssueReport linkageId={linkage.id} kind={linkage.state} />
          ) : null}
        </div>
      </div>
    </Stack>
  );
}
