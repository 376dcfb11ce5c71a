/** What somebody proposed to split off, and what another examiner decided about it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, ButtonRow } from "../../design/parts.tsx";
import { numberOf } from "./group-members.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import styles from "./review.module.css";

type Group = Schema<"FirearmGroup">;
type Split = Group["splits"][number];

export function SplitList({ group }: { readonly group: Group }) {
  const formats = useFormats();
  return (
    <ol className={styles.history}>
      {group.splits.map((split) => (
        <li key={split.id}>
          <time dateTime={split.createdAt}>{formats.moment(split.createdAt)}</time>
          <OneSplit group={group} split={split} />
        </li>
      ))}
    </ol>
  );
}

function OneSplit({ group, split }: { readonly group: Group; readonly split: Split }) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const self = useSelf();
  const [deciding, setDeciding] = useState<"approve" | "refuse" | null>(null);
  const numbers = split.memberIds.map((id) => numberOf(group, id)).join(", ");
  const own = split.proposedBy === self.id;
  const close = () => setDeciding(null);
  return (
    <div>
      <strong>{t("groups.splitOff", { numbers: numbers === "" ? "–" : numbers })}</strong>{" "}
      <span className={styles.soft}>
        {own ? t("you") : t("examinerOf", { state: terms.states[split.proposedState] })}
      </span>
      <p className={styles.said}>{split.reason}</p>
      {split.decision === null ? (
        <>
          <Badge tone="warn">{t("groups.undecided")}</Badge>
          {hasRole(self, "firearms_examiner") && !own ? (
            <ButtonRow>
              <Button onClick={() => setDeciding("approve")}>{t("groups.approve")}</Button>
              <Button onClick={() => setDeciding("refuse")}>{t("groups.refuse")}</Button>
            </ButtonRow>
          ) : (
            <p className={styles.soft}>{t("groups.anotherDecides")}</p>
          )}
        </>
      ) : (
        <>
          <Badge tone={split.decision.approved ? "good" : "neutral"}>
            {t(split.decision.approved ? "groups.approved" : "groups.refused", {
              state: terms.states[split.decision.decidedState],
            })}
          </Badge>
          <p className={styles.said}>{split.decision.reason}</p>
        </>
      )}
      {deciding === null ? null : (
        <ReasonDialog
          draftKey={`${split.id}.${deciding}`}
          title={t(`groups.${deciding}`)}
          about={t(`groups.${deciding}About`, { numbers })}
          label={t("groups.decisionReason")}
          submit={t(`groups.${deciding}`)}
          danger={deciding === "approve"}
          open
          onClose={close}
          onDone={close}
          send={(reason, key) =>
            ask(
              api.POST("/v1/firearm-splits/{splitId}/decision", {
                params: { path: { splitId: split.id }, header: { "Idempotency-Key": key } },
                body: { approved: deciding === "approve", reason },
              }),
            )
          }
        />
      )}
    </div>
  );
}
