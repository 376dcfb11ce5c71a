/**
 * Rows of every relation that a person of TT can have to another state's evidence, written straight into the tables, each with a word for
 * the relation. TT and JM agreed to share images, TT and GY did not.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { SqlExecutor } from "../../src/ports/sql.ts";

export type Relation =
  | "own"
  | "own, other lab"
  | "released"
  | "agreed"
  | "foreign"
  | "pair"
  | "pair with images"
  | "hidden pair"
  | "foreign pair"
  | "mine"
  | "region";

export interface LockWorld {
  readonly me: string;
  readonly labs: { readonly TT: string; readonly other: string; readonly JM: string; readonly GY: string };
  /** Of a table's rows, by their id: what they are to TT's people. */
  readonly rows: Readonly<Record<string, ReadonlyMap<string, Relation>>>;
}

interface Evidence {
  readonly caseId: string;
  readonly exhibitId: string;
  readonly acquisitionId: string;
  readonly state: string;
}

const KINDS = [
  "alone",
  "paired",
  "restricted",
  "licensed",
  "cast of licensed",
  "released",
  "expired",
  "withdrawn",
  "restricted, released",
] as const;
const HIDDEN: readonly string[] = ["restricted", "licensed", "cast of licensed"];

export async function makeLockWorld(sql: SqlExecutor): Promise<LockWorld> {
  const rows: Record<string, Map<string, Relation>> = {};
  const at = new Date();
  const insert = async (table: string, row: Record<string, unknown>, relation?: Relation): Promise<string> => {
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    const values = Object.values(row).map((value) =>
      value !== null && typeof value === "object" && !(value instanceof Date) && !Array.isArray(value)
        ? JSON.stringify(value)
        : value,
    );
    await sql.query(`insert into ${table} (${names.join(", ")}) values (${places.join(", ")})`, values);
    rows[table] ??= new Map();
    if (relation !== undefined) rows[table].set(String(row.id), relation);
    return String(row.id);
  };
  const lab = (state: string, relation: Relation = "region") =>
    insert(
      "labs",
      { id: randomUUID(), owner_state: state, name: randomUUID(), contact: "lab", created_at: at },
      relation,
    );
  const labs = { TT: await lab("TT"), other: await lab("TT"), JM: await lab("JM"), GY: await lab("GY") };
  const account = (state: "TT" | "JM" | "GY", relation: Relation) =>
    insert(
      "accounts",
      {
        id: randomUUID(),
        owner_state: state,
        lab_id: labs[state],
        email: `${randomUUID()}@ribin.example`,
        name: "Somebody",
        roles: ["verifier"],
        password_hash: "a hash",
        created_at: at,
      },
      relation,
    );
  const me = await account("TT", "own");
  const people = {
    TT: await account("TT", "own"),
    JM: await account("JM", "foreign"),
    GY: await account("GY", "foreign"),
  };

  async function evidence(
    state: "TT" | "JM" | "GY",
    kind: string,
    labId: string,
    [ofCase, ofImage]: readonly [Relation, Relation],
    caseId?: string,
    parent: string | null = null,
  ): Promise<Evidence> {
    const owned = { owner_state: state, created_by: people[state], created_at: at };
    const entered =
      caseId ??
      (await insert(
        "cases",
        {
          ...owned,
          id: randomUUID(),
          lab_id: labId,
          case_number: randomUUID(),
          event_type: "homicide",
          place: "a place",
          restricted: kind.startsWith("restricted"),
          updated_at: at,
        },
        ofCase,
      ));
    const exhibitId = await insert(
      "exhibits",
      {
        ...owned,
        id: randomUUID(),
        case_id: entered,
        exhibit_number: randomUUID(),
        type: "cartridge case",
        category: parent !== null ? "CAST" : kind === "licensed" ? "LIC" : "CE",
        parent_exhibit_id: parent,
        updated_at: at,
      },
      ofCase,
    );
    const acquisitionId = await insert(
      "acquisitions",
      {
        ...owned,
        id: randomUUID(),
        lab_id: labId,
        exhibit_id: exhibitId,
        region: "BreechFace",
        lighting: "unknown",
        file_name: "scan.x3p",
        format: "X3P",
        size_bytes: 1,
        sha256: randomBytes(32).toString("hex"),
        blob_key: "key",
        inspection: {},
        scale_known: true,
        stage: "verified",
        created_by_kind: "account",
        updated_at: at,
      },
      ofImage,
    );
    await insert(
      "outlines",
      {
        id: randomUUID(),
        acquisition_id: acquisitionId,
        owner_state: state,
        version: 1,
        method: "m",
        method_version: "1",
        confidence: 1,
        outlines: "[]",
        remarks: "[]",
        content_sha256: "c",
        created_at: at,
      },
      ofImage,
    );
    const custody = {
      event: "received",
      occurred_at: at,
      place: "desk",
      seal_state: "intact",
      purpose: "examination",
      sha256: "0".repeat(64),
      recorded_at: at,
    };
    await insert(
      "custody_records",
      { ...custody, id: randomUUID(), owner_state: state, exhibit_id: exhibitId, recorded_by: people[state] },
      ofCase,
    );
    await insert(
      "audit_events",
      {
        at,
        actor_kind: "system",
        actor_id: "system",
        action: "case.created",
        target_kind: "case",
        target_id: entered,
        owner_states: [state],
        request_id: "test",
      },
      undefined,
    );
    return { caseId: entered, exhibitId, acquisitionId, state };
  }

  async function pair(left: Evidence, right: Evidence, relation: Relation): Promise<string> {
    const [a, b] = left.exhibitId < right.exhibitId ? [left, right] : [right, left];
    const [p, q] = left.acquisitionId < right.acquisitionId ? [left, right] : [right, left];
    const states = { state_a: a.state, state_b: b.state };
    const linkageId = await insert(
      "linkages",
      {
        id: randomUUID(),
        exhibit_a: a.exhibitId,
        exhibit_b: b.exhibitId,
        case_a: a.caseId,
        case_b: b.caseId,
        ...states,
        best_score: 0.9,
        created_at: at,
        updated_at: at,
      },
      relation,
    );
    const candidateId = await insert(
      "candidates",
      {
        id: randomUUID(),
        acquisition_a: p.acquisitionId,
        acquisition_b: q.acquisitionId,
        state_a: p.state,
        state_b: q.state,
        model_id: "m",
        model_version: "1",
        similarity: 0.5,
        linkage_id: linkageId,
        created_at: at,
      },
      relation,
    );
    const compared = { method: "m", method_version: "1", comparable: true, score: 0.9, outcome: {}, created_at: at };
    await insert("comparisons", { ...compared, id: randomUUID(), candidate_id: candidateId }, relation);
    await insert(
      "bullet_comparisons",
      {
        ...compared,
        id: randomUUID(),
        exhibit_a: a.exhibitId,
        exhibit_b: b.exhibitId,
        ...states,
        lands: "[]",
        lands_sha256: "l",
      },
      relation,
    );
    const said = {
      linkage_id: linkageId,
      account_id: people.JM,
      account_state: "JM",
      reasons: "reasons",
      created_at: at,
    };
    await insert("reviews", { ...said, id: randomUUID(), decision: "lead" }, relation);
    await insert("conclusions", { ...said, id: randomUUID(), part: "first", conclusion: "unsuitable" }, relation);
    await insert(
      "hits",
      {
        id: randomUUID(),
        linkage_id: linkageId,
        case_a: a.caseId,
        case_b: b.caseId,
        ...states,
        confirmed_by: people.JM,
        links_new_cases: true,
        created_at: at,
      },
      relation,
    );
    return linkageId;
  }

  const release = (of: Evidence, toState: string, relation: Relation, days: number, withdrawn: boolean) =>
    insert(
      "releases",
      {
        id: randomUUID(),
        owner_state: of.state,
        case_id: of.caseId,
        to_state: toState,
        purpose: "joint",
        expires_at: new Date(at.getTime() + days * 86_400_000),
        withdrawn_at: withdrawn ? at : null,
        created_by: people.JM,
        created_at: at,
      },
      relation,
    );

  const agreement = async (a: string, b: string, relation: Relation) => {
    const row = { id: randomUUID(), state_a: a, state_b: b, created_by: people.JM, created_at: at };
    const agreementId = await insert("agreements", row, relation);
    await insert("agreement_terms", {
      id: randomUUID(),
      agreement_id: agreementId,
      version: 1,
      categories: ["CE", "TF"],
      images: true,
      set_by: "region",
      set_at: at,
    });
  };
  await agreement("JM", "TT", "own");
  await agreement("GY", "JM", "foreign");

  const own = await evidence("TT", "own", labs.TT, ["own", "own"]);
  const second = await evidence("TT", "own", labs.TT, ["own", "own"]);
  await evidence("TT", "own", labs.other, ["own, other lab", "own, other lab"]);
  const linkageId = await pair(own, second, "pair with images");
  await release(own, "JM", "own", 10, false);
  const alone: Evidence[] = [];
  const hidden: string[] = [];
  for (const state of ["JM", "GY"] as const) {
    for (const kind of KINDS) {
      const isReleased = kind === "released" || kind === "restricted, released";
      const isAgreed = state === "JM" && kind !== "alone" && !isReleased && !HIDDEN.includes(kind);
      const relations = [
        isReleased ? "released" : "foreign",
        isReleased ? "released" : isAgreed ? "agreed" : "foreign",
      ] as const;
      const original = kind === "cast of licensed" ? await evidence(state, "licensed", labs[state], relations) : null;
      const it = await evidence(state, kind, labs[state], relations, undefined, original?.exhibitId ?? null);
      if (isReleased) await release(it, "TT", "own", 10, false);
      if (kind === "expired") await release(it, "TT", "own", -1, false);
      if (kind === "withdrawn") await release(it, "TT", "own", 10, true);
      if (kind === "alone") {
        alone.push(it);
        await release(it, state === "JM" ? "GY" : "JM", "foreign", 10, false);
        continue;
      }
      const shown = isReleased || isAgreed ? "pair with images" : "pair";
      const paired = await pair(own, it, HIDDEN.includes(kind) ? "hidden pair" : shown);
      if (HIDDEN.includes(kind)) hidden.push(paired);
    }
  }
  await pair(alone[0]!, alone[1]!, "foreign pair");
  const report = (state: "TT" | "JM", issuedTo: string, relation: Relation, of = linkageId) =>
    insert(
      "reports",
      {
        id: randomUUID(),
        owner_state: state,
        number: randomUUID(),
        kind: "lead",
        linkage_id: of,
        issued_to: issuedTo,
        document: {},
        pdf_key: "k",
        pdf_sha256: "s",
        created_at: at,
      },
      relation,
    );
  await report("TT", me, "mine");
  await report("TT", people.TT, "own");
  await report("JM", people.JM, "foreign");
  // Issued while the pair could be named.
  for (const of of hidden) for (const reader of [me, people.TT]) await report("TT", reader, "hidden pair", of);
  for (const state of ["TT", "JM"] as const) {
    const relation = state === "TT" ? "own" : "foreign";
    const job = { payload: {}, payload_version: 1, max_attempts: 1, run_after: at, request_id: "test", created_at: at };
    const row = {
      ...job,
      id: randomUUID(),
      name: "assess-quality",
      key: randomUUID(),
      owner_state: state,
      state: "failed",
    };
    await insert("jobs", row, relation);
    const refusal = {
      file_name: "f",
      size_bytes: 1,
      sha256: "s",
      code: "c",
      detail: "d",
      request_id: "r",
      created_at: at,
    };
    await insert(
      "refusals",
      { ...refusal, id: randomUUID(), owner_state: state, actor_kind: "account", actor_id: people[state] },
      relation,
    );
    const of = state === "TT" ? own : alone[0]!;
    const search = {
      region: "BreechFace",
      parameters: {},
      reason: "r",
      asked_by_kind: "system",
      asked_by: "s",
      created_at: at,
    };
    await insert(
      "correlation_requests",
      { ...search, id: randomUUID(), owner_state: state, kind: "manual", acquisition_id: of.acquisitionId },
      relation,
    );
    const pass = {
      region: "BreechFace",
      method: "m",
      method_version: "1",
      state: "running",
      shards: 1,
      started_at: at,
    };
    await insert(
      "sweeps",
      { ...pass, id: randomUUID(), acquisition_id: of.acquisitionId, owner_state: state },
      relation,
    );
    await insert(
      "stations",
      {
        id: randomUUID(),
        owner_state: state,
        lab_id: labs[state],
        name: "Microscope",
        token_hash: randomUUID(),
        created_by: people[state],
        created_at: at,
      },
      relation,
    );
    const upload = { file_name: "f", size_bytes: 1, created_at: at, id: randomUUID(), owner_state: state };
    await insert("uploads", { ...upload, actor_id: people[state] }, "foreign");
  }
  const wide = {
    region: "BreechFace",
    parameters: {},
    reason: "r",
    asked_by_kind: "system",
    asked_by: "s",
    created_at: at,
  };
  await insert("correlation_requests", { ...wide, id: randomUUID(), kind: "all" }, "region");
  await insert(
    "uploads",
    { file_name: "f", size_bytes: 1, created_at: at, id: randomUUID(), owner_state: "TT", actor_id: me },
    "mine",
  );
  return { me, labs, rows };
}
