/** Statements of a migration that the release before it cannot bear, which runs beside it during an upgrade. */

/** Why, by what a statement does. */
const BREAKING: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^drop (table|view|materialized view|function|procedure|type|schema|sequence)\b/, "drops what old code may use"],
  [/^alter table .*\bdrop (?!constraint|default|not null|expression|identity)/, "drops a column that old code may use"],
  [/^alter (table|view|function|type|schema|sequence|materialized view)\b.* rename\b/, "renames what old code may use"],
  [/^alter table .*\balter (column )?"?\w+"? (set data )?type\b/, "changes a type that old code reads and writes"],
  [/^alter table .*\bset not null\b/, "refuses rows that old code writes without the value"],
  [/^revoke\b/, "takes a right from old code"],
];
/** A new column that may not be null is for old code only where a default or the database fills it. */
const ADDED =
  /\badd (?:column )?(?:if not exists )?(?!constraint\b|check\b|primary\b|unique\b|foreign\b|exclude\b|value\b)"?\w+"? [^,]*/g;

/** By which comment above a statement the file says that the release before it does not use the thing any more. */
const EXCUSE = /^\s*--\s*Unused since \d+\.\d+\.\d+\b/m;

export interface BreakingStatement {
  readonly statement: string;
  readonly why: string;
}

export function findBreakingStatements(sql: string): readonly BreakingStatement[] {
  // Bodies of functions are not run by the migration; their semicolons end no statement.
  const found: BreakingStatement[] = [];
  const statements = sql
    .replaceAll(/(\$\w*\$)[\s\S]*?\1/g, "''")
    .split(";")
    .map((text) => ({ text, statement: text.replaceAll(/--.*$/gm, "").replaceAll(/\s+/g, " ").trim().toLowerCase() }));
  const made = listMade(statements.map(({ statement }) => statement));
  for (const { text, statement } of statements) {
    if (statement === "" || EXCUSE.test(text)) continue;
    if (!concernsMade(statement, made)) {
      for (const [pattern, why] of BREAKING) if (pattern.test(statement)) found.push({ statement, why });
    }
    if (!statement.startsWith("alter table")) continue;
    for (const [added] of statement.matchAll(ADDED)) {
      if (!/\bnot null\b/.test(added) || /\b(default|generated)\b/.test(added)) continue;
      found.push({ statement, why: "adds a column that old code does not fill, and that may not be null" });
    }
  }
  return found;
}

/** What the file makes itself and old code does not know: functions, and tables that it sets aside for others of the old name. */
interface Made {
  readonly functions: ReadonlySet<string>;
  /** From the old name, under which old code finds the new table, to the one that it does not know. */
  readonly aside: ReadonlyMap<string, string>;
}

function listMade(statements: readonly string[]): Made {
  const find = (pattern: RegExp) => statements.flatMap((statement) => pattern.exec(statement)?.[1] ?? []);
  const tables = new Set(find(/^create table (\w+)\b/));
  const aside = statements.flatMap((statement) => {
    const [, from, to] = /^alter table (\w+) rename to (\w+)$/.exec(statement) ?? [];
    return from !== undefined && to !== undefined && tables.has(from) ? [[from, to] as const] : [];
  });
  return { functions: new Set(find(/^create function (\w+)\b/)), aside: new Map(aside) };
}

function concernsMade(statement: string, { functions, aside }: Made): boolean {
  const [, of] = /^revoke execute on function (.+) from\b/.exec(statement) ?? [];
  if (of !== undefined) return [...of.matchAll(/(\w+)\(/g)].every(([, name]) => functions.has(name));
  return [...aside].some(
    ([from, to]) =>
      statement === `alter table ${from} rename to ${to}` ||
      new RegExp(`^revoke [\\w, ]+ on ${to} from\\b`).test(statement),
  );
}
