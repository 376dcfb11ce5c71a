/**
 * From the upload of an X3P file to its ranked and verified list of candidates, over HTTP, in a region with a large file. Needs
 * PostgreSQL and a gallery whose vectors are of the model in use.
 *   npm run bench -- arrival --folder DIR [--count 100000] [--uploads 40] [--datasets DIR]
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import { openFilesystemStore } from "../src/adapters/storage/filesystem-store.ts";
import { BREECH_FACE_CELLS } from "../src/analysis/compare/cell-method.ts";
import { encodePreparedMark } from "../src/analysis/compare/prepared-mark-codec.ts";
import { computeWilsonInterval } from "../src/analysis/evaluate/intervals.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { createRandom } from "../src/analysis/random.ts";
import { simulateBreechFaceFiring } from "../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../src/analysis/simulate/firearm.ts";
import { AREAL_SWEEP } from "../src/analysis/sweep/sweep-method.ts";
import { writeX3p } from "../src/analysis/x3p/write-x3p.ts";
import { readStudies } from "../src/cli/evaluate/prepare-study.ts";
import { followAcquisition } from "../src/cli/follow-acquisition.ts";
import type { HttpClient } from "../src/cli/http-client.ts";
import type { Sql } from "../src/ports/sql.ts";
import type { SearchSpace } from "../src/repositories/search/search-spaces.ts";
import { createGallery } from "./gallery/gallery-mark.ts";
import { readVectors, VECTOR_LENGTH } from "./gallery/gallery-store.ts";
import { createSweepMaker, findFaceModel, nameVectors, toSource } from "./gallery/record-makers.ts";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";
import { enterStaff, openServiceLab, type ServiceLab, type Technician } from "./support/service-lab.ts";
import { startService } from "./support/service-process.ts";
import { buildIndex, fillLabs, fillRecords, fillVectors } from "./vectors/fill-database.ts";

/** Prepared marks that are stored, and their records for the second net; the acquisitions of the file share them. */
const STORED = 2_000;
const RECORDS_AT_ONCE = 250;

/** A scan to upload; those of one source are mates. */
interface Scan {
  readonly source: string;
  load(): Promise<Uint8Array>;
}

interface Arrival {
  readonly seconds: number;
  /** Of the first mate in the list of candidates; null where none was uploaded before, 0 where none is in the list. */
  readonly rank: number | null;
}

export async function measureArrival(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["folder", "count", "uploads", "datasets"]);
  const folder = options.require("folder", "the folder that keeps the gallery");
  const count = options.readNumber("count", 100_000);
  const datasets = options.readText("datasets");
  const scans = await listScans(datasets, options.readNumber("uploads", 40));
  const lab = await openServiceLab();
  try {
    await enrolGallery(lab, folder, count);
    const server = startService("serve", lab.environment);
    try {
      const url = String((await server.waitForLine("listening")).url);
      const { technician, examiner } = await enterStaff(lab, url);
      const arrivals = await uploadAll(lab, { technician, examiner }, scans);
      return describe(arrivals, await readSteps(lab), count, datasets !== undefined);
    } finally {
      await server.stop();
    }
  } finally {
    await lab.drop();
  }
}

