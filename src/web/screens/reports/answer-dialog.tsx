/** The owner's decision on one request: release until a date, refuse with a reason, or ask for more. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { endOfDay } from "../../app/end-of-day.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button, RadioGroup, TextArea, TextField } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ButtonRow, Facts, Notice, Stack } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";
import type { Decision } from "./asked-of-us.tsx";

type Part = Schema<"ReportRequestPart">;

interface Answer {
  readonly decided: Decision;
  readonly until: string;
  readonly reason: string;
}

interface AnswerProps {
  readonly onDone: (decision: Decision) => void;
  readonly onClose: () => void;
}

export function AnswerDialog({ part, onDone, onClose }: AnswerProps & { readonly part: Part | null }) {
  const { t } = useTranslation("reportRequests");
  const terms = useTerms();
  const title = part === null ? "" : t("owner.dialog", { state: terms.states[part.askingState] });
  return (
    <Dialog title={title} open={part !== null} onClose={onClose} wide>
      {part === null ? null : <AnswerForm part={part} onDone={onDone} onClose={onClose} />}
    </Dialog>
  );
}

function AnswerForm({ part, onDone, onClose }: AnswerProps & { readonly part: Part }) {
  const { t } = useTranslation("reportRequests");
  const client = useQueryClient();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [typed, setTyped, forget] = useDraft(`report-request-answer.${part.id}`, EMPTY);
  const released = decision === "released";
  const answer = useAct(
    ({ decided, until, reason }: Answer, key) =>
      ask(
        api.POST("/v1/report-request-parts/{partId}/answers", {
          params: { path: { partId: part.id }, header: { "Idempotency-Key": key } },
          body:
            decided === "released"
              ? { decision: decided, expiresAt: endOfDay(until) }
              : { decision: decided, reason: reason.trim() },
        }),
      ),
    {
      refresh: [["report-requests"]],
      onDone: (_, { decided }) => {
        forget();
        onDone(decided);
        onClose();
      },
    },
  );
  const refusal = answer.error === null ? null : toRefusal(answer.error);
  // What was answered to another decision or another text is no longer shown.
  const change = (act: () => void) => {
    act();
    answer.reset();
  };
  const ready = decision !== null && (released ? typed.until !== "" : typed.reason.trim() !== "");
  const offered = DECISIONS.filter((each) => each !== "more_asked" || part.disclosed);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (decision !== null) answer.mutate({ decided: decision, ...typed });
      }}
    >
      <Stack>
        <PartFacts part={part} />
        {part.disclosed ? null : <Notice tone="warn">{t("owner.hidden")}</Notice>}
        <RadioGroup
          legend={t("owner.decision")}
          name="decision"
          value={decision}
          choices={offered.map((value) => ({
            value,
            label: t(`owner.decisions.${value}`),
            ...(value === "refused" && !part.disclosed ? {} : { hint: t(`owner.hints.${value}`) }),
          }))}
          onChoose={(value) => change(() => setDecision(value))}
        />
        {decision === null ? null : released ? (
          <TextField
            type="date"
            label={t("owner.releaseUntil")}
            hint={t("owner.releaseUntilHint")}
            required
            value={typed.until}
            error={refusal?.of("expiresAt")}
            onChange={(event) => change(() => setTyped({ ...typed, until: event.target.value }))}
          />
        ) : (
          <TextArea
            label={t(decision === "refused" ? "owner.reason" : "owner.question")}
            required
            maxLength={2000}
            value={typed.reason}
            error={refusal?.of("reason")}
            onChange={(event) => change(() => setTyped({ ...typed, reason: event.target.value }))}
          />
        )}
        {refusal === null || refusal.of("expiresAt") || refusal.of("reason") ? null : refusal.code === "CONFLICT" ? (
          <Notice tone="warn" live title={t("owner.meanwhile")}>
            <Button
              onClick={() => {
                onClose();
                void client.invalidateQueries({ queryKey: ["report-requests"] });
              }}
            >
              {t("page.reload")}
            </Button>
          </Notice>
        ) : (
          <RefusalNotice error={answer.error} />
        )}
        <ButtonRow>
          <Button
            type="submit"
            look={decision === "refused" ? "danger" : "primary"}
            busy={answer.isPending}
            disabled={!ready}
          >
            {decision === null ? t("owner.decide") : t(`owner.submit.${decision}`)}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </ButtonRow>
      </Stack>
    </form>
  );
}

const EMPTY = { reason: "", until: "" };
const DECISIONS: readonly Decision[] = ["released", "refused", "more_asked"];

function PartFacts({ part }: { part: Part }) {
  const { t } = useTranslation("reportRequests");
  const formats = useFormats();
  const said = [
    ...part.answers.map(({ createdAt, reason }) => ({ at: createdAt, text: t("owner.you", { words: reason ?? "–" }) })),
    ...part.replies.map(({ createdAt, words }) => ({ at: createdAt, text: t("owner.they", { words }) })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <Facts
      items={[
        [t("owner.purpose"), part.purpose],
        [t("owner.case"), <CaseLink key="case" caseId={part.caseId} />],
        [t("owner.until"), formats.moment(part.expiresAt)],
        ...(said.length === 0
          ? []
          : [
              [
                t("owner.history"),
                <ul key="said">
                  {said.map(({ at, text }) => (
                    <li key={`${at}/${text}`}>
                      {text} <small>{formats.moment(at)}</small>
                    </li>
                  ))}
                </ul>,
              ] as const,
            ]),
      ]}
    />
  );
}
