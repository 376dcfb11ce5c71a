import { z } from "zod";
import type { Reach } from "../../domain/permission.ts";
import {
  type AcquisitionStage,
  acquisitionStageSchema,
  type FileFormat,
  fileFormatSchema,
  type Lighting,
  lightingSchema,
  type Region,
  regionSchema,
  type StateCode,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

const qualitySchema = z.object({
  verdict: z.enum(["good", "usable", "poor", "unsuitable"]),
  reasons: z.array(z.string()),
});
const inspectionSchema = z.looseObject({
  width: z.number(),
  height: z.number(),
  /** Metres; null where the scale is unknown. */
  incrementX: z.number().nullable(),
  incrementY: z.number().nullable(),
  shareMissing: z.number(),
});

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string(),
  exhibit_id: z.string(),
  region: regionSchema,
  region_index: z.number().nullable(),
  lighting: lightingSchema,
  micrometres_per_pixel: z.number().nullable(),
  file_name: z.string(),
  format: fileFormatSchema,
  size_bytes: z.coerce.number(),
  sha256: z.string(),
  blob_key: z.string(),
  inspection: inspectionSchema,
  scale_known: z.boolean(),
  stage: acquisitionStageSchema,
  stage_note: z.string().nullable(),
  progress: z.number(),
  quality: qualitySchema.nullable(),
  preview_key: z.string().nullable(),
  corrected_outline: z.number(),
  version: z.number(),
  created_by: z.string(),
  created_by_kind: z.enum(["account", "station"]),
  created_at: z.date(),
  updated_at: z.date(),
});

export interface Acquisition {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string;
  readonly exhibitId: string;
  readonly region: Region;
  /** Of a LEA, 1..n. */
  readonly regionIndex: number | null;
  readonly lighting: Lighting;
  readonly micrometresPerPixel: number | null;
  readonly fileName: string;
  readonly format: FileFormat;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly blobKey: string;
  /** What reading the file told. */
  readonly inspection: z.infer<typeof inspectionSchema>;
  readonly scaleKnown: boolean;
  readonly stage: AcquisitionStage;
  readonly stageNote: string | null;
  /** 0..1 within the running step. */
  readonly progress: number;
  readonly quality: z.infer<typeof qualitySchema> | null;
  /** Blob of a PNG for people; null until there is one. */
  readonly previewKey: string | null;
  /** Version of the newest outlines that a person drew; 0 for none. */
  readonly correctedOutline: number;
  readonly version: number;
  readonly createdBy: string;
  readonly createdByKind: "account" | "station";
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

function parseAcquisition(row: unknown): Acquisition {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    labId: r.lab_id,
    exhibitId: r.exhibit_id,
    region: r.region,
    regionIndex: r.region_index,
    lighting: r.lighting,
    micrometresPerPixel: r.micrometres_per_pixel,
    fileName: r.file_name,
    format: r.format,
    sizeBytes: r.size_bytes,
    sha256: r.sha256,
    blobKey: r.blob_key,
    inspection: r.inspection,
    scaleKnown: r.scale_known,
    stage: r.stage,
    stageNote: r.stage_note,
    progress: r.progress,
    quality: r.quality,
    previewKey: r.preview_key,
    correctedOutline: r.corrected_outline,
    version: r.version,
    createdBy: r.created_by,
    createdByKind: r.created_by_kind,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
  };
}

export type NewAcquisition = Omit<
  Acquisition,
  "stage" | "stageNote" | "progress" | "quality" | "previewKey" | "correctedOutline" | "version" | "updatedAt"
>;

/** At stage "received". Null where the lab has an acquisition of the same bytes. */
export async function insertAcquisition(tx: SqlExecutor, row: NewAcquisition): Promise<Acquisition | null> {
  const { rows } = await tx.query(
    `insert into acquisitions (id, owner_state, lab_id, exhibit_id, region, region_index, lighting, micrometres_per_pixel,
       file_name, format, size_bytes, sha256, blob_key, inspection, scale_known, stage, created_by, created_by_kind,
       created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'received', $16, $17, $18, $18)
     on conflict (lab_id, sha256) where purged_at is null do nothing returning *`,
    [
      row.id,
      row.ownerState,
      row.labId,
      row.exhibitId,
      row.region,
      row.regionIndex,
      row.lighting,
      row.micrometresPerPixel,
      row.fileName,
      row.format,
      row.sizeBytes,
      row.sha256,
      row.blobKey,
      JSON.stringify(row.inspection),
      row.scaleKnown,
      row.createdBy,
      row.createdByKind,
      row.createdAt,
    ],
  );
  return rows[0] === undefined ? null : parseAcquisition(rows[0]);
}

export async function findAcquisition(tx: SqlExecutor, id: string): Promise<Acquisition | null> {
  const { rows } = await tx.query("select * from acquisitions where id = $1", [id]);
  return rows[0] === undefined ? null : parseAcquisition(rows[0]);
}