/** Scans of the two studies, in an order of chance; or simulated firings, two a firearm. */
async function listScans(datasets: string | undefined, uploads: number): Promise<Scan[]> {
  if (datasets === undefined) {
    return Array.from({ length: uploads }, (_, i) => {
      const firearm = 1 + (i % Math.ceil(uploads / 2));
      const fire = () => simulateBreechFaceFiring(simulateFirearm(firearm), i);
      return { source: String(firearm), load: async () => writeX3p(fire(), { creator: "bench" }) };
    });
  }
  const files = await readStudies(["fadul", "weller"].map((study) => join(datasets, "breech-face", study)));
  const random = createRandom(11);
  const drawn = files
    .map((file) => ({ file, place: random.uniform() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, uploads);
  return drawn.map(({ file }) => ({
    source: file.label.firearm,
    load: () => readFile(join(file.folder, file.label.file)),
  }));
}

/** The gallery as the region's file: its vectors, and `STORED` of its marks for all that are compared. */
async function enrolGallery(lab: ServiceLab, folder: string, count: number): Promise<void> {
  const { sql } = lab.database;
  const models = join(findPackageRoot(), "models");
  const { id, version } = await findFaceModel(models);
  const space: SearchSpace = { region: "BreechFace", view: "surface", model: { id, version } };
  const store = await openFilesystemStore(join(lab.folder, "files"));
  const makeMark = createGallery(loadKernels());
  const keyOf = (n: number): string => `prepared/bench/${n % STORED}`;
  const stored = Math.min(count, STORED);
  const sweep = createSweepMaker();
  const records: { key: string; bytes: Uint8Array }[] = [];
  for (let n = 0; n < stored; n++) {
    const mark = makeMark(n);
    await store.putBlob(keyOf(n), encodePreparedMark(mark));
    records.push({ key: keyOf(n), bytes: await sweep.make(toSource(mark)) });
  }
  tell(`arrival: ${stored} marks stored`);
  const vectors = await readVectors(folder, await nameVectors(models), count);
  let at = 0;
  const next = (): Float32Array => vectors.subarray(at++ * VECTOR_LENGTH, at * VECTOR_LENGTH);
  await fillLabs(sql);
  await sql.transaction((tx) => fillRecords(tx, 0, count));
  const { preparation, preparationVersion } = BREECH_FACE_CELLS;
  await fillVectors(sql, space, { from: 0, to: count }, { preparation, preparationVersion, keyOf }, next);
  await fillSweepRecords(sql, records);
  await sql.query("analyze", []);
  tell(`arrival: ${count} enrolled; index built in ${Math.round(await buildIndex(sql, space))} s`);
}

/** What the second net registers marks by, for each acquisition that has such a mark. */
async function fillSweepRecords(sql: Sql, records: readonly { key: string; bytes: Uint8Array }[]): Promise<void> {
  for (let at = 0; at < records.length; at += RECORDS_AT_ONCE) {
    const part = records.slice(at, at + RECORDS_AT_ONCE).filter(({ bytes }) => bytes.length > 0);
    await sql.query(
      `insert into sweep_records (acquisition_id, owner_state, region, method, method_version, prepared_sha256, prepared_key,
         outline_version, bytes, reason, created_at)
       select f.acquisition_id, f.owner_state, f.region, $3, $4, f.prepared_sha256, f.prepared_key, f.outline_version, given.bytes, null, now()
       from unnest($1::text[], $2::bytea[]) as given (key, bytes) join features f on f.prepared_key = given.key`,
      [
        part.map(({ key }) => key),
        part.map(({ bytes }) => Buffer.from(bytes)),
        AREAL_SWEEP.method,
        AREAL_SWEEP.methodVersion,
      ],
    );
  }
}

/** Until nothing waits or is under way: the pass of the second net, which follows each list, is over too. */
async function waitUntilQuiet({ database: { sql } }: ServiceLab): Promise<void> {
  while (true) {
    const { rows } = await sql.query(
      "select count(*)::int as open from jobs where state not in ('done', 'failed')",
      [],
    );
    if (rows[0]?.open === 0) return;
    await sleep(250);
  }
}

interface People {
  readonly technician: Technician;
  readonly examiner: HttpClient;
}

/** One after the other, each followed to its list, in a region that is quiet otherwise. The first is not counted: it starts the threads. */
async function uploadAll(
  lab: ServiceLab,
  { technician, examiner }: People,
  scans: readonly Scan[],
): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  const known = new Map<string, string[]>();
  for (const [i, scan] of scans.entries()) {
    const bytes = await scan.load();
    const exhibitId = await technician.enterExhibit();
    await waitUntilQuiet(lab);
    const started = performance.now();
    const id = await technician.upload(exhibitId, bytes);
    const { stage, note } = await followAcquisition(technician.client, id);
    const list = await examiner.get<{ items: readonly CandidateItem[] }>(`/v1/acquisitions/${id}/candidates?limit=50`);
    const seconds = (performance.now() - started) / 1000;
    if (stage !== "verified") throw new Error(`Upload ${i + 1} ended as ${stage}: ${note}`);
    const mates = known.get(scan.source);
    const place = list.items.findIndex(({ other }) => mates?.includes(other.exhibitId) === true);
    if (i > 0) arrivals.push({ seconds, rank: mates === undefined ? null : place + 1 });
    known.set(scan.source, [...(mates ?? []), exhibitId]);
    tell(`arrival: upload ${i + 1} of ${scans.length}, ${seconds.toFixed(2)} s`);
  }
  return arrivals;
}

interface CandidateItem {
  readonly other: { readonly exhibitId: string };
}

interface Step {
  readonly name: string;
  readonly seconds: number;
}

/** Median seconds of each step of the uploads, from when it was asked for to its end: the wait for a worker is part of it. */
async function readSteps(lab: ServiceLab): Promise<Step[]> {
  const { rows } = await lab.database.sql.query(
    `select name, min(created_at) as first,
       percentile_cont(.5) within group (order by extract(epoch from finished_at - created_at))::float8 as seconds
     from jobs where state = 'done' and priority = 'normal' group by name order by first`,
    [],
  );
  return rows.map((row) => ({ name: String(row.name), seconds: Number(row.seconds) }));
}

function describe(arrivals: readonly Arrival[], steps: readonly Step[], count: number, real: boolean): Report {
  const seconds = arrivals.map((arrival) => arrival.seconds);
  const withMates = arrivals.filter(({ rank }) => rank !== null);
  const first = withMates.filter(({ rank }) => rank === 1).length;
  const { low, high } = computeWilsonInterval(first, withMates.length);
  return {
    title: "From an upload to its list of candidates",
    notes: [
      `${arrivals.length} uploads of ${real ? "scans of fadul and weller in an order of chance" : "simulated scans, two a firearm"}, one after the other, over HTTP to one process with its workers, PostgreSQL and a folder of files; until the examiner has the ranked list. ${count} acquisitions were enrolled: the gallery's vectors with the mixed records of the bench of vectors; their prepared marks, and the records of the second net, are ${STORED} of the gallery's, shared. Each upload waited until the pass of the one before was over.`,
      "A mate is an exhibit of the same firearm that was uploaded before; the interval is Wilson's.",
    ],
    tables: [
      {
        head: ["enrolled", "uploads", "s, median", "s, 95 %", "s, most", "a mate first, of those with one (95 %)"],
        rows: [
          [
            count,
            arrivals.length,
            findQuantile(seconds, 0.5).toFixed(2),
            findQuantile(seconds, 0.95).toFixed(2),
            Math.max(...seconds).toFixed(2),
            `${first} of ${withMates.length} (${low.toFixed(2)}-${high.toFixed(2)})`,
          ],
        ],
      },
      { head: ["step", "s, median"], rows: steps.map(({ name, seconds }) => [name, seconds.toFixed(2)]) },
    ],
  };
}
