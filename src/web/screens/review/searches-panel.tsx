/** The searches of one acquisition: why each was made, how, and what it found; an examiner asks for one more, wider or narrower. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { SearchDialog } from "./search-dialog.tsx";

type Search = Schema<"Correlation">;

const LOOK_AGAIN_MS = 10_000;

export function SearchesPanel({ acquisition }: { readonly acquisition: Schema<"Acquisition"> }) {
  const { t } = useTranslation("searches");
  const self = useSelf();
  const [asking, setAsking] = useState(false);
  const acquisitionId = acquisition.id;
  const searches = usePages(
    ["correlations", acquisitionId],
    (cursor) => ask(api.GET("/v1/correlations", { params: { query: { acquisitionId, ...cursor } } })),
    { refetchInterval: LOOK_AGAIN_MS },
  );
  const mayAsk =
    acquisition.ownerState === self.state &&
    acquisition.stage === "verified" &&
    hasRole(self, "firearms_examiner", "national_coordinator");
  return (
    <Panel
      flush
      title={t("title")}
      actions={mayAsk ? <Button onClick={() => setAsking(true)}>{t("once")}</Button> : null}
    >
      <Pages query={searches} lines={2}>
        {(items) => (items.length === 0 ? <Empty title={t("none")} /> : <SearchTable items={items} />)}
      </Pages>
      {asking ? <SearchDialog acquisitionId={acquisitionId} onClose={() => setAsking(false)} /> : null}
    </Panel>
  );
}

function SearchTable({ items }: { readonly items: readonly Search[] }) {
  const { t } = useTranslation("searches");
  const { moment } = useFormats();
  return (
    <DataTable caption={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("asked")}</th>
          <th scope="col">{t("kind")}</th>
          <th scope="col">{t("how")}</th>
          <th scope="col">{t("standing")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((search) => (
          <tr key={search.id}>
            <th scope="row">{moment(search.createdAt)}</th>
            <td>
              {t(`kinds.${search.kind}`)}
              {search.kind === "manual" ? (
                <div>
                  <small>{[search.caseNumber, search.reason].filter(Boolean).join(" · ")}</small>
                </div>
              ) : null}
            </td>
            <td>
              <How search={search} />
            </td>
            <td>
              <Standing search={search} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Only what differs from the search on arrival. */
function How({ search: { parameters } }: { readonly search: Search }) {
  const { t } = useTranslation("searches");
  const terms = useTerms();
  const { day } = useFormats();
  const { calibres, states, occurredFrom, occurredTo } = parameters;
  const parts = [
    calibres === "any" ? t("calibre.any") : null,
    states === undefined ? null : states.map((state) => terms.states[state]).join(", "),
    occurredFrom === undefined ? null : t("since", { day: day(occurredFrom) }),
    occurredTo === undefined ? null : t("until", { day: day(occurredTo) }),
  ].filter((part) => part !== null);
  return <>{parts.length === 0 ? t("asArrival") : parts.join(" · ")}</>;
}

function Standing({ search: { progress } }: { readonly search: Search }) {
  const { t } = useTranslation("searches");
  if (progress.failed > 0) return <Badge tone="urgent">{t("failed")}</Badge>;
  if (progress.verified < progress.searches) return <Badge tone="accent">{t("running")}</Badge>;
  return <>{t("found", { found: progress.found, added: progress.added })}</>;
}
