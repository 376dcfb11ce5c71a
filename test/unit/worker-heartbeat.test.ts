import { mkdtemp, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { startHeartbeat } from "../../workers/start-heartbeat.ts";
import { collectLog } from "../support/collect-log.ts";
import { waitUntil } from "../support/wait-until.ts";

test("the file is renewed while what is asked answers, and grows old when it does not", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "ribin-beat-")), "inner", "heartbeat");
  const { log, lines } = collectLog();
  let answers = true;
  const ask = async () => {
    if (!answers) throw new Error("the database is away");
  };
  const heartbeat = await startHeartbeat(file, ask, log, 10);
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(file, longAgo, longAgo);
  await waitUntil(async () => (await stat(file)).mtimeMs > longAgo.getTime() + 1_000);

  answers = false;
  await waitUntil(() => lines.length > 0);
  await utimes(file, longAgo, longAgo);
  await sleep(50);
  expect((await stat(file)).mtimeMs).toBeLessThan(longAgo.getTime() + 1_000);
  heartbeat.stop();
  expect(lines[0]).toMatchObject({ level: "warn" });
});
