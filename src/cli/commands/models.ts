import { composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { regionSchema } from "../../domain/vocabulary.ts";
import { dropModel } from "../../usecases/models/drop-model.ts";
import { listModels } from "../../usecases/models/list-models.ts";
import { registerModels } from "../../usecases/models/register-models.ts";
import { type ModelInput, switchModel } from "../../usecases/models/switch-model.ts";
import type { Command } from "../command.ts";
import { formatTable, writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin models list [--json]
       ribin models switch REGION ID@VERSION
       ribin models drop REGION ID@VERSION

Lists the search models of each region and how far each is; puts one in the place of the one that is searched (where it has described
everything, else workers fill it first); or deletes the vectors of a retired one, behind everything else. On the database that the
settings name.
`;

export const modelsCommand: Command = {
  name: "models",
  usage: USAGE,
  options: { json: { type: "boolean" } },
  positionals: { min: 1, max: 3 },
  async run({ options, positionals, output }) {
    const [verb, ...rest] = positionals;
    const change = verb === "switch" || verb === "drop" ? readModel(rest) : null;
    if (change === null && !(verb === "list" && rest.length === 0)) {
      throw new RibinError("USAGE", "ribin models knows: list, switch REGION ID@VERSION, and drop REGION ID@VERSION.");
    }
    const context = { actor: SYSTEM_ACTOR, requestId: "cli" };
    const service = await composeService(loadConfig());
    try {
      await registerModels(service.deps);
      if (change !== null && verb === "drop") {
        await dropModel(service.deps, context, change);
        output.stdout.write("Its vectors will be deleted by workers, behind everything else.\n");
      } else if (change !== null) {
        const state = await switchModel(service.deps, context, change);
        output.stdout.write(
          state === "active" ? "It is searched now.\n" : "It is being filled, and takes over then.\n",
        );
      } else {
        const items = await listModels(service.deps, context);
        const rows = items.map(({ region, id, version, state, described, refused, missing }) => [
          region,
          `${id}@${version}`,
          state,
          described,
          refused,
          missing,
        ]);
        writeResult(output, options.json === true, items, () =>
          formatTable(["region", "model", "state", "described", "refused", "missing"], rows),
        );
      }
    } finally {
      await service.close();
    }
  },
};

function readModel([region, model]: readonly string[]): ModelInput | null {
  const parsed = regionSchema.safeParse(region);
  const [, id, version] = /^([^@]+)@([^@]+)$/.exec(model ?? "") ?? [];
  if (id === undefined || version === undefined) return null;
  if (!parsed.success) throw new RibinError("USAGE", `"${region}" is not a region.`);
  return { region: parsed.data, id, version };
}
