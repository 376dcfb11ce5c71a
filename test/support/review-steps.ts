/** What comes before a decision and is not what most tests are about: documentation, assignment, statements. */
import { v7 as uuidv7 } from "uuid";
import type { SqlExecutor } from "../../src/ports/sql.ts";

/** Every examiner has documented every exhibit of the own state, as a lab does before its queue is worked. */
export async function documentEverything(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `insert into examinations (id, owner_state, exhibit_id, account_id, suitability, regions, characteristics, notes,
       after_unmasking, created_at)
     select gen_random_uuid(), e.owner_state, e.id, a.id, 'suitable', '[]', '{}', null, false, e.created_at
     from exhibits e join accounts a on a.owner_state = e.owner_state and a.roles && array['firearms_examiner', 'verifier']
     where not exists (select from examinations x where x.exhibit_id = e.id and x.account_id = a.id)`,
  );
}

/** What a conclusion of this person needs beside it, whichever part it is to be. */
export async function prepareConclusion(sql: SqlExecutor, linkageId: string, accountId: string): Promise<void> {
  await assignTo(sql, linkageId, accountId);
  await stateBoth(sql, linkageId);
  await askThirdOf(sql, linkageId, accountId);
}

/** The system asked this person, and not whom it would have chosen; nothing where somebody else is to act, or nobody. */
export async function assignTo(sql: SqlExecutor, linkageId: string, accountId: string): Promise<void> {
  const { rows } = await sql.query(
    `select v.*, a.owner_state as asked_state from verification_assignments v join accounts a on a.id = $2
     where v.linkage_id = $1 and v.account_id is distinct from $2 and is_open_assignment(v.id)
       and not exists (select from conclusions c where c.linkage_id = $1 and c.account_id = $2 and c.part <> 'consultation')`,
    [linkageId, accountId],
  );
  for (const row of rows) {
    await sql.query(
      `insert into verification_assignments (id, linkage_id, state_a, state_b, part, account_id, account_state, cause, replaces,
         reason, made_by, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'reassigned', $8, 'The test asks for this person.', 'test', $9, $9::timestamptz + interval '5 days')`,
      [uuidv7(), linkageId, row.state_a, row.state_b, row.part, accountId, row.asked_state, row.id, row.created_at],
    );
  }
}

/** Both of the two have stated what they see. */
async function stateBoth(sql: SqlExecutor, linkageId: string): Promise<void> {
  await sql.query(
    `insert into consultation_statements (id, linkage_id, state_a, state_b, account_id, account_state, statement, created_at)
     select gen_random_uuid(), l.id, l.state_a, l.state_b, c.account_id, c.account_state, 'I see what I concluded.', l.updated_at
     from linkages l join conclusions c on c.linkage_id = l.id and c.part <> 'consultation'
     where l.id = $1 and l.state = 'consultation'`,
    [linkageId],
  );
}

/** A third was asked, and it is this person. */
async function askThirdOf(sql: SqlExecutor, linkageId: string, accountId: string): Promise<void> {
  await sql.query(
    `insert into verification_assignments (id, linkage_id, state_a, state_b, part, account_id, account_state, cause, replaces,
       reason, made_by, created_at, expires_at)
     select $1, l.id, l.state_a, l.state_b, 'third', a.id, a.owner_state, 'consultation', null, 'They disagree.', 'test',
       l.updated_at, l.updated_at + interval '5 days'
     from linkages l join accounts a on a.id = $3
     where l.id = $2 and l.state = 'consultation' and a.id not in (select account_id from conclusions where linkage_id = l.id)
       and not exists (select from verification_assignments v where v.linkage_id = l.id and v.part = 'third' and is_open_assignment(v.id))`,
    [uuidv7(), linkageId, accountId],
  );
}
