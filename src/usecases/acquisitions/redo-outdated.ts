/** A newer preparation or method redoes what an older one left, little by little, behind what labs send in. */
import { createHash } from "node:crypto";
import { COMPARABLE_REGIONS, type Region } from "../../domain/vocabulary.ts";
import { causeOfMethod, causeOfPreparation, makeJobKey, type StepName } from "../../jobs/catalog.ts";
import {
  listOutdatedBullets,
  listUnprepared,
  listUnverified,
  type OutdatedAcquisition,
} from "../../repositories/acquisitions/outdated.ts";
import { countRedoing } from "../../repositories/jobs/job-counts.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import { BULLETS, listMethods, listPreparations, nameMethod } from "../analysis/find-method.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "../jobs/ask-for-job.ts";

/** So many acquisitions are under way at a time; few where others wait. */
const MOST_OPEN = 20;
const MOST_OPEN_BESIDE_OTHERS = 2;
const REQUEST_ID = "newer-version";

/**
 * Asks for the next acquisitions to be prepared or compared again: those that an older version of a preparation made ready, and
 * those with a candidate that the current methods have not compared. Older rows stay as history. Asking twice is asking once,
 * in any number of processes. Returns how many were asked for, and whether any are still under way.
 */
export async function redoOutdated(
  deps: Pick<Deps, "sql" | "clock" | "embedder">,
): Promise<{ asked: number; open: number }> {
  const { open, others } = await countRedoing(deps.sql);
  let room = (others > 0 ? MOST_OPEN_BESIDE_OTHERS : MOST_OPEN) - open;
  let asked = 0;
  for (const region of COMPARABLE_REGIONS) {
    for (const list of [listToPrepare, listToVerify, listBulletsToVerify]) {
      if (room <= 0) return { asked, open: open + asked };
      const { name, cause, acquisitions } = await list(deps, region, room);
      for (const acquisition of acquisitions) {
        await askForJob(deps.sql, name, acquisition, REQUEST_ID, deps.clock.now(), cause, "low");
      }
      asked += acquisitions.length;
      room -= acquisitions.length;
    }
  }
  return { asked, open: open + asked };
}

interface Outdated {
  readonly name: StepName;
  readonly cause: string;
  readonly acquisitions: readonly OutdatedAcquisition[];
}
type ListOutdated = (deps: Pick<Deps, "sql" | "embedder">, region: Region, limit: number) => Promise<Outdated>;

const listToPrepare: ListOutdated = async (deps, region, limit) => {
  const preparations = listPreparations(region);
  const versions = preparations.map((each) => `${each.preparation}@${each.preparationVersion}`);
  // What no model could describe is tried once more when there is another.
  const models = deps.embedder.models.filter((each) => each.regions.includes(region));
  versions.push(...models.map((each) => `${each.id}@${each.version}`));
  const cause = causeOfPreparation(nameVersions(region, versions));
  const filter = await describeFilter(deps, region, "extract-features", cause, limit);
  const acquisitions = filter === null ? [] : await listUnprepared(deps.sql, filter, preparations);
  return { name: "extract-features", cause, acquisitions };
};

const listToVerify: ListOutdated = async (deps, region, limit) => {
  const methods = listMethods(region).map(nameMethod);
  const cause = causeOfMethod(nameVersions(region, methods));
  const filter = await describeFilter(deps, region, "verify-candidates", cause, limit);
  const acquisitions = filter === null ? [] : await listUnverified(deps.sql, filter, methods);
  return { name: "verify-candidates", cause, acquisitions };
};

const listBulletsToVerify: ListOutdated = async (deps, region, limit) => {
  const cause = causeOfMethod(nameVersions(region, [nameMethod(BULLETS)]));
  const filter = region === "LEA" ? await describeFilter(deps, region, "verify-candidates", cause, limit) : null;
  const acquisitions = filter === null ? [] : await listOutdatedBullets(deps.sql, filter, BULLETS);
  return { name: "verify-candidates", cause, acquisitions };
};

async function describeFilter(
  { sql }: Pick<Deps, "sql">,
  region: Region,
  name: StepName,
  cause: string,
  limit: number,
) {
  const model = await findActiveModel(sql, region);
  if (model === null) return null;
  const [before = "", after = ""] = makeJobKey(name, ID_PLACE, cause).split(ID_PLACE);
  return { region, model, keyOf: { before, after }, limit };
}

const ID_PLACE = "<id>";

/** Short, and another one whenever any version is another. */
function nameVersions(region: Region, versions: readonly string[]): string {
  const hash = createHash("sha256").update(versions.join(" ")).digest("hex");
  return `${region}/${hash.slice(0, 16)}`;
}
