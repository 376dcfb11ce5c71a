import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { useTerms } from "../../app/use-words.ts";
import { CheckField, SelectField, TextField } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";

type Rule = Schema<"RetentionRule">;

const CATEGORIES: readonly Rule["category"][] = ["CE", "TF", "LIC", "CAST"];
const FROM: readonly Rule["countedFrom"][] = ["occurred", "exhibit_entered"];

export function RuleDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("retention");
  const terms = useTerms();
  const [category, setCategory] = useState<Rule["category"]>("CE");
  const [countedFrom, setCountedFrom] = useState<Rule["countedFrom"]>("occurred");
  const [days, setDays] = useState("");
  const [unlimited, setUnlimited] = useState(false);
  const body = { category, countedFrom, days: unlimited ? null : Number(days) };
  return (
    <ConfirmDialog
      open
      look="primary"
      title={t("rule.set")}
      go={t("rule.go")}
      refresh={[["retention-rules"], ["purges-due"]]}
      onClose={onClose}
      content={body}
      act={(key) => ask(api.POST("/v1/retention-rules", { body, params: { header: { "Idempotency-Key": key } } }))}
    >
      <Notice>{t("rule.means")}</Notice>
      <SelectField
        label={t("category")}
        value={category}
        choices={CATEGORIES.map((value) => ({ value, label: terms.categories[value] }))}
        onChange={(event) => setCategory(event.target.value as Rule["category"])}
      />
      <CheckField
        label={t("rule.unlimited")}
        checked={unlimited}
        onChange={(event) => setUnlimited(event.target.checked)}
      />
      {unlimited ? null : (
        <>
          <TextField
            label={t("rule.daysField")}
            type="number"
            min={1}
            max={36_500}
            required
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
          <SelectField
            label={t("rule.from")}
            value={countedFrom}
            choices={FROM.map((value) => ({ value, label: t(`rule.counted.${value}`) }))}
            onChange={(event) => setCountedFrom(event.target.value as Rule["countedFrom"])}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
