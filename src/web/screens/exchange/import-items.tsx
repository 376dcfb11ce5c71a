/** The records of an import in the order of the file; of a conflict, what the system has and what the file says. */
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { Said } from "../../app/said.tsx";
import { useFieldNames } from "../../app/use-field-name.ts";
import { useTerms } from "../../app/use-words.ts";
import { SelectField } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, type Tone } from "../../design/parts.tsx";
import styles from "./exchange.module.css";

type Item = Schema<"ImportItem">;

const OUTCOMES = ["new", "same", "conflict", "noted"] as const;
const TONES: Readonly<Record<Item["outcome"] | NonNullable<Item["result"]>, Tone>> = {
  new: "accent",
  same: "neutral",
  conflict: "warn",
  noted: "note",
  created: "good",
  refused: "urgent",
};

/** The pages of what records became. */
const PATHS: Partial<Record<Item["kind"], string>> = {
  case: "/cases/",
  exhibit: "/exhibits/",
  acquisition: "/acquisitions/",
};

interface ImportItemsProps {
  readonly importId: string;
  /** Applying was begun: what came of each is told too. */
  readonly applied: boolean;
}

export function ImportItems({ importId, applied }: ImportItemsProps) {
  const { t } = useTranslation("exchange");
  const [search, setSearch] = useSearchParams();
  const outcome = OUTCOMES.find((each) => each === search.get("outcome"));
  const items = usePages(["import-items", importId, outcome ?? "all"], (cursor) => {
    const query = { limit: 100, ...cursor, ...(outcome === undefined ? {} : { outcome }) };
    return ask(api.GET("/v1/imports/{importId}/items", { params: { path: { importId }, query } }));
  });
  return (
    <Panel
      flush
      title={t("records")}
      actions={
        <div className={styles.filter}>
          <SelectField
            label={t("show")}
            value={outcome ?? ""}
            choices={[
              { value: "", label: t("all") },
              ...OUTCOMES.map((value) => ({ value: value as string, label: t(`outcomes.${value}`) })),
            ]}
            onChange={(event) => setSearch(event.target.value === "" ? {} : { outcome: event.target.value })}
          />
        </div>
      }
    >
      <Pages query={items} lines={6}>
        {(all) => (all.length === 0 ? <Empty title={t("noRecords")} /> : <ItemTable items={all} applied={applied} />)}
      </Pages>
    </Panel>
  );
}

function ItemTable({ items, applied }: { readonly items: readonly Item[]; readonly applied: boolean }) {
  const { t } = useTranslation("exchange");
  return (
    <DataTable caption={t("records")}>
      <thead>
        <tr>
          <th scope="col">{t("place")}</th>
          <th scope="col">{t("record")}</th>
          <th scope="col">{t("found")}</th>
          {applied ? <th scope="col">{t("became")}</th> : null}
          <th scope="col">{t("toKnow")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.number}>
            <td className={styles.narrow}>
              <Place of={item.place} />
            </td>
            <th scope="row" className={styles.words}>
              {t(`kinds.${item.kind}`)} <RecordLink item={item} />
            </th>
            <td>
              <Badge tone={TONES[item.outcome]}>{t(`outcomes.${item.outcome}`)}</Badge>
            </td>
            {applied ? (
              <td>
                {item.result === null ? "–" : <Badge tone={TONES[item.result]}>{t(`results.${item.result}`)}</Badge>}
              </td>
            ) : null}
            <td className={styles.words}>
              {item.remark === null ? null : (
                <p>
                  <Said of={item.remarkSaid} />
                </p>
              )}
              {item.differences.length === 0 ? null : <Differences of={item} />}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Of an exhibit the key is its case's number and its own; of an acquisition a hash, which says nothing to a person: its file does. */
function nameOf({ kind, key, content }: Item): string {
  const { fileName } = content as { fileName?: unknown };
  if (kind === "acquisition" && typeof fileName === "string") return fileName;
  return key.startsWith("[") ? say(JSON.parse(key)).replace("; ", " / ") : key;
}

function RecordLink({ item }: { readonly item: Item }) {
  const name = nameOf(item);
  const path = PATHS[item.kind];
  if (item.recordId === null || path === undefined) return <>{name}</>;
  return <Link to={path + item.recordId}>{name}</Link>;
}

function Place({ of }: { readonly of: string }) {
  const { text, lang } = useFieldNames().placeOf(of);
  return <span lang={lang}>{text}</span>;
}

/** The fields by their words and their names in the file. */
function Differences({ of: { differences } }: { readonly of: Item }) {
  const { t } = useTranslation("exchange");
  const names = useFieldNames();
  const show = useValue();
  return (
    <dl className={styles.differences}>
      {differences.map(({ field, here, there }) => (
        <div key={field}>
          <dt>{names.ofFile(field)}</dt>
          <dd>{t("hereThere", { here: show(field, here), there: show(field, there) })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Words of the domain in the reader's language; what a person wrote as it is. */
function useValue(): (field: string, value: unknown) => string {
  const { t } = useTranslation("fieldNames");
  const { eventTypes, exhibitTypes, categories, regions } = useTerms();
  const terms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    eventType: eventTypes,
    type: exhibitTypes,
    category: categories,
    region: regions,
  };
  return (field, value) => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    return terms[field]?.[String(value)] ?? say(value);
  };
}

function say(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.map(say).join("; ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
