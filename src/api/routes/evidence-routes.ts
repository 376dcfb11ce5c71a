/** Cases, exhibits, their clocks and custody, acquisitions and what is searched for them. In the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { createAcquisition } from "./acquisitions/create-acquisition.ts";
import { createCorrelation } from "./acquisitions/create-correlation.ts";
import { createOutlines } from "./acquisitions/create-outlines.ts";
import { exportAcquisitionX3p } from "./acquisitions/export-acquisition-x3p.ts";
import { followAcquisition } from "./acquisitions/follow-acquisition.ts";
import { listAcquisitions } from "./acquisitions/list-acquisitions.ts";
import { listCandidates } from "./acquisitions/list-candidates.ts";
import { listOutlines } from "./acquisitions/list-outlines.ts";
import { openImageViewing } from "./acquisitions/open-image-viewing.ts";
import { readAcquisition } from "./acquisitions/read-acquisition.ts";
import { readAcquisitionFile } from "./acquisitions/read-acquisition-file.ts";
import { readAcquisitionPreview } from "./acquisitions/read-acquisition-preview.ts";
import { readImageTile } from "./acquisitions/read-image-tile.ts";
import { createCase } from "./cases/create-case.ts";
import { listCases } from "./cases/list-cases.ts";
import { readCase } from "./cases/read-case.ts";
import { removeCase } from "./cases/remove-case.ts";
import { updateCase } from "./cases/update-case.ts";
import { listAcquisitionQueue } from "./clocks/list-acquisition-queue.ts";
import { readCalendar } from "./clocks/read-calendar.ts";
import { readExhibitTimes } from "./clocks/read-exhibit-times.ts";
import { readQueues } from "./clocks/read-queues.ts";
import { recordCalendarDay } from "./clocks/record-calendar-day.ts";
import { recordExhibitTimes } from "./clocks/record-exhibit-times.ts";
import { createCorrelationOfAll } from "./correlations/create-correlation-of-all.ts";
import { listCorrelations } from "./correlations/list-correlations.ts";
import { readCorrelation } from "./correlations/read-correlation.ts";
import { createExhibit } from "./exhibits/create-exhibit.ts";
import { documentExhibit } from "./exhibits/document-exhibit.ts";
import { listCustody } from "./exhibits/list-custody.ts";
import { listExaminations } from "./exhibits/list-examinations.ts";
import { listExhibits } from "./exhibits/list-exhibits.ts";
import { readExhibit } from "./exhibits/read-exhibit.ts";
import { recordCustody } from "./exhibits/record-custody.ts";
import { removeExhibit } from "./exhibits/remove-exhibit.ts";
import { updateExhibit } from "./exhibits/update-exhibit.ts";
import { uploadResumably } from "./uploads/upload-resumably.ts";

export const EVIDENCE_ROUTES: readonly Route[] = [
  listCases,
  createCase,
  readCase,
  updateCase,
  removeCase,
  listExhibits,
  createExhibit,
  readExhibit,
  updateExhibit,
  removeExhibit,
  listCustody,
  recordCustody,
  readExhibitTimes,
  recordExhibitTimes,
  listAcquisitionQueue,
  readQueues,
  readCalendar,
  recordCalendarDay,
  listExaminations,
  documentExhibit,
  listAcquisitions,
  createAcquisition,
  readAcquisition,
  followAcquisition,
  readAcquisitionFile,
  exportAcquisitionX3p,
  readAcquisitionPreview,
  openImageViewing,
  readImageTile,
  listOutlines,
  createOutlines,
  uploadResumably,
  listCandidates,
  createCorrelation,
  listCorrelations,
  readCorrelation,
  createCorrelationOfAll,
];
