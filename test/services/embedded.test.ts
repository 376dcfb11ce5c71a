/** The embedded service as a process: what was acknowledged outlives it. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { killAllRibin, runRibin, startRibin } from "../support/ribin-process.ts";
import { enterPeople } from "../support/service-world.ts";
import { waitUntil } from "../support/wait-until.ts";

afterAll(() => killAllRibin());

test("a service that is killed in the middle finishes what it had acknowledged when it is started again", async () => {
  const environment = {
    RIBIN_DATA_DIR: await mkdtemp(join(tmpdir(), "ribin-embedded-")),
    RIBIN_PORT: "0",
    RIBIN_THREADS: "1",
  };
  const asTechnicianOf = await enterPeople(environment);
  const first = startRibin(["serve"], environment);
  const technician = await asTechnicianOf(String((await first.waitForLine("listening")).url));
  const ids = [await technician.upload(1, 1), await technician.upload(1, 2)];

  // One process at a time may hold the folder.
  await expect(runRibin(["migrate"], environment)).rejects.toThrow("CONFIGURATION_INVALID: RIBIN_DATA_DIR");

  await first.stop("SIGKILL");
  const second = startRibin(["serve"], environment);
  const url = String((await second.waitForLine("listening")).url);
  const client = (await asTechnicianOf(url)).client;
  const again = client.withToken(technician.client.token ?? "");
  await waitUntil(
    async () => {
      const stages = await Promise.all(
        ids.map(async (id) => (await again.get<{ stage: string }>(`/v1/acquisitions/${id}`)).stage),
      );
      return stages.every((stage) => stage === "verified");
    },
    90_000,
    300,
  );
  expect(await second.stop("SIGTERM")).toBe(0);
  expect(await runRibin(["jobs", "list"], environment)).toContain("No job has failed.");
}, 180_000);
