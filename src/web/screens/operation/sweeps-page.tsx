/** The two nets, and what the second of them, the exhaustive registration, is doing. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAsked } from "../../app/queries.ts";
import { Said } from "../../app/said.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, DataTable, Empty, Panel, Progress, Stack } from "../../design/parts.tsx";
import styles from "./operation.module.css";
import { OperationHead } from "./operation-head.tsx";

type Sweep = Schema<"Sweep">;

export function SweepsPage() {
  const { t } = useTranslation("operation");
  const sweeps = usePages(["sweeps"], (cursor) => ask(api.GET("/v1/sweeps", { params: { query: cursor } })));
  return (
    <>
      <OperationHead />
      <Stack>
        <Nets />
        <Panel flush title={t("sweeps")}>
          <Pages query={sweeps}>
            {(items) => (items.length === 0 ? <Empty title={t("noSweeps")} /> : <SweepTable items={items} />)}
          </Pages>
        </Panel>
      </Stack>
    </>
  );
}

function Nets() {
  const { t } = useTranslation("operation");
  const terms = useTerms();
  const { number } = useFormats();
  const nets = useAsked(["nets"], () => ask(api.GET("/v1/nets")));
  return (
    <Panel flush title={t("nets")}>
      <Asked query={nets}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("noNets")}>{t("netsMean")}</Empty>
          ) : (
            <DataTable caption={t("nets")}>
              <thead>
                <tr>
                  <th scope="col">{terms.labels.region}</th>
                  <th scope="col">{t("columns.proposed")}</th>
                  <th scope="col">{t("columns.byVectors")}</th>
                  <th scope="col">{t("columns.byRegistration")}</th>
                  <th scope="col">{t("columns.onlyByRegistration")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((net) => (
                  <tr key={net.region}>
                    <th scope="row">{terms.regions[net.region]}</th>
                    <td>{number(net.proposed)}</td>
                    <td>{number(net.byVectors)}</td>
                    <td>{number(net.byRegistration)}</td>
                    <td>
                      {net.onlyByRegistration === 0 ? "0" : <Badge tone="note">{number(net.onlyByRegistration)}</Badge>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          )
        }
      </Asked>
    </Panel>
  );
}

function SweepTable({ items }: { readonly items: readonly Sweep[] }) {
  const { t } = useTranslation("operation");
  const terms = useTerms();
  const { moment, number } = useFormats();
  const count = (value: number | null) => (value === null ? "–" : number(value));
  return (
    <DataTable caption={t("sweeps")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.acquisition")}</th>
          <th scope="col">{terms.labels.region}</th>
          <th scope="col">{t("columns.state")}</th>
          <th scope="col">{t("columns.compared")}</th>
          <th scope="col">{t("columns.unreadable")}</th>
          <th scope="col">{t("columns.found")}</th>
          <th scope="col">{t("columns.added")}</th>
          <th scope="col">{t("columns.since")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((sweep) => (
          <tr key={sweep.id}>
            <th scope="row">
              <Link to={`/acquisitions/${sweep.acquisitionId}`}>{t("openAcquisition")}</Link>{" "}
              <small>{terms.states[sweep.ownerState]}</small>
            </th>
            <td>{terms.regions[sweep.region]}</td>
            <td className={styles.progress}>
              {sweep.state === "running" ? (
                <Progress value={sweep.shardsDone / Math.max(1, sweep.shards)} label={t("columns.progress")} />
              ) : (
                <Badge tone={sweep.state === "done" ? "good" : "neutral"}>{t(`sweepStates.${sweep.state}`)}</Badge>
              )}
              {sweep.reason === null ? null : (
                <small>
                  {" "}
                  <Said of={sweep.reasonSaid} />
                </small>
              )}
              {sweep.incomplete ? <small> {t("sweepIncomplete")}</small> : null}
            </td>
            <td>{count(sweep.compared)}</td>
            <td>
              {sweep.unreadable ? <Badge tone="warn">{number(sweep.unreadable)}</Badge> : count(sweep.unreadable)}
            </td>
            <td>{count(sweep.found)}</td>
            <td>{count(sweep.added)}</td>
            <td className={styles.narrow}>{moment(sweep.finishedAt ?? sweep.startedAt)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
