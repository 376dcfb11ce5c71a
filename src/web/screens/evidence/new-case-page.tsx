/** A new case. Everything typed is kept in this tab until it is entered. */
import { type SubmitEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { Button } from "../../design/controls.tsx";
import { ButtonRow, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { EMPTY_CASE, toCase } from "./case-draft.ts";
import { CaseFields } from "./case-fields.tsx";
import styles from "./evidence.module.css";

export function NewCasePage() {
  const { t } = useTranslation("evidence");
  const navigate = useNavigate();
  const [draft, setDraft, forget] = useDraft("case.new", EMPTY_CASE);
  const thenExhibit = useRef(true);
  const enter = useAct(
    (body: ReturnType<typeof toCase>, key) =>
      ask(api.POST("/v1/cases", { params: { header: { "Idempotency-Key": key } }, body })),
    {
      refresh: [["cases"]],
      onDone: ({ id }) => {
        forget();
        void navigate(thenExhibit.current ? `/cases/${id}/exhibits/new` : `/cases/${id}`);
      },
    },
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    thenExhibit.current = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value !== "case";
    enter.mutate(toCase(draft));
  };
  return (
    <>
      <PageHead title={t("newCase")} />
      <form className={styles.form} onSubmit={submit}>
        <Panel>
          <Stack>
            <CaseFields draft={draft} onChange={setDraft} refusal={enter.error ? toRefusal(enter.error) : null} />
            {enter.error ? <RefusalNotice error={enter.error} /> : null}
            <ButtonRow>
              <Button type="submit" look="primary" busy={enter.isPending}>
                {t("saveAndExhibit")}
              </Button>
              <Button type="submit" value="case" busy={enter.isPending}>
                {t("saveCase")}
              </Button>
              <Link to="/cases">{t("cancel")}</Link>
            </ButtonRow>
          </Stack>
        </Panel>
      </form>
    </>
  );
}
