/** All that was decided and said about a linkage, oldest first. Nothing is overwritten: what was corrected is struck and stays. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Empty } from "../../design/parts.tsx";
import type { Linkage } from "../../records/use-linkage.ts";
import { useReviewLabel } from "./conclusion-choices.ts";
import { CorrectionDialog } from "./correction-dialog.tsx";
import { listStanding } from "./find-step.ts";
import styles from "./review.module.css";

type Conclusion = Linkage["conclusions"][number];

interface Entry {
  readonly id: string;
  readonly createdAt: string;
  /** Null: not shown before the blind verification. */
  readonly accountId: string | null;
  readonly accountState: Conclusion["accountState"];
  readonly title: string;
  readonly texts: readonly (string | null)[];
  readonly struck: boolean;
  readonly conclusion?: Conclusion;
}

function useEntries(linkage: Linkage): readonly Entry[] {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const reviewLabel = useReviewLabel();
  const standing = new Set(listStanding(linkage).map(({ id }) => id));
  const reviews = linkage.reviews.map((row) => ({
    ...row,
    title: t("history.review", { decision: reviewLabel(row.decision) }),
    texts: [row.reasons],
    struck: false,
  }));
  const conclusions = linkage.conclusions.map((row) => {
    const basis = row.basis === null ? "" : ` (${t(`basis.${row.basis}`)})`;
    const name = `${terms.conclusions[row.conclusion]}${basis}`;
    return {
      ...row,
      title: t(row.corrects === null ? "history.conclusion" : "history.correction", {
        part: terms.parts[row.part],
        name,
      }),
      texts: row.corrects === null ? [row.reasons] : [row.reasons, row.correctionReason],
      struck: !standing.has(row.id),
      conclusion: row,
    };
  });
  const statements = linkage.statements.map((row) => ({
    ...row,
    title: t("history.statement"),
    texts: [row.statement],
    struck: false,
  }));
  return [...reviews, ...conclusions, ...statements].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

export function History({ linkage, tag }: { readonly linkage: Linkage; readonly tag: string }) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const entries = useEntries(linkage);
  const hidden = linkage.firstConclusionRecorded && linkage.conclusions.length === 0;
  if (entries.length === 0 && !hidden) return <Empty title={t("history.none")} />;
  return (
    <ol className={styles.history}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <time dateTime={entry.createdAt}>{formats.moment(entry.createdAt)}</time>
          <OneEntry entry={entry} linkage={linkage} tag={tag} />
        </li>
      ))}
      {hidden ? (
        <li>
          <span />
          <em>{t("history.hidden")}</em>
        </li>
      ) : null}
    </ol>
  );
}

interface OneEntryProps {
  readonly entry: Entry;
  readonly linkage: Linkage;
  readonly tag: string;
}

function OneEntry({ entry, linkage, tag }: OneEntryProps) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const self = useSelf();
  const [correcting, setCorrecting] = useState(false);
  const own = entry.accountId === self.id;
  const who = own ? t("you") : t("examinerOf", { state: terms.states[entry.accountState] });
  return (
    <div>
      <strong className={entry.struck ? styles.struck : undefined}>{entry.title}</strong>{" "}
      <span className={styles.soft}>{entry.struck ? t("history.corrected", { who }) : who}</span>
      {entry.texts.map((text, at) => (
        <p key={`text-${String(at)}`} className={styles.said}>
          {text ?? <em className={styles.soft}>{t("history.withheld")}</em>}
        </p>
      ))}
      {entry.conclusion !== undefined && own && !entry.struck ? (
        <>
          <Button look="quiet" onClick={() => setCorrecting(true)}>
            {t("correct.go")}
          </Button>
          {correcting ? (
            <CorrectionDialog
              linkage={linkage}
              tag={tag}
              conclusion={entry.conclusion}
              onClose={() => setCorrecting(false)}
            />
          ) : null}
        </>
      ) : null}
    </div>
  );
}
