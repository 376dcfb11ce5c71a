/** What may go, what one person proposed to purge, and the second person's word on it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, Stack } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";
import { PurgeTable } from "./purge-table.tsx";
import { RetentionHead } from "./retention-head.tsx";

type Due = Schema<"DueExhibit">;

export function PurgesPage() {
  const { t } = useTranslation("retention");
  const manages = hasRole(useSelf(), "national_coordinator");
  const [chosen, setChosen] = useState<Due | null>(null);
  const due = useAsked(["purges-due"], () => ask(api.GET("/v1/purges/due")));
  const purges = usePages(["purges"], (cursor) => ask(api.GET("/v1/purges", { params: { query: cursor } })));
  return (
    <>
      <RetentionHead />
      <Stack>
        <Panel flush title={t("due.title")}>
          <Asked query={due}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={t("due.none")}>{t("due.noneMeans")}</Empty>
              ) : (
                <DueTable
                  items={items}
                  proposed={(purges.data?.pages ?? []).flatMap((page) => page.items)}
                  onChoose={manages ? setChosen : null}
                />
              )
            }
          </Asked>
        </Panel>
        <Panel flush title={t("purge.title")}>
          <Pages query={purges}>
            {(items) =>
              items.length === 0 ? <Empty title={t("purge.none")} /> : <PurgeTable items={items} manages={manages} />
            }
          </Pages>
        </Panel>
      </Stack>
      {chosen === null ? null : <ProposeDialog due={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

interface DueTableProps {
  readonly items: readonly Due[];
  readonly proposed: readonly Schema<"Purge">[];
  readonly onChoose: ((due: Due) => void) | null;
}

/** Of the exhibit or of its whole case, and not at its end. */
const isOpenFor = (due: Due) => (purge: Schema<"Purge">) =>
  (purge.state === "reviewed" || purge.state === "confirmed") &&
  purge.caseId === due.caseId &&
  (purge.exhibitId === null || purge.exhibitId === due.exhibitId);

function DueTable({ items, proposed, onChoose }: DueTableProps) {
  const { t } = useTranslation("retention");
  const self = useSelf();
  const terms = useTerms();
  const { day } = useFormats();
  return (
    <DataTable caption={t("due.title")}>
      <thead>
        <tr>
          <th scope="col">{t("case")}</th>
          <th scope="col">{t("category")}</th>
          <th scope="col">{t("because")}</th>
          <th scope="col">{t("due.since")}</th>
          <th scope="col">{t("due.against")}</th>
          {onChoose ? <th scope="col">{t("actions")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <tr key={each.exhibitId}>
            <th scope="row">
              {self.state === null ? each.caseId : <CaseLink caseId={each.caseId} ownerState={self.state} />}
            </th>
            <td>{terms.categories[each.category]}</td>
            <td>{t(`bases.${each.basis}`)}</td>
            <td>{day(each.dueSince)}</td>
            <td>
              <Against due={each} />
            </td>
            {onChoose ? (
              <td>
                {proposed.some(isOpenFor(each)) ? (
                  t("purge.proposed")
                ) : (
                  <Button disabled={each.legalHold} onClick={() => onChoose(each)}>
                    {t("propose.open")}
                  </Button>
                )}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** What is to be settled first. */
function Against({ due }: { readonly due: Due }) {
  const { t } = useTranslation("retention");
  if (!due.legalHold && due.openLinkages === 0) return t("due.nothing");
  return (
    <>
      {due.legalHold ? <Badge tone="warn">{t("due.held")}</Badge> : null}{" "}
      {due.openLinkages === 0 ? null : <Badge tone="warn">{t("due.linkages", { count: due.openLinkages })}</Badge>}
    </>
  );
}
