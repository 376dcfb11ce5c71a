/** What is there: how good each region is, which class characteristics can be discerned, notes. The exhibit is as good as its best region. */
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import type { operations } from "../../api/schema.d.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useTerms } from "../../app/use-words.ts";
import { Button, SelectField, TextArea } from "../../design/controls.tsx";
import { ButtonRow, FieldRow, Stack } from "../../design/parts.tsx";
import { CharacteristicsFields } from "../../records/characteristics-fields.tsx";
import { EMPTY_EXHIBIT, type ExhibitDraft, toCharacteristics } from "../../records/exhibit-draft.ts";
import { AFTER_DECISION } from "../../records/use-linkage.ts";
import styles from "./review.module.css";

type Body = operations["documentExhibit"]["requestBody"]["content"]["application/json"];
type Region = Body["regions"][number]["region"];
type Suitability = Body["suitability"];

interface Draft {
  readonly regions: Readonly<Partial<Record<Region, Suitability>>>;
  readonly characteristics: ExhibitDraft["characteristics"];
  readonly notes: string;
}

const EMPTY: Draft = { regions: {}, characteristics: {}, notes: "" };
const GRADES: readonly Suitability[] = ["suitable", "limited", "unsuitable"];
const CASE: readonly Region[] = [
  "BreechFace",
  "FiringPinImpression",
  "ApertureShear",
  "FiringPinDrag",
  "EjectorMark",
  "ExtractorMark",
  "CaseBodyMark",
  "Headstamp",
];
const BULLET: readonly Region[] = ["LEA", "GEA", "PartialStrip", "Strip"];

interface DocumentFormProps {
  readonly exhibit: Schema<"Exhibit">;
  /** Of which something was acquired: they are asked first. */
  readonly regions: readonly Region[];
}

export function DocumentForm({ exhibit, regions: acquired }: DocumentFormProps) {
  const { t } = useTranslation(["review", "evidence"]);
  const terms = useTerms();
  const [draft, setDraft, forget] = useDraft<Draft>(`review.${exhibit.id}.documentation`, EMPTY);
  const possible = exhibit.type.startsWith("bullet") ? BULLET : CASE;
  const asked = [...acquired, ...possible.filter((region) => !acquired.includes(region))];
  const graded = asked.flatMap((region) => {
    const suitability = draft.regions[region];
    return suitability === undefined ? [] : [{ region, suitability }];
  });
  const best = GRADES.find((grade) => graded.some(({ suitability }) => suitability === grade));
  const exhibitDraft: ExhibitDraft = { ...EMPTY_EXHIBIT, type: exhibit.type, characteristics: draft.characteristics };
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const act = useAct(
    (body: Body, key) =>
      ask(
        api.POST("/v1/exhibits/{exhibitId}/examinations", {
          params: { path: { exhibitId: exhibit.id }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
    { refresh: [...AFTER_DECISION, ["exhibits"]], onDone: forget },
  );
  const refusal = act.error ? toRefusal(act.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (best === undefined) return;
    const notes = draft.notes.trim() === "" ? null : draft.notes.trim();
    act.mutate({ suitability: best, regions: graded, characteristics: toCharacteristics(exhibitDraft), notes });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <h3>{t("document.regions")}</h3>
        <FieldRow>
          {asked.map((region) => (
            <SelectField
              key={region}
              label={terms.regions[region]}
              value={draft.regions[region] ?? ""}
              choices={[
                { value: "", label: t("document.notLookedAt") },
                ...GRADES.map((value) => ({ value, label: t(`document.grades.${value}`) })),
              ]}
              onChange={(event) => {
                const { [region]: _before, ...rest } = draft.regions;
                const value = event.target.value as Suitability | "";
                change({ regions: value === "" ? rest : { ...rest, [region]: value } });
              }}
            />
          ))}
        </FieldRow>
        <p role="status">
          {best === undefined ? t("document.gradeOne") : t("document.overall", { grade: t(`document.grades.${best}`) })}
        </p>
        <h3>{t("document.characteristics")}</h3>
        <p className={styles.soft}>{t("document.characteristicsHint")}</p>
        <CharacteristicsFields
          draft={exhibitDraft}
          refusal={refusal}
          onChange={({ characteristics }) => change({ characteristics })}
        />
        <TextArea
          label={t("document.notes")}
          hint={t("document.notesHint")}
          value={draft.notes}
          error={refusal?.of("notes")}
          onChange={(event) => change({ notes: event.target.value })}
        />
        {act.error ? <RefusalNotice error={act.error} /> : null}
        <ButtonRow>
          <Button type="submit" look="primary" busy={act.isPending} disabled={best === undefined}>
            {t("document.record")}
          </Button>
        </ButtonRow>
      </Stack>
    </form>
  );
}
