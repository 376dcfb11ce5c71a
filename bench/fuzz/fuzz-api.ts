/** The real API with its database, asked by its own description as several roles of several states. */
import { createRandom } from "../../src/analysis/random.ts";
import { makeKnownWorld } from "../../test/http/support/known-world.ts";
import { openTestApp } from "../../test/http/support/open-test-app.ts";
import { openAttackers } from "../../test/support/fuzz/attack-api.ts";
import { readCorpus } from "../../test/support/fuzz/corpus.ts";
import { listOperations, makeRequest } from "../../test/support/fuzz/describe-requests.ts";
import { tell } from "../support/bench.ts";
import { type FuzzRun, saveInput } from "./fuzz-files.ts";
import { watchPeakMemory } from "./peak-memory.ts";

export async function fuzzApi(given: { seed: number; inputs: number; seconds: number }): Promise<FuzzRun> {
  const api = await openTestApp({ config: { requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000 } });
  const made = await makeKnownWorld(api);
  const attackers = openAttackers(api, made);
  const operations = listOperations((await api.app.inject({ url: "/openapi.json" })).json());
  const files = [...readCorpus("x3p"), ...readCorpus("image"), ...readCorpus("xml")].map(({ bytes }) => bytes);
  const random = createRandom(given.seed);
  const memory = watchPeakMemory();
  const faults = new Map<string, string>();
  const outcomes: Record<string, number> = {};
  const begun = Date.now();
  let [inputs, slowestMs] = [0, 0];
  for (; inputs < given.inputs && Date.now() - begun < given.seconds * 1_000; inputs++) {
    const request = makeRequest(random, { operations, who: attackers.who, known: attackers.known, files });
    const { outcome, ms, fault } = await attackers.send(request);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    slowestMs = Math.max(slowestMs, ms);
    if (fault === null || faults.has(fault)) continue;
    const path = saveInput("faults", "api", {
      name: "request.json",
      bytes: Buffer.from(JSON.stringify(request, null, 1)),
    });
    const cause = api.lines.filter(({ level }) => level === "error").at(-1);
    faults.set(fault, `${fault} (${path})`);
    tell(`api: ${fault} ${path} ${JSON.stringify(cause?.fields ?? {}).slice(0, 600)}`);
  }
  const seconds = (Date.now() - begun) / 1_000;
  await api.close();
  return {
    target: "api",
    inputs,
    seconds,
    faults: [...faults.values()],
    slowestMs,
    peakBytes: memory.stop(),
    outcomes,
    kept: 0,
  };
}
