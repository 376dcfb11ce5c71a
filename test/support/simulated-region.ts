/** A region's records, drawn at random from a seed and written straight into the tables: what statistics are counted from. */
import { randomUUID } from "node:crypto";
import { createRandom } from "../../src/analysis/random.ts";
import type { StateCode } from "../../src/domain/vocabulary.ts";
import type { Sql } from "../../src/ports/sql.ts";

export const HOUR = 3_600_000;
export const REGION_START = Date.parse("2026-01-01T00:00:00Z");
const SIMULATED_STATES = ["BB", "JM", "TT"] as const satisfies readonly StateCode[];
const CALIBRES = ["9x19mm", "9x17mm", null] as const;
const REGIONS = ["BreechFace", "FiringPinImpression"] as const;

export interface SimulatedExhibit {
  readonly id: string;
  readonly state: StateCode;
  readonly lab: string;
  readonly caseId: string;
  readonly calibre: string | null;
  readonly highProfile: boolean;
  readonly restricted: boolean;
  readonly licensed: boolean;
  readonly occurredOn: string | null;
  readonly receivedAt: number | null;
  readonly acquisitions: { readonly id: string; readonly region: string; readonly at: number }[];
}

export interface SimulatedPair {
  readonly id: string;
  readonly a: SimulatedExhibit;
  readonly b: SimulatedExhibit;
  readonly createdAt: number;
  readonly regions: readonly string[];
  readonly reviews: readonly { readonly at: number; readonly lead: boolean }[];
  readonly hitAt: number | null;
}

export interface SimulatedRegion {
  readonly exhibits: readonly SimulatedExhibit[];
  readonly pairs: readonly SimulatedPair[];
}

