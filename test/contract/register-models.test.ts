import { expect, test } from "@jest/globals";
import { systemClock } from "../../src/ports/clock.ts";
import { registerModels } from "../../src/usecases/models/register-models.ts";
import { collectLog } from "../support/collect-log.ts";
import { describeEachSql } from "../support/test-sql.ts";

describeEachSql("the registration of models", (getSql) => {
  test("by several processes that start at once on a fresh database is made once", async () => {
    const model = { id: "of-the-test", version: "1", regions: ["BreechFace", "FiringPinImpression"] };
    const embedder = { models: [model], embed: () => Promise.reject(new Error("not asked")), close: async () => {} };
    const { log, lines } = collectLog();
    const deps = { sql: getSql(), clock: systemClock, embedder, log } as unknown as Parameters<
      typeof registerModels
    >[0];
    await Promise.all(Array.from({ length: 6 }, () => registerModels(deps)));
    expect(lines.map(({ fields }) => (fields as { region: string }).region).sort()).toEqual(model.regions);
    const { rows } = await getSql().query("select region, state from search_models order by region", []);
    expect(rows).toEqual(model.regions.map((region) => ({ region, state: "active" })));
  });
});