/** Since when its exhibit is removed; null: it is there. */
export async function findRemovalOf(tx: SqlExecutor, acquisitionId: string): Promise<Date | null> {
  const { rows } = await tx.query(
    "select e.removed_at from acquisitions a join exhibits e on e.id = a.exhibit_id where a.id = $1",
    [acquisitionId],
  );
  return z
    .date()
    .nullable()
    .parse(rows[0]?.removed_at ?? null);
}

/** The acquisition, held against other transactions until this one ends. */
export async function lockAcquisition(tx: SqlExecutor, id: string): Promise<Acquisition | null> {
  const { rows } = await tx.query("select * from acquisitions where id = $1 for update", [id]);
  return rows[0] === undefined ? null : parseAcquisition(rows[0]);
}

/** A person drew outlines: what stands on older ones no longer counts. */
export async function setCorrectedOutline(tx: SqlExecutor, id: string, version: number): Promise<void> {
  await tx.query("update acquisitions set corrected_outline = $2 where id = $1", [id, version]);
}

/** The lab's acquisition of these bytes, or null. */
export async function findAcquisitionOfBytes(
  tx: SqlExecutor,
  labId: string,
  sha256: string,
): Promise<Acquisition | null> {
  const { rows } = await tx.query(
    "select * from acquisitions where lab_id = $1 and sha256 = $2 and purged_at is null",
    [labId, sha256],
  );
  return rows[0] === undefined ? null : parseAcquisition(rows[0]);
}

/** Newest first. */
export async function listAcquisitions(
  tx: SqlExecutor,
  filter: { ownerState: StateCode; exhibitId: string | null; stage: AcquisitionStage | null } & Reach,
  page: PageRequest,
): Promise<Page<Acquisition>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from acquisitions
     where owner_state = $1 and ($2::uuid is null or exhibit_id = $2) and ($3::text is null or stage = $3)
       and exists (select 1 from exhibits there where there.id = acquisitions.exhibit_id and there.removed_at is null)
       and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid))
       and ($7::uuid is null or lab_id = $7)
       and ($8::text[] is null
         or exists (select 1 from exhibits e where e.id = acquisitions.exhibit_id and e.type = any ($8)))
     order by created_at desc, id desc limit $6`,
    [filter.ownerState, filter.exhibitId, filter.stage, time, id, page.limit + 1, filter.labId, filter.exhibitTypes],
  );
  return readPage(rows.map(parseAcquisition), page, (row) => [row.createdAt.toISOString(), row.id]);
}

/** What a step changes; what is left out stays. The progress of the next step starts at 0. */
export interface StageChange {
  readonly stage: AcquisitionStage;
  /** In words for the technician; null clears it. */
  readonly note: string | null;
  readonly quality?: Acquisition["quality"];
  readonly previewKey?: string;
}

export async function moveAcquisition(tx: SqlExecutor, id: string, change: StageChange, at: Date): Promise<void> {
  await tx.query(
    `update acquisitions set stage = $2, stage_note = $3, quality = coalesce($4, quality),
       preview_key = coalesce($5, preview_key), progress = 0, updated_at = $6, version = version + 1
     where id = $1`,
    [
      id,
      change.stage,
      change.note,
      change.quality ? JSON.stringify(change.quality) : null,
      change.previewKey ?? null,
      at,
    ],
  );
}

/** Back to where a step that failed begins, by whoever may have it done again. */
export async function returnToStage(tx: SqlExecutor, id: string, stage: AcquisitionStage, at: Date): Promise<void> {
  await tx.query("select return_to_stage($1, $2, $3)", [id, stage, at]);
}

/** A hint for progress bars: no new version, no new time. */
export async function updateProgress(tx: SqlExecutor, id: string, progress: number): Promise<void> {
  await tx.query("update acquisitions set progress = $2 where id = $1", [id, progress]);
}

/** Acquisitions of a case or of an exhibit, and of the casts of those exhibits, which may lie in another case of the state. */
export async function listAcquisitionsToSearch(
  tx: SqlExecutor,
  of: { readonly caseId: string } | { readonly exhibitId: string },
): Promise<readonly { id: string; ownerState: StateCode }[]> {
  const [column, id] = "caseId" in of ? ["case_id", of.caseId] : ["id", of.exhibitId];
  const { rows } = await tx.query(
    `select a.id, a.owner_state from acquisitions a join exhibits e on e.id = a.exhibit_id
       left join exhibits parent on parent.id = e.parent_exhibit_id
     where e.${column} = $1 or parent.${column} = $1 order by a.id`,
    [id],
  );
  return rows.map((row) => {
    const r = rowSchema.pick({ id: true, owner_state: true }).parse(row);
    return { id: r.id, ownerState: r.owner_state };
  });
}