/** The same seed gives the same region, but for its ids. */
export async function simulateRegion(
  sql: Sql,
  { seed, exhibits: size, pairs: wanted }: { seed: number; exhibits: number; pairs: number },
): Promise<SimulatedRegion> {
  const { uniform: random } = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    const marks = names.map((_, at) => `$${at + 1}`).join(", ");
    return sql.query(`insert into ${table} (${names.join(", ")}) values (${marks})`, Object.values(row));
  };
  const at = (time: number | null) => (time === null ? null : new Date(time));
  const labs = new Map<string, string>();
  const people = new Map<string, string>();
  for (const state of SIMULATED_STATES) {
    for (const name of ["One", "Two"]) {
      const id = randomUUID();
      await insert("labs", { id, owner_state: state, name, contact: "x", created_at: at(REGION_START) });
      labs.set(`${state}${name}`, id);
    }
    const id = randomUUID();
    const roles = ["firearms_examiner"];
    const account = {
      id,
      owner_state: state,
      email: `${id}@ribin.example`,
      name: "x",
      roles,
      created_at: at(REGION_START),
    };
    await insert("accounts", account);
    people.set(state, id);
  }
  const exhibits: SimulatedExhibit[] = [];
  for (let n = 0; n < size; n++) {
    const state = pick(SIMULATED_STATES);
    const by = people.get(state)!;
    const time = Math.round(REGION_START + random() * 80 * 24 * HOUR);
    const [created_at, updated_at] = [at(time), at(time)];
    const exhibit: SimulatedExhibit = {
      id: randomUUID(),
      state,
      lab: labs.get(`${state}${pick(["One", "Two"])}`)!,
      caseId: randomUUID(),
      calibre: pick(CALIBRES),
      highProfile: random() < 0.2,
      restricted: random() < 0.1,
      licensed: random() < 0.1,
      occurredOn: random() < 0.8 ? `2025-12-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}` : null,
      receivedAt: random() < 0.7 ? Math.round(time - random() * 100 * HOUR) : null,
      acquisitions: REGIONS.filter((_, index) => index === 0 || random() < 0.5).map((region) => ({
        id: randomUUID(),
        region,
        at: Math.round(time + random() * 20 * HOUR),
      })),
    };
    await insert("cases", {
      id: exhibit.caseId,
      owner_state: state,
      lab_id: exhibit.lab,
      case_number: `${state}-${n}`,
      event_type: "homicide",
      occurred_on: exhibit.occurredOn,
      restricted: exhibit.restricted,
      high_profile: exhibit.highProfile,
      created_by: by,
      created_at,
      updated_at,
    });
    await insert("exhibits", {
      id: exhibit.id,
      owner_state: state,
      case_id: exhibit.caseId,
      exhibit_number: "1",
      type: "cartridge case",
      category: exhibit.licensed ? "LIC" : "CE",
      calibre: exhibit.calibre,
      created_by: by,
      created_at,
      updated_at,
    });
    if (exhibit.receivedAt !== null) {
      await insert("custody_records", {
        id: randomUUID(),
        owner_state: state,
        exhibit_id: exhibit.id,
        event: "received",
        occurred_at: at(exhibit.receivedAt),
        place: "Store",
        seal_state: "none",
        purpose: "Examination",
        sha256: "0".repeat(64),
        recorded_by: by,
        recorded_at: created_at,
      });
    }
    for (const acquisition of exhibit.acquisitions) {
      await insert("acquisitions", {
        id: acquisition.id,
        owner_state: state,
        lab_id: exhibit.lab,
        exhibit_id: exhibit.id,
        region: acquisition.region,
        lighting: "unknown",
        file_name: "x",
        format: "X3P",
        size_bytes: 1,
        sha256: acquisition.id.replaceAll("-", "").padEnd(64, "0"),
        blob_key: acquisition.id,
        inspection: "{}",
        scale_known: true,
        stage: "verified",
        created_by: by,
        created_by_kind: "account",
        created_at: at(acquisition.at),
        updated_at: at(acquisition.at),
      });
    }
    exhibits.push(exhibit);
  }
  const pairs: SimulatedPair[] = [];
  const seen = new Set<string>();
  while (pairs.length < wanted) {
    const [a, b] = [pick(exhibits), pick(exhibits)].sort((x, y) => (x.id < y.id ? -1 : 1)) as [
      SimulatedExhibit,
      SimulatedExhibit,
    ];
    // A pair that leaves its state by release only is made too: a case may have become restricted afterwards.
    if (a.id === b.id || seen.has(a.id + b.id)) continue;
    seen.add(a.id + b.id);
    const ready = Math.max(...[...a.acquisitions, ...b.acquisitions].map((entry) => entry.at));
    const createdAt = Math.round(ready + random() * HOUR);
    const reviews: { at: number; lead: boolean }[] = [];
    let time = createdAt;
    while (random() < 0.6) {
      time += random() * 60 * HOUR;
      reviews.push({ at: Math.round(time), lead: random() < 0.6 });
    }
    const led = reviews.some((review) => review.lead);
    const hitAt = led && random() < 0.6 ? Math.round(time + random() * 200 * HOUR) : null;
    const shared = REGIONS.filter((region) =>
      [a, b].every((side) => side.acquisitions.some((entry) => entry.region === region)),
    );
    const pair: SimulatedPair = { id: randomUUID(), a, b, createdAt, reviews, hitAt, regions: shared };
    await insert("linkages", {
      id: pair.id,
      exhibit_a: a.id,
      exhibit_b: b.id,
      case_a: a.caseId,
      case_b: b.caseId,
      state_a: a.state,
      state_b: b.state,
      state: hitAt !== null ? "hit" : led ? "lead" : "candidate",
      best_score: 0.5,
      created_at: at(createdAt),
      updated_at: at(createdAt),
    });
    for (const region of shared) {
      const [p, q] = [a, b].map((side) => side.acquisitions.find((entry) => entry.region === region)!.id).sort();
      await insert("candidates", {
        id: randomUUID(),
        acquisition_a: p,
        acquisition_b: q,
        state_a: a.state,
        state_b: b.state,
        model_id: "m",
        model_version: "1",
        similarity: 0.5,
        linkage_id: pair.id,
        created_at: at(createdAt),
      });
    }
    const examiner = people.get(a.state);
    for (const review of reviews) {
      await insert("reviews", {
        id: randomUUID(),
        linkage_id: pair.id,
        account_id: examiner,
        account_state: a.state,
        decision: review.lead ? "lead" : "inconclusive_a",
        reasons: "x",
        created_at: at(review.at),
      });
    }
    if (hitAt !== null) {
      await insert("hits", {
        id: randomUUID(),
        linkage_id: pair.id,
        case_a: a.caseId,
        case_b: b.caseId,
        state_a: a.state,
        state_b: b.state,
        confirmed_by: examiner,
        links_new_cases: true,
        created_at: at(hitAt),
      });
    }
    pairs.push(pair);
  }
  return { exhibits, pairs };
}
