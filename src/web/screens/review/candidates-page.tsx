/** The candidates of one acquisition, best first: why each is here, what speaks for it and against, and where looking may end. */
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { usePages } from "../../app/pages.tsx";
import { Said } from "../../app/said.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { type Column, TwoLines } from "../../design/windowed-table.tsx";
import { StateBadge } from "../../records/linkage-badges.tsx";
import { SideCell } from "../../records/sides.tsx";
import { useAcquisition, useExhibit } from "../../records/use-records.ts";
import { findPlace, holdLine } from "./line.ts";
import { LONG_LIST, PagedTable, usePagedRows } from "./paged-table.tsx";
import { RatingCell } from "./rating.tsx";
import styles from "./review.module.css";
import { SearchesPanel } from "./searches-panel.tsx";
import { StopRule } from "./stop-rule.tsx";
import { Thumbnail } from "./thumbnail.tsx";

type Candidate = Schema<"Candidate">;

const ROW = 5;

export function CandidatesPage() {
  const { t } = useTranslation("review");
  const { acquisitionId = "" } = useParams();
  const list = usePages(
    ["candidates", acquisitionId],
    (cursor) =>
      ask(
        api.GET("/v1/acquisitions/{acquisitionId}/candidates", {
          params: { path: { acquisitionId }, query: { limit: 100, ...cursor } },
        }),
      ),
    LONG_LIST,
  );
  const back = `/acquisitions/${acquisitionId}/candidates`;
  const paged = usePagedRows(list, (rows) =>
    findPlace(
      back,
      rows.map(({ linkageId }) => linkageId ?? ""),
    ),
  );
  const columns = useColumns();
  const hold = () => {
    const ids = [...new Set(paged.rows.flatMap(({ linkageId }) => linkageId ?? []))];
    holdLine({ ids, more: null, back });
  };
  const terms = useTerms();
  const acquisition = useAcquisition(acquisitionId);
  const region = acquisition.data === undefined ? "" : terms.regions[acquisition.data.data.region];
  const stop = list.data?.pages[0]?.stop ?? null;
  return (
    <Stack>
      <PageHead title={t("candidates.title")} about={t("candidates.about", { region })} />
      <div className={styles.before}>
        {acquisition.data === undefined ? null : <SearchedMark acquisition={acquisition.data.data} region={region} />}
        {stop === null ? null : <StopRule stop={stop} />}
      </div>
      {paged.rows.some((row) => row.toExamine !== null) ? <Notice>{t("candidates.documentFirst")}</Notice> : null}
      <Panel flush>
        <PagedTable
          query={list}
          paged={paged}
          caption={t("candidates.title")}
          columns={columns}
          empty={t("candidates.empty")}
          emptyAbout={t("candidates.emptyAbout")}
          rowHeight={ROW}
          lines={8}
          onOpen={hold}
        />
        <p className={styles.foot}>{t("scoreCaveat")}</p>
      </Panel>
      {acquisition.data === undefined ? null : <SearchesPanel acquisition={acquisition.data.data} />}
    </Stack>
  );
}

/** What the others are held against, before one's eyes while one goes down the list. */
function SearchedMark({
  acquisition,
  region,
}: {
  readonly acquisition: Schema<"Acquisition">;
  readonly region: string;
}) {
  const { t } = useTranslation("review");
  const exhibit = useExhibit(acquisition.exhibitId).data?.data;
  return (
    <div className={styles.searched}>
      <Thumbnail acquisitionId={acquisition.hasPreview ? acquisition.id : null} why={t("pictureFailed")} />
      <TwoLines below={[exhibit?.calibre, acquisition.fileName].filter(Boolean).join(" · ")}>
        <Link to={`/acquisitions/${acquisition.id}`}>
          {t("candidates.searched", { region, exhibit: exhibit?.exhibitNumber ?? "…" })}
        </Link>
      </TwoLines>
    </div>
  );
}

function useColumns(): readonly Column<Candidate>[] {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const figure = (value: number | null) => (value === null ? "–" : formats.number(value, 3));
  return [
    {
      name: "rank",
      head: t("columns.rank"),
      width: "7.5rem",
      cell: (row) => {
        const rank = row.rank === null ? t("unranked") : t("rank", { rank: row.rank });
        return (
          <div className={styles.wraps}>
            {row.linkageId === null ? rank : <Link to={`/linkages/${row.linkageId}`}>{rank}</Link>}
            {row.linkageState === null ? null : <StateBadge state={row.linkageState} />}
          </div>
        );
      },
    },
    {
      name: "picture",
      head: t("columns.picture"),
      width: "6rem",
      cell: (row) => (
        <Thumbnail
          acquisitionId={row.otherAcquisitionId}
          why={t(row.toExamine === null ? "pictureNotPermitted" : "pictureMasked")}
        />
      ),
    },
    {
      name: "other",
      head: t("columns.other"),
      cell: (row) => (
        <div className={styles.wrapsBelow}>
          <SideCell side={row.other} />
        </div>
      ),
    },
    {
      name: "score",
      head: t("columns.score"),
      width: "8rem",
      cell: (row) => (
        <TwoLines below={t("correlationIs", { value: figure(row.correlation) })}>{figure(row.score)}</TwoLines>
      ),
    },
    {
      name: "cells",
      head: t("columns.cells"),
      width: "6rem",
      cell: (row) =>
        row.cellsUsable === null ? "–" : t("cells", { congruent: row.cellsCongruent ?? 0, usable: row.cellsUsable }),
    },
    {
      name: "rating",
      head: t("columns.rating"),
      width: "9rem",
      cell: (row) => <RatingCell rating={row.rating} />,
    },
    {
      name: "why",
      head: t("columns.why"),
      width: "clamp(12rem, 30vw - 7rem, 22rem)",
      cell: (row) => (
        <div className={styles.wraps}>
          <span>{row.foundBy.map((how) => t(`foundBy.${how}`)).join(", ")}</span>
          {row.subclass?.risk === "subclass risk" ? <Badge tone="warn">{t("subclassRisk")}</Badge> : null}
          {row.reason === null ? null : (
            <small>
              <Said of={row.reasonSaid} />
            </small>
          )}
        </div>
      ),
    },
  ];
}
