import type { Region } from "../../domain/vocabulary.ts";
import type { EmbedderModel } from "../../ports/embedder.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Acquisition, lockAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { deleteFeatures } from "../../repositories/acquisitions/features.ts";
import { findDrawnOutlines, type OutlineVersion } from "../../repositories/acquisitions/outlines.ts";
import { deleteSweepRecord } from "../../repositories/correlation/sweep-records.ts";
import { findExhibit } from "../../repositories/evidence/exhibits.ts";
import { listModelsOf } from "../../repositories/search/search-models.ts";
import type { PreparedEvidence } from "../analysis/tasks.ts";
import { keepSweepRecord, type MadeSweepRecord, makeSweepRecord } from "../correlation/make-sweep-record.ts";
import type { Deps } from "../deps.ts";
import { completeStep, type StepEnd, type StepRun } from "../jobs/complete-step.ts";
import { describeUnsuitable } from "./assess-quality.ts";
import { makePreparedKey, makePreviewKey } from "./blob-keys.ts";
import { type DescribedMark, type Description, describeMark, keepDescription } from "./describe-mark.ts";
import { keepSegmentation, toSegmentation } from "./keep-segmentation.ts";
import { readAcquiredFile } from "./read-acquired-file.ts";

type Needs = Pick<Deps, "sql" | "clock" | "blobs" | "pool" | "embedder">;
type Prepared = Extract<PreparedEvidence, { prepared: true }>;

/** Why there is nothing to search by, in words; `asksPerson` where a person's outlines would make something. */
interface Undescribed {
  readonly note: string;
  readonly asksPerson: boolean;
}
type Described = Undescribed | { readonly note: null; readonly prepared: Prepared };

/**
 * Third arrow: the outlines, the prepared mark, its picture and its search vectors, one a model that is in use. An acquisition
 * that cannot be prepared or described says why in its note, has its picture all the same, and goes on without a vector; one whose
 * outline the method is not sure of waits for a person's.
 */
export async function extractFeatures(deps: Needs, run: StepRun): Promise<void> {
  const { acquisition } = run;
  const drawn = await findDrawnOutlines(deps.sql, acquisition.id);
  const exhibit = await findExhibit(deps.sql, acquisition.exhibitId);
  const evidence = await deps.pool.runTask("prepareEvidence", {
    ...(await readAcquiredFile(deps, acquisition)),
    negativeCast: exhibit?.castPolarity === "negative",
    outlines: drawn === null ? null : toSegmentation(drawn),
  });
  const previewKey = makePreviewKey(acquisition.id);
  await deps.blobs.putBlob(previewKey, evidence.preview, acquisition.ownerState);
  await run.reportProgress(0.5);
  const prepared = judgePrepared(acquisition, evidence);
  const descriptions: Description[] = [];
  let sweep: MadeSweepRecord | null = null;
  if (prepared.note === null) {
    const { mark, markSha256 } = prepared.prepared;
    await deps.blobs.putBlob(makePreparedKey(acquisition.id, markSha256), mark, acquisition.ownerState);
    sweep = await makeSweepRecord(deps, acquisition.region, async () => mark);
    for (const model of await listModelsInUse(deps, acquisition.region)) {
      descriptions.push(await describeMark(deps, acquisition.region, model, async () => mark));
    }
  }
  await completeStep(deps, run, async (tx, at) => {
    const held = await lockAcquisition(tx, acquisition.id);
    // A person drew others meanwhile: theirs have a job of their own, and these must not come after them.
    if (held === null || held.correctedOutline !== (drawn?.version ?? 0)) return null;
    const outlines = drawn ?? (await keepSegmentation(tx, acquisition, evidence.segmentation, at));
    const { change, ...end } =
      prepared.note === null
        ? await keepMark(tx, acquisition, { prepared: prepared.prepared, descriptions, sweep }, outlines, at)
        : await keepNothing(tx, acquisition, prepared);
    return { ...end, change: { ...change, previewKey } };
  });
}

