/**
 * Statements that the embedded database keeps by name: parsing and planning a short query under policies takes five times as long as
 * running it, and the driver does both each time. PostgreSQL itself decides when a plan is good for any values.
 */
import { type PGlite, parse, protocol, type Results, type Transaction } from "@electric-sql/pglite";
import { isPlannedAnew } from "./planned-anew.ts";

/** Statements kept at once; the one that was not asked for longest makes room. */
const MOST = 400;
/** A statement is made anew after so many uses, since tables grow and nothing here analyses them. */
const USES = 200;
/** What changes tables may change what a kept statement gives. */
const CHANGES_TABLES = /\b(?:create|alter|drop)\b/i;

interface Kept {
  /** Null until it is asked for a second time. */
  readonly name: string | null;
  readonly types: readonly number[];
  readonly fields: Message[];
  uses: number;
}
type Message = Awaited<ReturnType<PGlite["execProtocolStream"]>>[number];

export interface PgliteStatements {
  /** Runs one statement on the database or in its open transaction; `role` is who asks, for a plan is of one role. */
  run(on: PGlite | Transaction, role: string, text: string, values: readonly unknown[]): Promise<Results>;
  /** To be told of every text that is run beside these. */
  notice(text: string): void;
}

/** Not for two uses at once: the caller lets them take turns. */
export function keepStatements(db: PGlite): PgliteStatements {
  const kept = new Map<string, Kept>();
  let leaving: string[] = [];
  let made = 0;
  const send = (...messages: Uint8Array[]) =>
    db.runExclusive(() => db.execProtocolStream(Buffer.concat(messages), { syncToFs: false }));
  const leave = (key: string, { name }: Kept) => {
    kept.delete(key);
    if (name !== null) leaving.push(name);
  };

  const make = async (text: string): Promise<Kept> => {
    made += 1;
    const name = `kept_${made}`;
    const closing = leaving.map((one) => protocol.serialize.close({ type: "S", name: one }));
    const messages = await send(
      ...closing,
      protocol.serialize.parse({ name, text }),
      protocol.serialize.describe({ type: "S", name }),
      protocol.serialize.sync(),
    );
    leaving = [];
    const fields = messages.filter((message) => message.name === "rowDescription");
    return { name, types: parse.parseDescribeStatementResults(messages), fields, uses: 0 };
  };
  const find = async (key: string, text: string): Promise<Kept | null> => {
    const known = kept.get(key);
    if (known === undefined) {
      kept.set(key, { name: null, types: [], fields: [], uses: 0 });
      const [oldest] = kept;
      if (kept.size > MOST && oldest !== undefined) leave(...oldest);
      return null;
    }
    const fresh = known.name !== null && known.uses < USES;
    if (!fresh) leave(key, known);
    const statement = fresh ? known : await make(text);
    // Again at the end of the line.
    kept.delete(key);
    kept.set(key, statement);
    return statement;
  };
  const notice = (text: string) => {
    if (CHANGES_TABLES.test(text)) for (const [key, statement] of [...kept]) leave(key, statement);
  };

  return {
    notice,
    async run(on, role, text, values) {
      notice(text);
      const statement = isPlannedAnew(text) ? null : await find(`${role} ${text}`, text);
      if (statement === null) return on.query(text, [...values]);
      statement.uses += 1;
      const bound = values.map((value, at) => writeValue(db, statement.types[at], value));
      const messages = await send(
        protocol.serialize.bind({ statement: statement.name ?? "", values: bound }),
        protocol.serialize.execute({}),
        protocol.serialize.sync(),
      );
      if (on === db) await db.syncToFs();
      const [result] = parse.parseResults([...statement.fields, ...messages], db.parsers);
      return result ?? { rows: [], fields: [] };
    },
  };
}

function writeValue(db: PGlite, type: number | undefined, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return type !== undefined && type in db.serializers ? db.serializers[type](value) : String(value);
}
