/** For coordinators: whom the system asked to verify, or to decide a consultation, and a way to have it ask somebody else. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, type Tone } from "../../design/parts.tsx";
import type { Linkage } from "../../records/use-linkage.ts";
import { type Standing, standingOf } from "./assignment-standing.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import styles from "./review.module.css";

type Assignment = Schema<"Assignment">;

const TONES: Readonly<Record<Standing, Tone>> = {
  open: "accent",
  nobody: "urgent",
  answered: "good",
  replaced: "neutral",
  over: "neutral",
};

export function AssignmentsPanel({ linkage }: { readonly linkage: Linkage }) {
  const { t } = useTranslation(["assignments", "review"]);
  const [renewed, setRenewed] = useState<Assignment | null>(null);
  const close = () => setRenewed(null);
  return (
    <Panel title={t("title")} flush>
      {linkage.assignments.length === 0 ? (
        <Empty title={t("none")}>{t("noneMeans")}</Empty>
      ) : (
        <AssignmentTable linkage={linkage} onRenew={setRenewed} />
      )}
      {renewed === null ? null : (
        <ReasonDialog
          key={renewed.id}
          draftKey={`${renewed.id}.reassign`}
          title={t("renew.title")}
          about={t("renew.about")}
          label={t("renew.reason")}
          submit={t("renew.go")}
          open
          onClose={close}
          onDone={close}
          send={(reason, key) =>
            ask(
              api.POST("/v1/verifications/{assignmentId}/reassign", {
                params: { path: { assignmentId: renewed.id }, header: { "Idempotency-Key": key } },
                body: { reason },
              }),
            )
          }
        />
      )}
    </Panel>
  );
}

interface AssignmentTableProps {
  readonly linkage: Linkage;
  readonly onRenew: (assignment: Assignment) => void;
}

function AssignmentTable({ linkage, onRenew }: AssignmentTableProps) {
  const { t } = useTranslation(["assignments", "review"]);
  const formats = useFormats();
  return (
    <DataTable caption={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("who")}</th>
          <th scope="col">{t("part")}</th>
          <th scope="col">{t("review:verifications.cause")}</th>
          <th scope="col">{t("review:verifications.since")}</th>
          <th scope="col">{t("standing")}</th>
          <th scope="col">{t("do")}</th>
        </tr>
      </thead>
      <tbody>
        {linkage.assignments.toReversed().map((each) => {
          const standing = standingOf(each, linkage);
          const until = each.expiresAt === null ? "" : formats.moment(each.expiresAt);
          return (
            <tr key={each.id}>
              <th scope="row">
                <Asked of={each} />
              </th>
              <td>{t(`review:verifications.parts.${each.part}`)}</td>
              <td>
                {t(`review:verifications.causes.${each.cause}`)}
                {each.reason === null ? null : <div className={styles.said}>{each.reason}</div>}
              </td>
              <td>{formats.moment(each.createdAt)}</td>
              <td>
                <Badge tone={TONES[standing]}>{t(`standings.${standing}`, { until })}</Badge>
              </td>
              <td>
                {standing === "open" || standing === "nobody" ? (
                  <Button onClick={() => onRenew(each)}>{t("renew.go")}</Button>
                ) : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

/** By name where the reader coordinates that person's state; another state's examiners are named by their state. */
function Asked({ of }: { readonly of: Assignment }) {
  const { t } = useTranslation(["assignments", "review"]);
  const terms = useTerms();
  const self = useSelf();
  const state = of.accountState;
  const known = state !== null && (state === self.state || hasRole(self, "regional_coordinator"));
  const people = useAsked(
    ["accounts", "of", state],
    () => ask(api.GET("/v1/accounts", { params: { query: { limit: 200, ...(state === null ? {} : { state }) } } })),
    { enabled: known },
  );
  if (state === null) return t("nobody");
  const named = people.data?.items.find(({ id }) => id === of.accountId);
  if (named === undefined) return t("review:examinerOf", { state: terms.states[state] });
  return (
    <>
      {named.name}
      <div>
        <small>{terms.states[state]}</small>
      </div>
    </>
  );
}
