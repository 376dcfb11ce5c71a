import { v7 as uuidv7 } from "uuid";
import { isOwnWay } from "../jobs/catalog.ts";
import type { SqlExecutor } from "../ports/sql.ts";
import type { Acquisition } from "../repositories/acquisitions.ts";
import { insertCandidates } from "../repositories/candidates.ts";
import { findFeature } from "../repositories/features.ts";
import { findNearest } from "../repositories/nearest-features.ts";
import { completeStep, type StepRun } from "./complete-step.ts";
import type { Deps } from "./deps.ts";

/**
 * Fourth arrow: the nearest vectors become candidates. Two acquisitions that are processed at once cannot miss each other: each
 * searches in a transaction that begins after its own vector was committed, so the later of the two searches sees both. A search
 * for a cause ends at once where there is no vector: there is none to come, or the acquisition's own search is still ahead.
 */
export async function searchCandidates(
  deps: Pick<Deps, "sql" | "clock" | "embedder" | "limits">,
  run: StepRun,
): Promise<void> {
  const { acquisition } = run;
  const model = deps.embedder.models.find((each) => each.regions.includes(acquisition.region));
  await completeStep(deps, run, async (tx, at) => {
    const described = model !== undefined && (await findFeature(tx, acquisition.id, model)) !== null;
    const ownWay = isOwnWay(run.cause);
    if (!ownWay && !described) return null;
    const found = model === undefined ? null : await search(tx, acquisition, model, deps.limits.candidatesVerified, at);
    // Its stage says what is wrong with it; the retry of what failed goes on with the new candidates.
    if (!ownWay && acquisition.stage === "failed") return null;
    return {
      change: { stage: "searched", note: acquisition.stageNote },
      action: "acquisition.searched",
      detail: {
        ...found,
        ...(run.cause === null ? {} : { cause: run.cause }),
        model: model ? `${model.id}@${model.version}` : null,
      },
    };
  });
}

async function search(
  tx: SqlExecutor,
  acquisition: Acquisition,
  model: { id: string; version: string },
  limit: number,
  now: Date,
): Promise<{ found: number; added: number }> {
  if ((await findFeature(tx, acquisition.id, model)) === null) return { found: 0, added: 0 };
  const query = { acquisitionId: acquisition.id, model, limit, now };
  const neighbours = await findNearest(tx, query);
  const candidates = neighbours.map((neighbour) => {
    const own = { id: acquisition.id, state: acquisition.ownerState };
    const other = { id: neighbour.acquisitionId, state: neighbour.ownerState };
    const [a, b] = own.id < other.id ? [own, other] : [other, own];
    return {
      id: uuidv7(),
      acquisitionA: a.id,
      acquisitionB: b.id,
      stateA: a.state,
      stateB: b.state,
      modelId: model.id,
      modelVersion: model.version,
      similarity: neighbour.similarity,
      createdAt: now,
    };
  });
  return { found: candidates.length, added: await insertCandidates(tx, candidates) };
}
