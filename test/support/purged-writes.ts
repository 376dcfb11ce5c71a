/** One row of each table whose words a purge takes, of an exhibit, its mark or its pair. */
import { randomUUID } from "node:crypto";
import type { SqlExecutor } from "../../src/ports/sql.ts";

type Row = Readonly<Record<string, unknown>>;

interface Evidence {
  readonly exhibitId: string;
  readonly acquisitionId: string;
  readonly linkageId: string;
  /** Another exhibit, in no pair with it. */
  readonly otherId: string;
  readonly accountId: string;
}

/** With what must be there before the purge. */
export interface Written extends Evidence {
  readonly recordId: string;
  readonly traceId: string;
  readonly splitId: string;
}

const at = new Date("2026-03-02T08:00:00.000Z");

export async function insertRow(tx: SqlExecutor, table: string, row: Row): Promise<string> {
  const whole: Row = { id: randomUUID(), ...row };
  const names = Object.keys(whole).filter((name) => whole[name] !== undefined);
  const places = names.map((_, index) => `$${index + 1}`);
  await tx.query(
    `insert into ${table} (${names.join(", ")}) values (${places.join(", ")})`,
    names.map((name) => whole[name]),
  );
  return String(whole.id);
}

export async function setUpWrites(tx: SqlExecutor, of: Evidence): Promise<Written> {
  const recordId = await insertRow(tx, "firearm_records", firearmRecord(of));
  const traceId = await insertRow(tx, "trace_requests", traceRequest({ ...of, recordId }));
  return { ...of, recordId, traceId, splitId: await insertRow(tx, "firearm_splits", split(of)) };
}

export function writesOf(of: Written): readonly (readonly [table: string, row: Row])[] {
  const exhibit = { owner_state: "JM", exhibit_id: of.exhibitId };
  const pair = { linkage_id: of.linkageId, created_at: at };
  const states = { state_a: "JM", state_b: "JM" };
  const said = { ...pair, account_id: of.accountId, account_state: "JM" };
  return [
    ["reviews", { ...said, decision: "lead", reasons: "r" }],
    ["conclusions", { ...said, part: "consultation", conclusion: "unsuitable", reasons: "r" }],
    ["consultation_statements", { ...said, ...states, statement: "s" }],
    [
      "verification_assignments",
      { ...pair, ...states, part: "third", cause: "consultation", reason: "They disagree.", made_by: "test" },
    ],
    [
      "reports",
      {
        ...{ ...pair, owner_state: "JM", number: randomUUID(), kind: "lead", issued_to: of.accountId },
        ...{ document: "{}", pdf_key: "k", pdf_sha256: "s" },
      },
    ],
    [
      "examinations",
      {
        ...{ ...exhibit, account_id: of.accountId, suitability: "suitable", regions: "[]", characteristics: "{}" },
        ...{ notes: "n", after_unmasking: false, created_at: at },
      },
    ],
    ["exhibit_times", { ...exhibit, received_at: at, urgent: false, recorded_by: of.accountId, recorded_at: at }],
    [
      "custody_records",
      {
        ...{
          ...exhibit,
          event: "received",
          occurred_at: at,
          place: "desk",
          seal_state: "intact",
          purpose: "examination",
        },
        ...{ sha256: "0".repeat(64), recorded_by: of.accountId, recorded_at: at },
      },
    ],
    ["firearm_records", { ...firearmRecord(of), corrects: of.recordId, correction_reason: "r" }],
    ["trace_requests", traceRequest(of)],
    [
      "trace_outcomes",
      {
        ...{ owner_state: "JM", trace_request_id: of.traceId, outcome: "traced", answered_on: at, note: "n" },
        ...{ recorded_by: of.accountId, recorded_at: at },
      },
    ],
    [
      "outlines",
      {
        ...{ acquisition_id: of.acquisitionId, owner_state: "JM", version: 1, method: "m", method_version: "1" },
        ...{ confidence: 1, outlines: "[]", remarks: "[]", content_sha256: "c", drawn_by: of.accountId },
        ...{ reason: "r", created_at: at },
      },
    ],
    [
      "firearm_merges",
      {
        ...{ ...states, exhibit_a: of.exhibitId, exhibit_b: of.otherId, reason: "r", merged_by: of.accountId },
        ...{ merged_state: "JM", created_at: at },
      },
    ],
    ["firearm_splits", split(of)],
    [
      "firearm_split_decisions",
      {
        ...{ id: undefined, split_id: of.splitId, approved: false, reason: "r", decided_by: of.accountId },
        ...{ decided_state: "JM", created_at: at },
      },
    ],
  ];
}

const split = (of: Evidence): Row => ({
  ...{ group_id: randomUUID(), exhibits: [of.exhibitId], reason: "r", proposed_by: of.accountId },
  ...{ proposed_state: "JM", created_at: at },
});

const firearmRecord = (of: Evidence): Row => ({
  ...{
    owner_state: "JM",
    exhibit_id: of.exhibitId,
    kind: "other",
    make: "m",
    serial_state: "legible",
    serial_number: "s",
  },
  ...{ recovery: "seized", recovered_on: at, recorded_by: of.accountId, recorded_at: at },
});

const traceRequest = (of: Evidence & { readonly recordId: string }): Row => ({
  ...{ owner_state: "JM", exhibit_id: of.exhibitId, firearm_record_id: of.recordId, addressee: "iARMS" },
  ...{ requested_on: at, form: "{}", requested_by: of.accountId, created_at: at },
});
