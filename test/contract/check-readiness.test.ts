import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import { openFilesystemStore } from "../../src/adapters/storage/filesystem-store.ts";
import { checkReadiness } from "../../src/check-readiness.ts";
import { collectLog } from "../support/collect-log.ts";
import { openTestSql } from "../support/test-sql.ts";

test("each part is asked, and the one that fails is named without its cause, which is logged", async () => {
  const { log, lines } = collectLog();
  const folder = await mkdtemp(join(tmpdir(), "ribin-ready-"));
  const sql = await openTestSql();
  const blobs = await openFilesystemStore(folder);
  const embedder = await openOnnxEmbedder();
  const queue = openInProcessQueue(log);
  const check = () => checkReadiness({ deps: { sql, blobs, embedder, log }, queue });
  const names = ["database", "blob store", "queue", "models"];

  expect(await check()).toEqual(names.map((name) => ({ name, ready: true })));
  expect(lines).toEqual([]);

  await sql.close();
  await rm(folder, { recursive: true });
  await queue.close(0);
  await embedder.close();
  const parts = await check();
  expect(parts.map(({ name, ready }) => ({ name, ready }))).toEqual([
    { name: "database", ready: false },
    { name: "blob store", ready: false },
    { name: "queue", ready: false },
    { name: "models", ready: true },
  ]);
  expect(parts[1]?.problem).toBe("The folder of the file store is gone.");
  expect(JSON.stringify(parts)).not.toContain(folder);
  expect(lines.map(({ message }) => message)).toEqual(Array(3).fill("a part is not ready"));
});
