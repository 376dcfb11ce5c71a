/** The blind known pairs: those that the coordinator named, or every state's for an auditor. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { useCase, useExhibit } from "../../records/use-records.ts";
import { KnownPairDialog } from "./known-pair-dialog.tsx";

type Pair = Awaited<ReturnType<typeof readPairs>>["items"][number];

const PAGE = 20;

const readPairs = (cursor: { cursor?: string }) =>
  ask(api.GET("/v1/known-pairs", { params: { query: { limit: PAGE, ...cursor } } }));

export function KnownPairsPanel() {
  const { t } = useTranslation("proficiency");
  const self = useSelf();
  const [naming, setNaming] = useState(false);
  // Who examines names none: they may be measured by it.
  const names = hasRole(self, "national_coordinator") && !hasRole(self, "firearms_examiner", "verifier");
  const pairs = usePages(["known-pairs"], readPairs);
  return (
    <Panel
      flush
      title={t("pairs")}
      actions={names ? <Button onClick={() => setNaming(true)}>{t("name.open")}</Button> : null}
    >
      <Pages query={pairs}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("noPairs")}>{names ? t("noPairsMeans") : null}</Empty>
          ) : (
            <PairTable items={items} />
          )
        }
      </Pages>
      {naming ? <KnownPairDialog onClose={() => setNaming(false)} /> : null}
    </Panel>
  );
}

function PairTable({ items }: { readonly items: readonly Pair[] }) {
  const { t } = useTranslation("proficiency");
  const terms = useTerms();
  const { moment } = useFormats();
  return (
    <DataTable caption={t("pairs")}>
      <thead>
        <tr>
          <th scope="col">{t("exhibits")}</th>
          <th scope="col">{t("truth")}</th>
          <th scope="col">{t("source")}</th>
          <th scope="col">{t("state")}</th>
          <th scope="col">{t("named")}</th>
          <th scope="col">{t("standing")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((pair) => (
          <tr key={pair.id}>
            <th scope="row">
              <Exhibit id={pair.exhibitA} state={pair.ownerState} /> –{" "}
              <Exhibit id={pair.exhibitB} state={pair.ownerState} />
            </th>
            <td>{t(pair.sameFirearm ? "truths.sameFirearm" : "truths.differentFirearms")}</td>
            <td>{t(`sources.${pair.source}`)}</td>
            <td>{terms.states[pair.ownerState]}</td>
            <td>{moment(pair.createdAt)}</td>
            <td>
              {pair.disclosedAt === null ? (
                <Badge tone="good">{t("blind")}</Badge>
              ) : (
                <Badge tone="warn">{t("disclosed", { when: moment(pair.disclosedAt) })}</Badge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Ids of our own kind grow with time: their ends differ. */
const SHOWN = -8;

/** By its numbers where the reader may read it; an auditor reads no exhibits. */
function Exhibit({ id, state }: { readonly id: string; readonly state: Schema<"KnownPair">["ownerState"] }) {
  const { t } = useTranslation(["review"]);
  const self = useSelf();
  const reads = state === self.state && hasRole(self, "national_coordinator");
  const exhibit = useExhibit(reads ? id : undefined).data?.data;
  const found = useCase(exhibit?.caseId, { staleTime: Number.POSITIVE_INFINITY }).data?.data;
  if (exhibit === undefined || found === undefined) return <span>…{id.slice(SHOWN)}</span>;
  return (
    <Link to={`/exhibits/${id}`}>
      {t("caseAndExhibit", { number: found.caseNumber, exhibit: exhibit.exhibitNumber })}
    </Link>
  );
}
