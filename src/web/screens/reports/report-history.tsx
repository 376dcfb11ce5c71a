/** What happened when, and through whose hands each exhibit went. */
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { DataTable, Panel } from "../../design/parts.tsx";

type Document = Schema<"Report">["document"];

export function ReportHistory({ document }: { readonly document: Document }) {
  return (
    <>
      <Timeline document={document} />
      {document.sides.map((side, at) =>
        side.custody === null || side.custody.length === 0 ? null : (
          <Custody key={at === 0 ? "a" : "b"} rows={side.custody} first={at === 0} />
        ),
      )}
    </>
  );
}

/** A day alone, or a day with its time: an occurrence has no time. */
function useWhen() {
  const formats = useFormats();
  return (at: string) => (at.includes("T") ? formats.moment(at) : formats.day(at));
}

function Timeline({ document }: { document: Document }) {
  const { labels, timeline } = useTerms();
  const when = useWhen();
  const side = (at: 0 | 1 | null) => (at === null ? "A, B" : at === 0 ? "A" : "B");
  return (
    <Panel title={labels.timeline} flush>
      <DataTable caption={labels.timeline}>
        <thead>
          <tr>
            <th scope="col">{labels.moment}</th>
            <th scope="col">{labels.event}</th>
            <th scope="col">{labels.exhibits}</th>
          </tr>
        </thead>
        <tbody>
          {document.timeline.map((each) => (
            <tr key={`${each.at}/${each.event}/${String(each.side)}`}>
              <th scope="row">{when(each.at)}</th>
              <td>{timeline[each.event]}</td>
              <td>{side(each.side)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Panel>
  );
}

function Custody({ rows, first }: { rows: NonNullable<Document["sides"][number]["custody"]>; first: boolean }) {
  const { labels, custodyEvents, sealStates } = useTerms();
  const when = useWhen();
  const title = `${labels.custody}: ${first ? labels.exhibitA : labels.exhibitB}`;
  return (
    <Panel title={title} flush>
      <DataTable caption={title}>
        <thead>
          <tr>
            {[labels.moment, labels.event, labels.from, labels.to, labels.place, labels.seal].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.at}/${row.event}`}>
              <th scope="row">{when(row.at)}</th>
              <td>{custodyEvents[row.event]}</td>
              <td>{row.from ?? "–"}</td>
              <td>{row.to ?? "–"}</td>
              <td>{row.place}</td>
              <td>{[row.sealNumber, sealStates[row.sealState]].filter((part) => part !== null).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Panel>
  );
}
