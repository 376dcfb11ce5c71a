/** A new exhibit of a case, and the next, and the next: the number goes on by itself, and the keyboard is enough. */
import { type SubmitEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { AskedPage } from "../../app/asked.tsx";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useTerms } from "../../app/use-words.ts";
import { Button, SelectField, TextArea, TextField } from "../../design/controls.tsx";
import { ButtonRow, FieldRow, Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { CharacteristicsFields } from "../../records/characteristics-fields.tsx";
import { EMPTY_EXHIBIT, type ExhibitDraft, followNumber, toNewExhibit } from "../../records/exhibit-draft.ts";
import { useCase, useExhibitsOf } from "../../records/use-records.ts";
import { CalibreField } from "./calibre-field.tsx";
import { CastFields } from "./cast-fields.tsx";
import styles from "./evidence.module.css";

export function NewExhibitPage() {
  const { caseId = "" } = useParams();
  const found = useCase(caseId);
  return (
    <AskedPage query={found} lines={8}>
      {({ data }) => <NewExhibitForm of={data} />}
    </AskedPage>
  );
}

function NewExhibitForm({ of }: { readonly of: Schema<"Case"> }) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const navigate = useNavigate();
  const others = useExhibitsOf(of.id).data ?? [];
  const [draft, setDraft, forget] = useDraft<ExhibitDraft>(`exhibit.new.${of.id}`, EMPTY_EXHIBIT);
  const [entered, setEntered] = useState<Schema<"Exhibit"> | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const thenNext = useRef(false);
  const enter = useAct(
    (body: ReturnType<typeof toNewExhibit>, key) =>
      ask(api.POST("/v1/exhibits", { params: { header: { "Idempotency-Key": key } }, body })),
    {
      refresh: [["exhibits", "of", of.id]],
      onDone: (made) => {
        if (!thenNext.current) {
          forget();
          return void navigate(`/exhibits/${made.id}`);
        }
        // What the next shares stays: its kind and calibre; its comment is its own.
        setDraft({ ...draft, exhibitNumber: followNumber(draft.exhibitNumber), comment: "" });
        setEntered(made);
        first.current?.focus();
      },
    },
  );
  const refusal = enter.error ? toRefusal(enter.error) : null;
  const set = (change: Partial<ExhibitDraft>) => setDraft({ ...draft, ...change });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    thenNext.current = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value === "next";
    enter.mutate(toNewExhibit(of.id, draft));
  };
  const choices = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <>
      <PageHead
        title={t("newExhibitOf", { number: of.caseNumber })}
        about={<Link to={`/cases/${of.id}`}>{t("caseTitle", { number: of.caseNumber })}</Link>}
      />
      <form className={styles.form} onSubmit={submit}>
        <Stack>
          {entered === null ? null : (
            <Notice tone="good" live title={t("exhibitEntered", { number: entered.exhibitNumber })}>
              <Link to={`/exhibits/${entered.id}`}>{t("openIt")}</Link>
            </Notice>
          )}
          <Panel>
            <Stack>
              <FieldRow>
                <TextField
                  ref={first}
                  label={t("exhibitNumber")}
                  required
                  autoFocus
                  maxLength={100}
                  value={draft.exhibitNumber}
                  error={refusal?.of("exhibitNumber")}
                  onChange={(event) => set({ exhibitNumber: event.target.value })}
                />
                <SelectField
                  label={t("type")}
                  value={draft.type}
                  error={refusal?.of("type")}
                  choices={choices(terms.exhibitTypes)}
                  onChange={(event) => set({ type: event.target.value as ExhibitDraft["type"] })}
                />
                <SelectField
                  label={t("category")}
                  value={draft.category}
                  error={refusal?.of("category")}
                  choices={choices(terms.categories)}
                  onChange={(event) => set({ category: event.target.value as ExhibitDraft["category"] })}
                />
              </FieldRow>
              {draft.category === "CAST" ? (
                <CastFields {...{ draft, refusal }} onChange={setDraft} parents={others} />
              ) : null}
              <CalibreField
                value={draft.calibre}
                error={refusal?.of("calibre")}
                onChange={(calibre) => set({ calibre })}
              />
            </Stack>
          </Panel>
          <Panel title={t("characteristics")}>
            <CharacteristicsFields {...{ draft, refusal }} onChange={setDraft} />
          </Panel>
          <Panel>
            <Stack>
              <TextArea
                label={t("comment")}
                hint={t("commentHint")}
                maxLength={4000}
                value={draft.comment}
                error={refusal?.of("comment")}
                onChange={(event) => set({ comment: event.target.value })}
              />
              {enter.error ? <RefusalNotice error={enter.error} /> : null}
              <ButtonRow>
                <Button type="submit" look="primary" busy={enter.isPending}>
                  {t("saveExhibit")}
                </Button>
                <Button type="submit" value="next" busy={enter.isPending}>
                  {t("saveAndNext")}
                </Button>
                <Link to={`/cases/${of.id}`}>{t("cancel")}</Link>
              </ButtonRow>
            </Stack>
          </Panel>
        </Stack>
      </form>
    </>
  );
}
