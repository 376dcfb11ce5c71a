/** Back to any moment, by PostgreSQL's own log: the settings of docs/operations.md on a server of its own. */
import { readFileSync } from "node:fs";
import { appendFile, chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, test } from "@jest/globals";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { SYSTEM_ACTOR } from "../../src/domain/context.ts";
import { PROGRAM } from "../../src/ports/asker.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";
import { insertAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { chainAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { verifyAudit } from "../../src/usecases/audit/verify-audit.ts";
import { findFreePort, findPostgresPrograms } from "../support/own-postgres.ts";
import { waitUntil } from "../support/wait-until.ts";

const programs = await findPostgresPrograms();
const describeOnServer = programs ? describe : describe.skip;

/** The block of settings under a heading of the documentation, with the folder of the log in its place. */
function readSettings(after: string, archive: string): string {
  const text = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
  const block = text.slice(text.indexOf(after)).match(/\n\n((?: {4}.*\n)+)/)?.[1];
  if (block === undefined) throw new Error(`The documentation has no settings after "${after}".`);
  return block.replaceAll(/^ {4}/gm, "").replaceAll("/backup/wal", archive);
}

describeOnServer("a database with its log kept", () => {
  let folder = "";
  const running = new Set<string>();
  afterAll(async () => {
    for (const data of running) await programs?.call("pg_ctl", "-D", data, "-s", "-m", "immediate", "stop");
    await rm(folder, { recursive: true, force: true });
  });

  async function start(data: string, port: number): Promise<OwnerSql> {
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
    await programs?.call("pg_ctl", "-D", data, "-s", "-w", "-l", join(data, "server.log"), "-o", options, "start");
    running.add(data);
    return openPostgres(`postgres://ribin@127.0.0.1:${port}/postgres`, { poolSize: 2 });
  }
  const stop = async (data: string) => {
    await programs?.call("pg_ctl", "-D", data, "-s", "-m", "immediate", "stop");
    running.delete(data);
  };

  test("comes back as it was at a moment, with its audit trail whole", async () => {
    folder = await mkdtemp(join(tmpdir(), "ribin-wal-"));
    await chmod(folder, 0o755);
    const [data, base, archive, port] = [
      join(folder, "data"),
      join(folder, "base"),
      join(folder, "wal"),
      await findFreePort(),
    ];
    for (const path of [data, base, archive]) await programs?.makeFolder(path);
    await programs?.call(
      "initdb",
      "-D",
      data,
      "-U",
      "ribin",
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      "--no-sync",
    );
    await appendFile(
      join(data, "postgresql.conf"),
      `\n${readSettings("On the server that is to be backed up", archive)}`,
    );
    const sql = await start(data, port);
    await migrate(sql);
    const deps = { sql: sql.under(() => PROGRAM), clock: { now: () => new Date() } };
    const record = async (targetId: string) => {
      await deps.sql.transaction((tx) =>
        insertAuditEvent(
          tx,
          { actor: SYSTEM_ACTOR, requestId: "test" },
          { at: new Date(), action: "backup.created", targetKind: "backup", targetId, ownerStates: [] },
        ),
      );
      await chainAuditEvents(deps);
    };
    await record("before the copy");
    await programs?.call(
      "pg_basebackup",
      "-d",
      `postgres://ribin@127.0.0.1:${port}/postgres`,
      "-D",
      base,
      "--checkpoint=fast",
      "--no-sync",
    );
    await record("after the copy");
    const { rows } = await sql.query("select clock_timestamp()::text as moment");
    await setTimeout(50);
    await record("the mistake");
    const { rows: ended } = await sql.query("select pg_walfile_name(pg_switch_wal()) as name");
    await waitUntil(async () => {
      const found = await sql.query("select last_archived_wal >= $1 as kept from pg_stat_archiver", [ended[0]?.name]);
      return found.rows[0]?.kept === true;
    }, 30_000);
    await sql.close();
    await stop(data);

    const settings = readSettings("In the copy that is to be brought to a moment", archive);
    await appendFile(
      join(base, "postgresql.auto.conf"),
      settings.replace(/recovery_target_time = .*/, `recovery_target_time = '${rows[0]?.moment}'`),
    );
    await writeFile(join(base, "recovery.signal"), "");
    const restored = await start(base, port);
    await waitUntil(
      async () => (await restored.query("select pg_is_in_recovery() as going")).rows[0]?.going === false,
      30_000,
    );
    const asProgram = { sql: restored.under(() => PROGRAM) };
    const { rows: events } = await asProgram.sql.query(
      "select target_id from audit_events where action = 'backup.created' order by seq",
      [],
    );
    expect(events.map((row) => row.target_id)).toEqual(["before the copy", "after the copy"]);
    expect(await verifyAudit(asProgram)).toMatchObject({ whole: true, records: 2, waiting: 0 });
    await restored.close();
    await stop(base);
  }, 120_000);
});
