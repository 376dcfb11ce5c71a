import { constants, setPriority } from "node:os";
import { type ComposedService, composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { STATE_CODES } from "../../domain/vocabulary.ts";
import { listStoreKeys } from "../../usecases/keys/list-store-keys.ts";
import { resealFiles, type Sealing } from "../../usecases/keys/reseal-files.ts";
import { rotateStoreKeys } from "../../usecases/keys/rotate-store-keys.ts";
import { type Command, type Invocation, readChoice } from "../command.ts";
import { formatTable, writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin keys list [--json]
       ribin keys rotate [--state CODE] [--json]
       ribin keys reseal [--json]

The keys under which stored files are sealed (docs/security.md, Files at rest), on the database and the store that the settings name.
"rotate" makes a new key for each state, or for one, and brings every file under it; "reseal" brings every file under the newest key
that there is, files of before encryption too, and wraps the keys by the first of RIBIN_STORE_KEYS: run it after that was changed, and where
"rotate" was broken off. Both work behind everything else, while the service runs.
`;

const CONTEXT = { actor: SYSTEM_ACTOR, requestId: "cli" };
const TOLD_EVERY = 1_000;

export const keysCommand: Command = {
  name: "keys",
  usage: USAGE,
  options: { state: { type: "string" }, json: { type: "boolean" } },
  positionals: { min: 1, max: 1 },
  async run(invocation) {
    const [verb] = invocation.positionals;
    const state = readChoice(invocation.options, "state", STATE_CODES) ?? null;
    if (verb === "list") return withSealing((service) => list(service, invocation));
    if (verb !== "rotate" && verb !== "reseal") {
      throw new RibinError("USAGE", "ribin keys knows: list, rotate and reseal.");
    }
    if (state !== null && verb === "reseal") throw new RibinError("USAGE", "--state is for rotate.");
    // Others come first, on this machine too.
    setPriority(constants.priority.PRIORITY_LOW);
    return withSealing(async ({ deps }, sealing) => {
      const renewed = verb === "rotate" ? await rotateStoreKeys(deps, CONTEXT, sealing.keys, state) : [];
      const { stderr } = invocation.output;
      const files = await resealFiles(deps, CONTEXT, sealing, (looked) => {
        if (looked % TOLD_EVERY === 0) stderr.write(`${looked} files looked at\n`);
      });
      const result = { renewed: renewed.map((owner) => owner ?? "region"), ...files };
      writeResult(invocation.output, invocation.options.json === true, result, () =>
        [
          ...(renewed.length === 0 ? [] : [`New keys: ${result.renewed.join(", ")}.`]),
          `${files.looked} files: ${files.resealed} resealed, ${files.sealed} sealed for the first time, ${files.purged} of purges deleted.`,
          `${files.rewrapped} keys wrapped by the operator's newest key.`,
          ...(files.leftPlain === 0
            ? []
            : [`${files.leftPlain} are on their way and not sealed: run it again tomorrow.`]),
        ].join("\n"),
      );
    });
  },
};

async function list({ deps }: ComposedService, { options, output }: Invocation): Promise<void> {
  const keys = (await listStoreKeys(deps)).map(({ id, ownerState, wrappedBy, createdAt }) => ({
    id,
    of: ownerState ?? "region",
    wrappedBy,
    createdAt: createdAt.toISOString(),
  }));
  writeResult(output, options.json === true, keys, () =>
    formatTable(
      ["key", "of", "wrapped by", "made"],
      keys.map(({ id, of, wrappedBy, createdAt }) => [id, of, wrappedBy, createdAt]),
    ),
  );
}

async function withSealing(work: (service: ComposedService, sealing: Sealing) => Promise<void>): Promise<void> {
  const service = await composeService(loadConfig());
  try {
    const { sealing } = service.store;
    if (sealing === null)
      throw new RibinError("CONFIGURATION_INVALID", "RIBIN_STORE_ENCRYPTION is off: there are no keys.");
    await work(service, sealing);
  } finally {
    await service.close();
  }
}
