import type { StateCode } from "../../domain/vocabulary.ts";

export interface AuditFilter {
  readonly ownerState?: StateCode | undefined;
  readonly targetKind?: string | undefined;
  readonly targetId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly purpose?: string | undefined;
  readonly from?: Date | undefined;
  /** Not any more. */
  readonly to?: Date | undefined;
  readonly caseId?: string | undefined;
  readonly exhibitId?: string | undefined;
  /** Who asks, and may be asked to verify blind. */
  readonly blindFor?: string | undefined;
}

/** The conditions of a search, and their values from $1 on. Only what is asked for stands in it, so that each has its index. */
export function writeAuditConditions(filter: AuditFilter): {
  readonly conditions: string[];
  readonly values: unknown[];
} {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (value: unknown, write: (place: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(write(`$${values.length}`));
  };
  add(filter.ownerState === undefined ? undefined : [filter.ownerState], (p) => `e.owner_states @> ${p}::text[]`);
  add(filter.targetKind, (p) => `e.target_kind = ${p}`);
  add(filter.targetId, (p) => `e.target_id = ${p}`);
  add(filter.actorId, (p) => `e.actor_id = ${p}`);
  add(filter.action, (p) => `e.action = ${p}`);
  add(filter.purpose, (p) => `e.detail ? 'purpose' and e.detail ->> 'purpose' = ${p}`);
  add(filter.from, (p) => `e.at >= ${p}`);
  add(filter.to, (p) => `e.at < ${p}`);
  const among = (targets: string) => `(e.target_kind, e.target_id) in (select kind, id from ${targets})`;
  add(filter.blindFor, writeBlindness);
  add(filter.exhibitId, (p) => among(`audit_targets(null, ${p}::uuid)`));
  add(filter.caseId, (p) => among(`audit_targets(${p}::uuid, null)`));
  return { conditions, values };
}

/** As the second lock writes it (migration 072): what others did to a linkage of which no verification is recorded tells whoever may be asked. */
function writeBlindness(asker: string): string {
  const verified = "(select verified_targets())";
  return `case
    when e.action not like 'verification.%' and (e.actor_kind = 'system' or e.actor_id = ${asker}) then true
    when e.action = 'exhibit.examined' then false
    when e.target_kind in ('linkage', 'candidate') then length(e.target_id) < 36 or e.target_id in ${verified}
    else not e.detail ? 'linkageId' or e.detail ->> 'linkageId' in ${verified} end`;
}
