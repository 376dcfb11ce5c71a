/** A new agreement, or new terms of one: what each field opens and closes stands beside it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { endOfDay } from "../../app/end-of-day.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useStateChoices } from "../../app/use-state-choices.ts";
import { useTerms } from "../../app/use-words.ts";
import { CheckField, SelectField, TextField } from "../../design/controls.tsx";
import { FieldRow, Notice, Stack } from "../../design/parts.tsx";
import type { Agreement } from "./sharing-page.tsx";

interface Terms {
  readonly categories: ("CE" | "TF")[];
  readonly images: boolean;
  readonly validUntil: string | null;
}

const SHARABLE = ["CE", "TF"] as const;

interface AgreementDialogProps {
  /** Null: a new one. */
  readonly agreement: Agreement | null;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function AgreementDialog({ agreement, open, onClose }: AgreementDialogProps) {
  const { t } = useTranslation("sharing");
  const words = useTerms();
  const choices = useStateChoices();
  const [states, setStates] = useState<readonly StateCode[]>(["TT", "JM"]);
  const [categories, setCategories] = useState<readonly string[]>(agreement?.categories ?? SHARABLE);
  const [images, setImages] = useState(agreement?.images ?? true);
  const [until, setUntil] = useState(agreement?.validUntil?.slice(0, 10) ?? "");
  const save = useAct(
    ({ terms, between }: { terms: Terms; between: readonly StateCode[] }, key) => {
      const header = { "Idempotency-Key": key };
      if (agreement === null)
        return ask(api.POST("/v1/agreements", { body: { ...terms, states: [...between] }, params: { header } }));
      const path = { agreementId: agreement.id };
      return ask(api.POST("/v1/agreements/{agreementId}/terms", { body: terms, params: { path, header } }));
    },
    { refresh: [["agreements"]], onDone: onClose },
  );
  const refused = save.error ? toRefusal(save.error) : null;
  const title =
    agreement === null
      ? t("agreement.make")
      : t("agreement.changeTitle", { a: words.states[agreement.stateA], b: words.states[agreement.stateB] });
  return (
    <FormDialog
      title={title}
      open={open}
      onClose={onClose}
      go={t("agreement.save")}
      busy={save.isPending}
      onSend={() => {
        const chosen = SHARABLE.filter((each) => categories.includes(each));
        const validUntil = until === "" ? null : endOfDay(until);
        save.mutate({ terms: { categories: chosen, images, validUntil }, between: states });
      }}
      error={save.error}
    >
      {agreement === null ? (
        <FieldRow>
          {([0, 1] as const).map((i) => (
            <SelectField
              key={i}
              label={t(i === 0 ? "agreement.oneState" : "agreement.otherState")}
              value={states[i]}
              choices={choices.filter(({ value }) => value !== states[1 - i])}
              error={refused?.of("states")}
              onChange={(event) =>
                setStates(states.map((each, k) => (k === i ? (event.target.value as StateCode) : each)))
              }
            />
          ))}
        </FieldRow>
      ) : null}
      <fieldset>
        <legend>{t("agreement.told")}</legend>
        <Stack gap={2}>
          {SHARABLE.map((category) => (
            <CheckField
              key={category}
              label={words.categories[category]}
              checked={categories.includes(category)}
              onChange={(event) =>
                setCategories(
                  event.target.checked ? [...categories, category] : categories.filter((each) => each !== category),
                )
              }
            />
          ))}
        </Stack>
      </fieldset>
      <Notice>{t("agreement.leftOutMeans")}</Notice>
      <CheckField
        label={t("agreement.mayImages")}
        hint={t("agreement.imagesOff")}
        checked={images}
        onChange={(event) => setImages(event.target.checked)}
      />
      <TextField
        label={t("agreement.until")}
        hint={t("agreement.untilHint")}
        type="date"
        value={until}
        disabled={!images}
        error={refused?.of("validUntil")}
        onChange={(event) => setUntil(event.target.value)}
      />
    </FormDialog>
  );
}
