/** Firearms by how far their origin is known: the indicator SDG 16.4.2, and the table of the Programme of Action by kind. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { DownloadButton } from "../../app/download.tsx";
import { useAsked } from "../../app/queries.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { TextField } from "../../design/controls.tsx";
import { ButtonRow, DataTable, Empty, FieldRow, Panel, Stack } from "../../design/parts.tsx";
import styles from "./statistics.module.css";
import { pathOf, usePeriod } from "./use-period.ts";

const COLUMNS = [
  "arms",
  "seized",
  "found",
  "surrendered",
  "marked",
  "markedKnown",
  "requested",
  "traced",
  "established",
  "notTraced",
  "waiting",
] as const;

/** Four digits; what is being typed asks nothing yet. */
function readYear(text: string | null): number | null {
  return text !== null && /^\d{4}$/.test(text) ? Number(text) : null;
}

export function ArmsTables() {
  const { t } = useTranslation("statistics");
  const { search, change } = usePeriod();
  const [first, last] = [readYear(search.get("first")), readYear(search.get("last"))];
  const query = { ...(first === null ? {} : { first }), ...(last === null ? {} : { last }) };
  const tables = useAsked(["arms-tables", query], () => ask(api.GET("/v1/arms-tables", { params: { query } })));
  return (
    <Panel
      title={t("arms.title")}
      actions={
        <ButtonRow>
          {(["sdg-16-4-2", "by-kind"] as const).map((table) => (
            <DownloadButton
              key={table}
              path={pathOf("/v1/arms-tables.csv", { ...query, table })}
              fileName={`${table}.csv`}
            >
              {t("csv")}: {t(table === "by-kind" ? "arms.byKind" : "arms.indicator")}
            </DownloadButton>
          ))}
        </ButtonRow>
      }
    >
      <Stack>
        <p className={styles.soft}>{t("arms.about")}</p>
        <FieldRow>
          {(["first", "last"] as const).map((name) => (
            <TextField
              key={name}
              type="number"
              min={1900}
              max={2999}
              label={t(`arms.${name}`)}
              value={search.get(name) ?? tables.data?.[name] ?? ""}
              onChange={(event) => change({ [name]: event.target.value })}
            />
          ))}
        </FieldRow>
        <Asked query={tables}>
          {({ indicator, byKind }) =>
            byKind.length === 0 ? (
              <Empty title={t("arms.none")} />
            ) : (
              <>
                <Indicator rows={indicator} />
                <ByKind rows={byKind} />
              </>
            )
          }
        </Asked>
      </Stack>
    </Panel>
  );
}

function Heads() {
  const { t } = useTranslation("statistics");
  return COLUMNS.map((column) => (
    <th key={column} scope="col" className={styles.figure}>
      {t(`arms.columns.${column}`)}
    </th>
  ));
}

function Counts({ row }: { row: Pick<Schema<"ArmsByKind">, (typeof COLUMNS)[number]> }) {
  const formats = useFormats();
  return COLUMNS.map((column) => (
    <td key={column} className={styles.figure}>
      {formats.number(row[column])}
    </td>
  ));
}

function Indicator({ rows }: { rows: Schema<"ArmsTables">["indicator"] }) {
  const { t } = useTranslation("statistics");
  const { states } = useTerms();
  const formats = useFormats();
  const share = (value: number | null) => (value === null ? "–" : formats.percent(value));
  return (
    <DataTable caption={t("arms.indicator")}>
      <thead>
        <tr>
          <th scope="col">{t("arms.state")}</th>
          <th scope="col">{t("arms.year")}</th>
          <th scope="col" className={styles.figure}>
            {t("arms.share")}
          </th>
          <th scope="col" className={styles.figure}>
            {t("arms.markedShare")}
          </th>
          <Heads />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${String(row.state)}/${String(row.year)}`}>
            <th scope="row">{row.state === null ? t("arms.allStates") : states[row.state]}</th>
            <td>{row.year}</td>
            <td className={styles.figure}>{share(row.share)}</td>
            <td className={styles.figure}>{share(row.markedShare)}</td>
            <Counts row={row} />
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function ByKind({ rows }: { rows: Schema<"ArmsTables">["byKind"] }) {
  const { t } = useTranslation("statistics");
  const { states } = useTerms();
  return (
    <DataTable caption={t("arms.byKind")}>
      <thead>
        <tr>
          <th scope="col">{t("arms.state")}</th>
          <th scope="col">{t("arms.year")}</th>
          <th scope="col">{t("arms.kind")}</th>
          <Heads />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.state}/${String(row.year)}/${row.kind}`}>
            <th scope="row">{states[row.state]}</th>
            <td>{row.year}</td>
            <td>{t(`arms.kinds.${row.kind}`)}</td>
            <Counts row={row} />
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
