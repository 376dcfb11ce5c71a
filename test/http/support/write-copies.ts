/** What tells of a case beside its own records: imported files, holds, removals, purposes, lines that an archive left. */
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { makeComparisonPictureKey, makeImportKey } from "../../../src/usecases/acquisitions/blob-keys.ts";
import type { EvidenceWorld } from "./evidence-world.ts";
import { sendImport } from "./known-world.ts";
import type { TestApp } from "./open-test-app.ts";

/** Names of files that wait for imports which name the evidence, and one that waits for an import of something else. */
export interface Copies {
  readonly waiting: readonly string[];
  readonly apart: { readonly importId: string; readonly key: string };
}

/** Writes `word` wherever it may stand about the world's right case. */
export async function writeCopies(api: TestApp, world: EvidenceWorld, word: string): Promise<Copies> {
  const { jm, right } = world;
  const { sql, blobs } = api.deps;
  const [caseNumber, exhibitNumber] = [right.case.caseNumber, right.exhibit.exhibitNumber];
  const preview = async (number: string, text: string, apply: boolean): Promise<string> => {
    const csv = `caseNumber,eventType,place,exhibitNumber,type,comment\n${number},homicide,${text},${exhibitNumber},cartridge case,${text}\n`;
    const sent = await sendImport(api, jm.technician, csv, { format: "csv" });
    const { id } = sent.json<{ id: string }>();
    if (apply) await jm.technician.send("POST", `/v1/imports/${id}/application`, { body: {} });
    return id;
  };
  // One in conflict with what is here, one that nobody applied, and one of another case.
  const applied = await preview(caseNumber, word, true);
  const open = await preview(caseNumber, word, false);
  const other = await preview(randomUUID(), "Elsewhere", false);
  await sql.query("update imports set file_name = $2 where id = any ($1::uuid[])", [[applied, open], `${word}.csv`]);
  // As a bundle has it: a file that waits until its import is applied, and one that a crash left of one that was.
  const key = "f".repeat(64);
  for (const [id, number, record] of [
    [open, 9, null],
    [applied, 9, right.acquisitionId],
    [other, 9, null],
  ] as const) {
    const content = { caseNumber: id === other ? "another" : caseNumber, exhibitNumber, fileName: `${word}.x3p` };
    await sql.query(
      `insert into import_items (import_id, owner_state, number, pass, kind, key, place, content, outcome, result, record_id)
       values ($1, 'JM', $2, 4, 'acquisition', $3, 'files/1', $4, 'new', $5, $6)`,
      [id, number, key, id === other ? "{}" : JSON.stringify(content), record === null ? null : "created", record],
    );
    await blobs.putBlob(makeImportKey(id, number), Readable.from([Buffer.from(word)]), null);
  }
  const reason = `${word}: what the court said of it.`;
  const hold = await jm.coordinator.send("POST", `/v1/cases/${right.case.id}/legal-holds`, { body: { reason } });
  await jm.coordinator.send("POST", `/v1/legal-holds/${hold.json<{ id: string }>().id}/end`, { body: { reason } });
  const of = { reasonCode: "entered_in_error", reason };
  const removed = await jm.coordinator.send("POST", `/v1/exhibits/${right.exhibit.id}/removal`, { body: of });
  await jm.coordinator.send("POST", `/v1/removals/${removed.json<{ id: string }>().id}/restoration`, {
    body: { reason },
  });
  const purpose = { purpose: "investigation", statement: `${word}: who fired`, caseNumber };
  await jm.examiner.send("POST", "/v1/me/work-purpose", { body: purpose });
  const [pairId, pictureId] = [randomUUID(), randomUUID()];
  const picture = makeComparisonPictureKey(pictureId);
  const lines = {
    "shared/linkages.jsonl": { id: pairId, ownExhibitId: right.exhibit.id, reviews: [{ reasons: word }] },
    "records/reviews.jsonl": { id: randomUUID(), linkage_id: pairId, reasons: word },
    "records/reports.jsonl": {
      id: randomUUID(),
      linkage_id: pairId,
      document: { word },
      pdf_key: "reports/kept.pdf",
    },
    "records/comparison_pictures.jsonl": { id: pictureId, linkage_id: pairId, caption: word, blob_key: picture },
    "shared/groups.jsonl": {
      members: [{ exhibitId: right.exhibit.id }],
      splits: [{ reason: word, decision: { reason: word } }],
    },
  };
  for (const [path, record] of Object.entries(lines)) {
    await sql.query(
      "insert into kept_records (owner_state, path, record, record_sha256, kept_at) values ('JM', $1, $2, $3, now())",
      [path, JSON.stringify(record), key],
    );
  }
  for (const file of ["reports/kept.pdf", picture]) await blobs.putBlob(file, Readable.from([Buffer.from(word)]), null);
  return {
    waiting: [makeImportKey(open, 9), makeImportKey(applied, 9), "reports/kept.pdf", picture],
    apart: { importId: other, key: makeImportKey(other, 9) },
  };
}
