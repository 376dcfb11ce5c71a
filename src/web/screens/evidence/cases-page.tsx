/** The cases of the own state: newest first, or the one of a number. */
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { ButtonLink } from "../../design/button-link.tsx";
import { Button, TextField } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { useMay } from "../../records/use-may.ts";
import styles from "./evidence.module.css";

export function CasesPage() {
  const { t } = useTranslation("evidence");
  const may = useMay();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const number = search.get("number") ?? "";
  const [typed, setTyped] = useState(number);
  const field = useRef<HTMLInputElement>(null);
  const cases = usePages(["cases", "list", number], (cursor) =>
    ask(
      api.GET("/v1/cases", {
        params: { query: { limit: 50, ...cursor, ...(number === "" ? {} : { caseNumber: number }) } },
      }),
    ),
  );
  useShortcuts([
    ...(may.enter ? [{ key: "n", does: t("keys.newCase"), act: () => void navigate("/cases/new") }] : []),
    { key: "/", does: t("findByNumber"), act: () => field.current?.focus() },
  ]);
  const find = (event: FormEvent) => {
    event.preventDefault();
    setSearch(typed.trim() === "" ? {} : { number: typed.trim() });
  };
  return (
    <>
      <PageHead
        title={t("cases")}
        about={t("casesAbout")}
        actions={
          may.enter ? (
            <ButtonLink look="primary" to="/cases/new">
              {t("newCase")}
            </ButtonLink>
          ) : null
        }
      />
      <Stack>
        <form className={styles.find} onSubmit={find}>
          <TextField
            ref={field}
            label={t("findByNumber")}
            type="search"
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit">{t("find")}</Button>
        </form>
        <Panel flush>
          <Pages query={cases} lines={8}>
            {(items) =>
              items.length > 0 ? (
                <CaseTable cases={items} />
              ) : number === "" ? (
                <Empty title={t("noCases")} />
              ) : (
                <Empty title={t("noCaseOfNumber", { number })}>
                  <Link to="/cases" onClick={() => setTyped("")}>
                    {t("showAll")}
                  </Link>
                </Empty>
              )
            }
          </Pages>
        </Panel>
      </Stack>
    </>
  );
}

function CaseTable({ cases }: { readonly cases: readonly Schema<"Case">[] }) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const formats = useFormats();
  return (
    <DataTable caption={t("cases")}>
      <thead>
        <tr>
          <th scope="col">{t("caseNumber")}</th>
          <th scope="col">{t("eventType")}</th>
          <th scope="col">{t("occurredOn")}</th>
          <th scope="col">{t("place")}</th>
          <th scope="col">{t("agency")}</th>
          <th scope="col">{t("flags")}</th>
          <th scope="col">{t("entered")}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <Link to={`/cases/${each.id}`}>{each.caseNumber}</Link>
            </th>
            <td>{terms.eventTypes[each.eventType]}</td>
            <td className={styles.short}>{each.occurredOn === null ? "–" : formats.day(each.occurredOn)}</td>
            <td>{each.place ?? "–"}</td>
            <td>{each.originatingAgency ?? "–"}</td>
            <td>
              <CaseFlags of={each} />
            </td>
            <td className={styles.short}>{formats.moment(each.createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

export function CaseFlags({ of }: { readonly of: Schema<"Case"> }) {
  const { t } = useTranslation("evidence");
  if (!of.restricted && !of.highProfile) return "–";
  return (
    <span className={styles.badges}>
      {of.restricted ? <Badge tone="warn">{t("restrictedShort")}</Badge> : null}
      {of.highProfile ? <Badge tone="note">{t("highProfileShort")}</Badge> : null}
    </span>
  );
}