async function keepNothing(tx: SqlExecutor, acquisition: Acquisition, { note, asksPerson }: Undescribed) {
  await deleteFeatures(tx, acquisition.id);
  await deleteSweepRecord(tx, acquisition.id);
  if (!asksPerson) {
    return {
      change: { stage: "features_extracted", note },
      action: "acquisition.features_extracted",
      detail: { features: 0 },
    } satisfies StepEnd;
  }
  return {
    change: { stage: "outline_needed", note },
    action: "acquisition.outline_needed",
    detail: {},
    waits: true,
  } satisfies StepEnd;
}

async function keepMark(
  tx: SqlExecutor,
  acquisition: Acquisition,
  made: {
    readonly prepared: Prepared;
    readonly descriptions: readonly Description[];
    readonly sweep: MadeSweepRecord | null;
  },
  outlines: OutlineVersion | null,
  at: Date,
): Promise<StepEnd> {
  const { prepared, descriptions, sweep } = made;
  const { preparation, preparationVersion } = prepared;
  const mark: DescribedMark = {
    acquisitionId: acquisition.id,
    ownerState: acquisition.ownerState,
    region: acquisition.region,
    preparation,
    preparationVersion,
    preparedKey: makePreparedKey(acquisition.id, prepared.markSha256),
    preparedSha256: prepared.markSha256,
    outlineVersion: outlines?.version ?? 0,
  };
  // What is written is in the place of every older mark's; where nothing is, that must go all the same.
  if (descriptions.every(({ gap }) => gap !== null)) await deleteFeatures(tx, acquisition.id);
  for (const description of descriptions) await keepDescription(tx, mark, description, at);
  if (sweep !== null) await keepSweepRecord(tx, mark, sweep, at);
  const names = descriptions.filter(({ gap }) => gap === null).map(({ model }) => `${model.id}@${model.version}`);
  return {
    change: { stage: "features_extracted", note: describeGap(acquisition.region, descriptions) },
    action: "acquisition.features_extracted",
    detail: {
      features: names.length,
      ...(names.length === 0 ? {} : { model: names.join(" ") }),
      preparation: `${preparation}@${preparationVersion}`,
      outlines: outlines?.version ?? null,
    },
  };
}

/** Why the mark, though it is prepared, cannot be searched; null where a model describes it. */
function describeGap(region: Region, descriptions: readonly Description[]): string | null {
  const described = descriptions.some(({ gap }) => gap === null);
  if (described) return null;
  const [gap] = descriptions.flatMap((each) => each.gap ?? []);
  const { code, reason } = gap ?? {
    code: "REGION_UNSUPPORTED",
    reason: `No model describes marks of the region ${region}.`,
  };
  return `Not searchable: ${code}: ${reason}`;
}

function judgePrepared(acquisition: Acquisition, evidence: PreparedEvidence): Described {
  const unsuitable = describeUnsuitable(acquisition.quality);
  if (unsuitable !== null) return { note: unsuitable, asksPerson: false };
  if (!evidence.prepared) return { note: evidence.reason, asksPerson: evidence.outlineNeeded };
  return { note: null, prepared: evidence };
}

/**
 * Those that are loaded here, but for one that another took the place of: its vectors may be dropped. A worker that knows no other
 * describes by that one all the same: the mark is known then, and one that knows the other describes it too.
 */
async function listModelsInUse(deps: Needs, region: Region): Promise<readonly EmbedderModel[]> {
  const known = await listModelsOf(deps.sql, region);
  const loaded = deps.embedder.models.filter((model) => model.regions.includes(region));
  const inUse = loaded.filter(
    (model) =>
      !known.some(({ id, version, state }) => id === model.id && version === model.version && state === "retired"),
  );
  return inUse.length > 0 ? inUse : loaded;
}
