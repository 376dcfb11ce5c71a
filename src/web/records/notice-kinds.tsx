/** Of what somebody, or another system, is told: each kind to be chosen. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../api/client.ts";
import { CheckField } from "../design/controls.tsx";
import styles from "./records.module.css";

export type NoticeKind = Schema<"MailPreference">["mail"][number];

const KINDS: readonly NoticeKind[] = [
  "candidate_proposed",
  "lead_made",
  "verification_assigned",
  "verification_unassigned",
  "hit_confirmed",
  "report_issued",
  "report_withdrawn",
  "release_created",
  "release_withdrawn",
  "report_requested",
  "report_request_answered",
  "report_request_replied",
  "report_request_withdrawn",
  "clock_due_soon",
  "clock_overdue",
  "clock_escalated",
  "job_failed",
];

interface NoticeKindChoicesProps {
  readonly chosen: readonly NoticeKind[];
  readonly onChoose: (kinds: readonly NoticeKind[]) => void;
}

export function NoticeKindChoices({ chosen, onChoose }: NoticeKindChoicesProps) {
  const { t } = useTranslation("home");
  const toggle = (kind: NoticeKind, on: boolean) =>
    onChoose(KINDS.filter((each) => (each === kind ? on : chosen.includes(each))));
  return (
    <div className={styles.kinds}>
      {KINDS.map((kind) => (
        <CheckField
          key={kind}
          label={t(`kinds.${kind}`)}
          checked={chosen.includes(kind)}
          onChange={(event) => toggle(kind, event.target.checked)}
        />
      ))}
    </div>
  );
}
