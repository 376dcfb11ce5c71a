import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadConfig } from "../../config.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { type RunningServer, startServer } from "../../start-server.ts";
import { createOperatorAccount } from "../../usecases/people/create-operator-account.ts";
import { type Command, readNumber, readText } from "../command.ts";
import { readDemoEvidence, simulateDemoEvidence } from "../demo/demo-evidence.ts";
import { makePassword } from "../demo/demo-people.ts";
import { type Credentials, signInAs } from "../demo/hire-person.ts";
import { runDemo } from "../demo/run-demo.ts";
import { createHttpClient } from "../http-client.ts";

const USAGE = `
Usage: ribin demo [--data DIR] [--seed N] [--out DIR] [--keep] [--json]

Runs the whole main job on the embedded default: exhibits of six states go in through the HTTP API, candidates come out, two
stand-in examiners review and verify them, and the hit report is written.

  --data DIR   real evidence: a folder with labels.csv (without it, simulated evidence)
  --seed N     another deal, other angles, other simulated firearms (default 1)
  --out DIR    where the hit report goes (default demo-output)
  --keep       keep serving afterwards, and print how to sign in; Ctrl-C ends it
  --json       print the result as JSON (docs/cli.md has the members)
`;

export const demoCommand: Command = {
  name: "demo",
  usage: USAGE,
  options: {
    data: { type: "string" },
    seed: { type: "string" },
    out: { type: "string" },
    keep: { type: "boolean" },
    json: { type: "boolean" },
  },
  positionals: { min: 0, max: 0 },
  async run({ options, output }) {
    const seed = readNumber(options, "seed", { min: 0, max: 1_000_000, integer: true }) ?? 1;
    const data = readText(options, "data");
    const out = resolve(readText(options, "out") ?? "demo-output");
    // Read and made before anything is started: a wrong folder is told at once.
    const exhibits = data === undefined ? simulateDemoEvidence(seed) : await readDemoEvidence(data, seed);
    await mkdir(out, { recursive: true });
    const json = options.json === true;
    const tell = (line: string) => (json ? output.stderr : output.stdout).write(`${line}\n`);
    const folder = await mkdtemp(join(tmpdir(), "ribin-demo-"));
    const interrupt = () => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    };
    process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
    let server: RunningServer | null = null;
    try {
      server = await startEmbedded(folder);
      const coordinator = await makeCoordinator(server);
      const regional = await signInAs(createHttpClient(server.url), coordinator);
      tell(`RIBIN core at ${server.url}, embedded, data in ${folder}\n`);
      const result = await runDemo(regional, exhibits, out, output, tell);
      tell(
        `\n   ${result.seconds.total.toFixed(1)} s: people ${result.seconds.people} s, evidence ${result.seconds.evidence} s, decisions ${result.seconds.decisions} s`,
      );
      if (json) output.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
      process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
      if (options.keep === true) await keepServing(server, coordinator, tell);
    } finally {
      await server?.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** The demonstration never touches the data or the servers that the environment names. */
function startEmbedded(dataDir: string): Promise<RunningServer> {
  const config = loadConfig({
    RIBIN_DATA_DIR: dataDir,
    RIBIN_HOST: "127.0.0.1",
    RIBIN_PORT: "0",
    RIBIN_LOG_LEVEL: "error",
    // Dozens of people sign in and hundreds of files come from one address within seconds.
    RIBIN_SIGN_INS_PER_MINUTE: "1000",
    RIBIN_REQUESTS_PER_MINUTE: "100000",
    RIBIN_TOKEN_REQUESTS_PER_MINUTE: "100000",
    RIBIN_STATE_REQUESTS_PER_MINUTE: "100000",
    RIBIN_MAX_STREAMS: "200",
    // The client simulates its scans in this very process: the event loop is not late because of too many requests.
    RIBIN_MAX_EVENT_LOOP_DELAY_MS: "0",
  });
  return startServer(config);
}

async function makeCoordinator(server: RunningServer): Promise<Credentials> {
  const credentials = { email: "coordinator@ribin.example", password: makePassword() };
  await createOperatorAccount(
    server.service.deps,
    { actor: SYSTEM_ACTOR, requestId: "demo" },
    { ...credentials, state: "TT", labId: null, name: "Regional coordinator", roles: ["regional_coordinator"] },
  );
  return credentials;
}

function keepServing(server: RunningServer, coordinator: Credentials, tell: (line: string) => void): Promise<void> {
  tell(
    `\nStill serving: ${server.url}/docs, sign in as ${coordinator.email} with ${coordinator.password}; Ctrl-C ends it.`,
  );
  return new Promise((end) => {
    process.once("SIGINT", () => end());
    process.once("SIGTERM", () => end());
  });
}
