/** What the report says, part by part, in the reader's own language; the signed words are those of its files. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { Said } from "../../app/said.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { DataTable, Empty, Facts, Panel } from "../../design/parts.tsx";
import { ReportHistory } from "./report-history.tsx";

type Document = Schema<"Report">["document"];
type Side = Document["sides"][number];
type CaseFacts = NonNullable<Side["caseFacts"]>;

export function ReportContents({ report }: { readonly report: Schema<"Report"> }) {
  const { document } = report;
  return (
    <>
      <Guidance document={document} />
      <Exhibits document={document} />
      <Conclusions document={document} />
      <Comparison report={report} />
      <ReportHistory document={document} />
    </>
  );
}

/** What this reader may do with it. */
function Guidance({ document }: { document: Document }) {
  const { audiences, guidance } = useTerms();
  if (document.audience === undefined) return null;
  return (
    <Panel title={audiences[document.audience]}>
      <p>{guidance[document.kind][document.audience]}</p>
    </Panel>
  );
}

function Exhibits({ document }: { document: Document }) {
  const { labels, states, exhibitTypes, categories, eventTypes } = useTerms();
  const formats = useFormats();
  const [a, b] = document.sides;
  if (a === undefined || b === undefined) return null;
  const rows: readonly (readonly [string, (side: Side) => string])[] = [
    [labels.state, (side) => states[side.state]],
    [labels.laboratory, (side) => side.lab],
    [labels.contact, (side) => side.labContact],
    [labels.exhibitType, (side) => exhibitTypes[side.exhibitType]],
    [labels.category, (side) => categories[side.category]],
    [labels.calibre, (side) => side.calibre ?? labels.unknown],
  ];
  const named = (eventType: string) => (eventTypes as Readonly<Record<string, string>>)[eventType] ?? eventType;
  const facts: readonly (readonly [string, (found: CaseFacts) => string | null])[] = [
    [labels.caseNumber, ({ caseNumber }) => caseNumber],
    [labels.exhibitNumber, ({ exhibitNumber }) => exhibitNumber],
    [labels.agency, ({ originatingAgency }) => originatingAgency],
    [labels.agencyReference, ({ agencyReference }) => agencyReference],
    [labels.event, ({ eventType }) => named(eventType)],
    [labels.date, ({ occurredOn }) => (occurredOn === null ? null : formats.day(occurredOn))],
    [labels.place, ({ place }) => place],
  ];
  // What was not released is said once, over all that it is.
  const factCell = (side: Side, at: number) => {
    if (side.caseFacts !== null) return <td>{facts[at]?.[1](side.caseFacts) ?? labels.notRecorded}</td>;
    return at === 0 ? <td rowSpan={facts.length}>{labels.notReleased}</td> : null;
  };
  return (
    <Panel title={labels.exhibits} flush>
      <DataTable caption={labels.exhibits}>
        <thead>
          <tr>
            <td />
            <th scope="col">{labels.exhibitA}</th>
            <th scope="col">{labels.exhibitB}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, show]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{show(a)}</td>
              <td>{show(b)}</td>
            </tr>
          ))}
          {facts.map(([label], at) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {factCell(a, at)}
              {factCell(b, at)}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Panel>
  );
}

function Conclusions({ document }: { document: Document }) {
  const { labels, parts, conclusions, states } = useTerms();
  const formats = useFormats();
  return (
    <Panel title={labels.conclusions} flush>
      {document.conclusions.length === 0 ? (
        <Empty title={labels.noConclusions} />
      ) : (
        <DataTable caption={labels.conclusions}>
          <thead>
            <tr>
              <th scope="col">{labels.part}</th>
              <th scope="col">{labels.conclusion}</th>
              <th scope="col">{labels.examinerOf}</th>
              <th scope="col">{labels.recorded}</th>
            </tr>
          </thead>
          <tbody>
            {document.conclusions.map((each) => (
              <tr key={`${each.part}/${each.recordedAt}`}>
                <th scope="row">{parts[each.part]}</th>
                <td>{conclusions[each.conclusion]}</td>
                <td>{states[each.examinerState]}</td>
                <td>{formats.moment(each.recordedAt)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}

function Comparison({ report }: { report: Schema<"Report"> }) {
  const { t } = useTranslation("reports");
  const { labels, regions, caveats } = useTerms();
  const formats = useFormats();
  const { comparison, bullets } = report.document;
  if (comparison === null) return null;
  const likelihood = comparison.likelihood;
  return (
    <Panel title={labels.comparison}>
      <Facts
        items={[
          [labels.region, regions[comparison.region]],
          [labels.score, formats.number(comparison.score, 3)],
          [labels.correlation, formats.number(comparison.correlation, 3)],
          ...(comparison.cellsCongruent === null
            ? []
            : [[labels.congruentCells, `${comparison.cellsCongruent} / ${comparison.cellsUsable ?? "–"}`] as const]),
          ...(bullets === null ? [] : [[labels.wholeBullets, formats.number(bullets.score, 3)] as const]),
          [labels.method, <span lang="en" key="method">{`${comparison.method} ${comparison.methodVersion}`}</span>],
          ...(comparison.subclassRisk === null
            ? []
            : [[labels.subclassRisk, <Said key="risk" of={report.subclassSaid} />] as const]),
          ...(likelihood === null
            ? []
            : [
                [
                  labels.likelihoodRatio,
                  <Likelihood key="ratio" likelihood={likelihood} said={report.likelihoodSaid} />,
                ] as const,
              ]),
        ]}
      />
      <p>
        <small>
          {caveats.score} {t("methodNote")}
        </small>
      </p>
    </Panel>
  );
}

interface LikelihoodProps {
  readonly likelihood: NonNullable<NonNullable<Document["comparison"]>["likelihood"]>;
  readonly said: Schema<"Report">["likelihoodSaid"];
}

function Likelihood({ likelihood, said }: LikelihoodProps) {
  const formats = useFormats();
  if ("reason" in likelihood) return <Said of={said} />;
  return (
    <>
      10<sup>{formats.number(likelihood.log10Lr, 1)}</sup> <span>{likelihood.caveat}</span>
    </>
  );
}
