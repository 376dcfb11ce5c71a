/** What may make a case worth nominating to INTERPOL's IBIN, as people coded it and as the records tell. Nothing is sent from here. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, ButtonRow, DataTable, Panel } from "../../design/parts.tsx";

type Coded = Schema<"CaseIndicator">;
type Indicator = Coded["indicator"];

const INDICATORS: readonly Indicator[] = [
  "within 80 km of a border",
  "customs seizure",
  "suspected traffickers",
  "three or more firearms",
  "terrorism",
  "non-resident holder",
];

interface IndicatorsPanelProps {
  readonly caseId: string;
  /** A removed case is read, and nothing is added to it. */
  readonly mayCode: boolean;
}

export function IndicatorsPanel({ caseId, mayCode }: IndicatorsPanelProps) {
  const { t } = useTranslation("ibin");
  const key = ["case-indicators", caseId] as const;
  const path = { caseId };
  const coded = useAsked(key, () => ask(api.GET("/v1/cases/{caseId}/ibin-indicators", { params: { path } })));
  const record = useAct(
    (body: { indicator: Indicator; holds: boolean; replaces: string | null }, idempotencyKey) =>
      ask(
        api.POST("/v1/cases/{caseId}/ibin-indicators", {
          params: { path, header: { "Idempotency-Key": idempotencyKey } },
          body,
        }),
      ),
    { refresh: [key, ["nominations"]] },
  );
  return (
    <Panel title={t("panel")}>
      <p>{t("about")}</p>
      {record.error ? <RefusalNotice error={record.error} onRetry={() => void coded.refetch()} /> : null}
      <Asked query={coded}>
        {({ items }) => (
          <DataTable caption={t("panel")}>
            <thead>
              <tr>
                <th scope="col">{t("indicator")}</th>
                <th scope="col">{t("standing")}</th>
                {mayCode ? <th scope="col">{t("do")}</th> : null}
              </tr>
            </thead>
            <tbody>
              {INDICATORS.map((indicator) => {
                // Oldest first: of each the last stands.
                const last = items.findLast((each) => each.indicator === indicator) ?? null;
                const code = (holds: boolean) =>
                  record.mutate({ indicator, holds, replaces: last === null ? null : last.id });
                return (
                  <tr key={indicator}>
                    <th scope="row">{t(`indicators.${indicator}`)}</th>
                    <td>
                      <Standing of={last} />
                    </td>
                    {mayCode ? (
                      <td>
                        <Answers indicator={indicator} last={last} busy={record.isPending} onCode={code} />
                      </td>
                    ) : null}
                  </tr>
                );
              })}
            </tbody>
          </DataTable>
        )}
      </Asked>
    </Panel>
  );
}

function Standing({ of }: { readonly of: Coded | null }) {
  const { t } = useTranslation("ibin");
  const { moment } = useFormats();
  // What the records themselves say stands among the nominations.
  if (of === null) return t("unknown");
  return (
    <>
      <Badge tone={of.holds ? "accent" : "neutral"}>{t(of.holds ? "holds" : "doesNotHold")}</Badge>
      <div>
        <small>{t("coded", { when: moment(of.recordedAt) })}</small>
      </div>
    </>
  );
}

interface AnswersProps {
  readonly indicator: Indicator;
  readonly last: Coded | null;
  readonly busy: boolean;
  readonly onCode: (holds: boolean) => void;
}

/** The view that stands is not said again. */
function Answers({ indicator, last, busy, onCode }: AnswersProps) {
  const { t } = useTranslation("ibin");
  const name = t(`indicators.${indicator}`);
  return (
    <ButtonRow>
      <Button
        aria-label={t("sayYes", { indicator: name })}
        disabled={last?.holds === true}
        busy={busy}
        onClick={() => onCode(true)}
      >
        {t("yes")}
      </Button>
      <Button
        aria-label={t("sayNo", { indicator: name })}
        disabled={last?.holds === false}
        busy={busy}
        onClick={() => onCode(false)}
      >
        {t("no")}
      </Button>
    </ButtonRow>
  );
}
