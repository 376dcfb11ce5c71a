/** Facts of a known world's cases that can be told apart in any answer. */
import { EXAMINATION, RECEIPT } from "./evidence-world.ts";
import type { KnownWorld } from "./known-world.ts";
import type { TestApp } from "./open-test-app.ts";

/** Stands in every fact of TT's and of JM's that is text; a reader of a state may find the own mark only. */
export const MARK = { TT: "ZQXTRINIDAD", JM: "ZQXJAMAICA" } as const;
/** When TT's event was. */
export const DATE = "1987-06-05";
/** In what an examiner documented, which an auditor reads as everything's history. */
export const NOTES = "ZQXEXAMINED";

export async function markFacts({ deps }: TestApp, { world, known }: KnownWorld): Promise<void> {
  const set = (text: string, ...values: unknown[]) => deps.sql.query(text, values);
  for (const [state, mark] of Object.entries(MARK)) {
    await set(
      "update cases set place = $2, comment = $2, originating_agency = $2, agency_reference = $2 where owner_state = $1",
      state,
      mark,
    );
    await set(
      "update exhibits set comment = $2, exhibit_number = $2 || exhibit_number where owner_state = $1",
      state,
      mark,
    );
    await set("update acquisitions set file_name = $2, preview_key = blob_key where owner_state = $1", state, mark);
  }
  await set("update cases set occurred_on = $1 where owner_state = 'TT'", DATE);
  // The stream of events of what is done ends at once.
  await set("update acquisitions set stage = 'verified'");
  const { technician, examiner } = world.tt;
  const at = `/v1/exhibits/${known.exhibitId}`;
  await technician.send("POST", `${at}/custody`, { body: { ...RECEIPT, place: MARK.TT, fromHolder: MARK.TT } });
  await examiner.send("POST", `${at}/examinations`, { body: { ...EXAMINATION, notes: NOTES } });
}

/** What was shared for the way to the hit ends: TT's release to JM, and the agreement of the two. */
export async function endSharing(api: TestApp, made: KnownWorld): Promise<void> {
  const release = `/v1/releases/${made.known.releaseId}/withdraw`;
  const answers = [await made.world.tt.coordinator.send("POST", release), await endAgreement(api, made)];
  const wrong = answers.find(({ statusCode }) => statusCode !== 200);
  if (wrong) throw new Error(wrong.body);
}

export async function endAgreement({ deps }: TestApp, { regional }: KnownWorld) {
  const { rows } = await deps.sql.query("select id from agreements where state_a = 'JM' and state_b = 'TT'", []);
  return regional.send("POST", `/v1/agreements/${rows[0]?.id}/withdraw`);
}
