/** A decision with its reasons: chosen by its number, kept while it is typed, and sent for the version that the person saw. */
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { Button, RadioGroup, TextArea } from "../../design/controls.tsx";
import { Stack } from "../../design/parts.tsx";
import { AFTER_DECISION } from "../../records/use-linkage.ts";
import { ChangedNotice, DecisionRefusal } from "./decision-refusal.tsx";
import { useOvertaken } from "./use-overtaken.ts";

export interface Decided<Value extends string> {
  readonly choice: Value;
  readonly basis: "class" | "individual" | null;
  readonly reasons: string;
  readonly correctionReason: string;
  readonly tag: string;
}

interface Draft<Value extends string> {
  readonly choice: Value | null;
  readonly basis: "class" | "individual" | null;
  readonly reasons: string;
  readonly correctionReason: string;
}

interface DecisionFormProps<Value extends string> {
  readonly draftKey: string;
  readonly legend: string;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[];
  /** An elimination says on what it stands. */
  readonly asksBasis?: boolean;
  readonly isCorrection?: boolean;
  readonly submit: string;
  /** Of the linkage as it is now. */
  readonly tag: string;
  readonly send: (decided: Decided<Value>, key: string) => Promise<unknown>;
  readonly onDone: (choice: Value) => void;
  readonly onLooked?: () => void;
}

const EMPTY: Draft<never> = { choice: null, basis: null, reasons: "", correctionReason: "" };

export function DecisionForm<Value extends string>(props: DecisionFormProps<Value>) {
  const { choices, asksBasis = false, isCorrection = false, tag } = props;
  const { t } = useTranslation("review");
  const [draft, setDraft, forget] = useDraft<Draft<Value>>(`review.${props.draftKey}`, EMPTY);
  const [seen, setSeen] = useState(tag);
  // One's own decision changes the version too; that is nobody else's doing.
  const decided = useRef(false);
  useEffect(() => {
    if (!decided.current || tag === seen) return;
    decided.current = false;
    setSeen(tag);
  }, [tag, seen]);
  const act = useAct(props.send, {
    refresh: AFTER_DECISION,
    onDone: (_data, { choice }) => {
      decided.current = true;
      forget();
      props.onDone(choice);
    },
  });
  const refusal = act.error ? toRefusal(act.error) : null;
  useOvertaken(refusal);
  const change = (part: Partial<Draft<Value>>) => setDraft({ ...draft, ...part });
  const choose = (choice: Value) => change({ choice, ...(choice === "elimination" ? {} : { basis: null }) });
  useShortcuts(choices.map(({ value, label }, at) => ({ key: String(at + 1), does: label, act: () => choose(value) })));
  const asked = asksBasis && draft.choice === "elimination";
  const incomplete = draft.choice === null || draft.reasons.trim() === "" || (asked && draft.basis === null);
  const decide = () => {
    if (draft.choice === null || incomplete || seen !== tag || act.isPending) return;
    act.mutate({ ...draft, choice: draft.choice, tag: seen });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) decide();
  };
  return (
    <form
      onKeyDown={onKeyDown}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        decide();
      }}
    >
      <Stack gap={3}>
        <RadioGroup
          legend={props.legend}
          name={props.draftKey}
          value={draft.choice}
          choices={choices.map((choice, at) => ({ ...choice, label: `${String(at + 1)} · ${choice.label}` }))}
          onChoose={choose}
        />
        {asked ? (
          <RadioGroup
            legend={t("basis.legend")}
            name={`${props.draftKey}-basis`}
            value={draft.basis}
            choices={(["class", "individual"] as const).map((value) => ({
              value,
              label: t(`basis.${value}`),
              hint: t(`basis.${value}Hint`),
            }))}
            onChoose={(basis) => change({ basis })}
            error={refusal?.of("basis")}
          />
        ) : null}
        <TextArea
          label={t("reasons")}
          hint={t("reasonsHint")}
          required
          rows={4}
          value={draft.reasons}
          error={refusal?.of("reasons")}
          onChange={(event) => change({ reasons: event.target.value })}
        />
        {isCorrection ? (
          <TextArea
            label={t("correctionReason")}
            required
            value={draft.correctionReason}
            error={refusal?.of("correctionReason")}
            onChange={(event) => change({ correctionReason: event.target.value })}
          />
        ) : null}
        {seen !== tag ? (
          <ChangedNotice
            onLooked={() => {
              act.reset();
              setSeen(tag);
              props.onLooked?.();
            }}
          />
        ) : refusal === null ? null : (
          <DecisionRefusal refusal={refusal} />
        )}
        <Button
          type="submit"
          look="primary"
          busy={act.isPending}
          disabled={incomplete || seen !== tag || (isCorrection && draft.correctionReason.trim() === "")}
        >
          {props.submit}
        </Button>
      </Stack>
    </form>
  );
}
