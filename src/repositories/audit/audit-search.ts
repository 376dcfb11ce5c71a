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
}

/** What an event about an exhibit can be about: the exhibit, and what was made of it. */
const OF_EXHIBITS = `
  , sides as
    (select l.id from linkages as l join subject on l.exhibit_a = subject.id
     union select l.id from linkages as l join subject on l.exhibit_b = subject.id),
  images as (select a.id from acquisitions as a join subject on a.exhibit_id = subject.id)
  select 'exhibit' as kind, id::text as id from subject
  union all select 'acquisition', id::text from images
  union all select 'candidate', c.id::text from images join candidates as c on c.acquisition_a = images.id
  union all select 'candidate', c.id::text from images join candidates as c on c.acquisition_b = images.id
  union all select 'linkage', id::text from sides
  union all select 'hit', h.id::text from sides join hits as h on h.linkage_id = sides.id
  union all select 'report', r.id::text from sides join reports as r on r.linkage_id = sides.id`;

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
  const among = (subject: string, more = "") =>
    `(e.target_kind, e.target_id) in (with subject as (${subject}) ${OF_EXHIBITS} ${more})`;
  add(filter.exhibitId, (p) => among(`select ${p}::uuid as id`));
  add(filter.caseId, (p) =>
    among(
      `select id from exhibits where case_id = ${p}::uuid`,
      `union all select 'case', ${p}::text union all select 'release', id::text from releases where case_id = ${p}::uuid`,
    ),
  );
  return { conditions, values };
}
