/** Which rows of which tables are one state's alone, and what is no part of its archive (docs/exchange.md). */

/** What is made again from the rest, what is only on its way, what an archive left here, and what is no state's. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["jobs", "uploads", "notification_mails", "audit_unchained"],
  ...["search_gaps", "correlation_runs", "sweep_records", "sweeps", "sweep_shards"],
  // Triggers keep them by the exhibits and linkages.
  ...["exhibit_clocks", "linkage_clocks"],
  ...["kept_records", "kept_trails"],
  // The region's, of no state: a check of the trail is of all states' events, and its own events tell who asked and what was found.
  ...["search_models", "audit_verifications"],
]);

/** What lets somebody in, or opens what was sealed: it leaves the system for nobody. The manifest names these. */
export const SECRET: ReadonlySet<string> = new Set([
  ...["sessions", "invitations", "identities", "second_factors", "recovery_codes", "sign_in_challenges"],
  ...["webhook_secrets", "store_keys"],
]);

/** Secrets, and numbers that the database gives out. A new value is put in their place at the import; it opens nothing. */
export const OMITTED: Readonly<Record<string, readonly string[]>> = {
  accounts: ["password_hash"],
  stations: ["token_hash"],
  features: ["number", "entered"],
};

/** Of these what two states have together is told in shared/, by what each may see of it. */
const TOLD_IN_SHARED: ReadonlySet<string> = new Set([
  ...[
    "linkages",
    "candidates",
    "comparisons",
    "bullet_comparisons",
    "reviews",
    "conclusions",
    "hits",
    "hit_withdrawals",
  ],
  ...[
    "unmaskings",
    "evidence_views",
    "verification_assignments",
    "consultation_statements",
    "annotations",
    "comparison_pictures",
  ],
  ...["firearm_merges", "firearm_splits", "firearm_split_decisions", "firearm_cuts"],
]);

/** The archive of each of its two states has it, and the second to come finds it there. */
export const OF_BOTH: ReadonlySet<string> = new Set(["agreements", "agreement_terms"]);

/** Tables of one state's rows that another state's name: who did something, and what a request for a report asks of whom. */
export const NAMED_BY_OTHERS: ReadonlySet<string> = new Set(["accounts", "report_requests", "report_request_parts"]);

export const isLeftOut = (name: string): boolean => LEFT_OUT.has(name) || SECRET.has(name);
export const isToldInShared = (name: string): boolean => TOLD_IN_SHARED.has(name);

type Owned = (state: string) => string;

const ofParent =
  (table: string, key: string): Owned =>
  (state) =>
    `exists (select from ${table} p where p.id = t.${key} and p.state_a = ${state} and p.state_b = ${state})`;
const ofAccount: Owned = (state) =>
  `exists (select from accounts p where p.id = t.account_id and p.owner_state = ${state})`;
const ofState: Owned = (state) => `t.state = ${state}`;
/** All that a split names is the state's. */
const namesOwn = (exhibits: string, state: string): string =>
  `not exists (select from unnest(${exhibits}) u join exhibits x on x.id = u where x.owner_state <> ${state})`;

/** Tables without an owner of their own. */
const OWNED_BY_OTHERS: Readonly<Record<string, Owned>> = {
  agreements: (state) => `${state} in (t.state_a, t.state_b)`,
  agreement_terms: (state) =>
    `exists (select from agreements p where p.id = t.agreement_id and ${state} in (p.state_a, p.state_b))`,
  comparisons: ofParent("candidates", "candidate_id"),
  // It names what the examiner was shown of the other side.
  unmaskings: (state) =>
    `t.owner_state = ${state} and not exists (select from exhibits p where p.id in (t.exhibit_id, t.other_exhibit_id) and p.owner_state <> ${state})`,
  calendar_days: ofState,
  clock_alerts: ofState,
  notification_reads: ofAccount,
  notification_preferences: ofAccount,
  firearm_splits: (state) => `t.proposed_state = ${state} and ${namesOwn("t.exhibits", state)}`,
  firearm_split_decisions: (state) =>
    `t.decided_state = ${state} and exists (select from firearm_splits p where p.id = t.split_id and p.proposed_state = ${state}
      and ${namesOwn("p.exhibits", state)})`,
  // Of a link between two of its own, whoever decided the split.
  firearm_cuts: (state) => `(${ofParent("hits", "edge_id")(state)} or ${ofParent("firearm_merges", "edge_id")(state)})`,
};

/** Null where nothing says whose a table's rows are. */
export function describeOwner(name: string, columns: ReadonlySet<string>): Owned | null {
  const own = OWNED_BY_OTHERS[name];
  if (own !== undefined) return own;
  if (columns.has("owner_state")) return (state) => `t.owner_state = ${state}`;
  if (columns.has("state_a") && columns.has("state_b"))
    return (state) => `t.state_a = ${state} and t.state_b = ${state}`;
  // What hangs on a linkage or a hit belongs to the state where both sides do.
  if (columns.has("linkage_id")) return ofParent("linkages", "linkage_id");
  return columns.has("hit_id") ? ofParent("hits", "hit_id") : null;
}

/**
 * Beside what refers to what: a removal makes each linkage it touches a newer version, so it comes before they do; and whose a cut or a split
 * is, the links and exhibits tell.
 */
export const COMES_AFTER: Readonly<Record<string, readonly string[]>> = {
  linkages: ["removals", "removal_restorations"],
  firearm_splits: ["exhibits"],
  firearm_cuts: ["hits", "firearm_merges"],
};
