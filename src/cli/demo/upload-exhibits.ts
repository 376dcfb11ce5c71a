/** Technicians enter a case and an exhibit each and upload its files; then everybody waits for the candidates. */
import type { AcquisitionStage } from "../../domain/vocabulary.ts";
import type { Output } from "../command.ts";
import { followAcquisition } from "../follow-acquisition.ts";
import type { HttpClient } from "../http-client.ts";
import { startProgress } from "../progress.ts";
import type { DemoExhibit } from "./demo-evidence.ts";
import type { DemoStaff } from "./demo-people.ts";

export interface UploadedAcquisition {
  readonly id: string;
  readonly stage: AcquisitionStage;
  readonly note: string | null;
}

export interface UploadedExhibit {
  readonly exhibit: DemoExhibit;
  readonly exhibitId: string;
  readonly acquisitions: readonly UploadedAcquisition[];
}

/** Uploads one after the other, as they would arrive, while the service works; returns when each has ended its last stage. */
export async function uploadExhibits(
  exhibits: readonly DemoExhibit[],
  staffOf: (exhibit: DemoExhibit) => DemoStaff,
  output: Output,
): Promise<UploadedExhibit[]> {
  const total = exhibits.reduce((count, exhibit) => count + exhibit.files.length, 0);
  const uploads = startProgress(output, "uploaded ", total);
  const entered: { exhibit: DemoExhibit; exhibitId: string; technician: HttpClient; ids: string[] }[] = [];
  let sent = 0;
  for (const [number, exhibit] of exhibits.entries()) {
    const { technician } = staffOf(exhibit);
    const exhibitId = await enterExhibit(technician, exhibit, number + 1);
    const ids: string[] = [];
    for (const file of exhibit.files) {
      const form = new FormData();
      form.set("exhibitId", exhibitId);
      form.set("region", file.region);
      if (file.regionIndex !== null) form.set("regionIndex", String(file.regionIndex));
      form.set("file", new Blob([new Uint8Array(await file.load())]), file.fileName);
      ids.push((await technician.postForm<{ id: string }>("/v1/acquisitions", form)).id);
      sent += 1;
      uploads.advance(sent, exhibit.label);
    }
    entered.push({ exhibit, exhibitId, technician, ids });
  }
  uploads.finish();

  const compared = startProgress(output, "compared ", total);
  let ended = 0;
  const uploaded: UploadedExhibit[] = [];
  for (const { exhibit, exhibitId, technician, ids } of entered) {
    const acquisitions: UploadedAcquisition[] = [];
    for (const id of ids) {
      acquisitions.push({ id, ...(await followAcquisition(technician, id)) });
      ended += 1;
      compared.advance(ended, exhibit.label);
    }
    uploaded.push({ exhibit, exhibitId, acquisitions });
  }
  compared.finish();
  return uploaded;
}

async function enterExhibit(technician: HttpClient, exhibit: DemoExhibit, number: number): Promise<string> {
  const found = await technician.post<{ id: string }>("/v1/cases", {
    caseNumber: `${exhibit.state}-2026-${String(number).padStart(4, "0")}`,
    originatingAgency: "Demonstration Police Service",
    eventType: "shooting/wounding",
    place: `Demonstration parish ${number}`,
  });
  const entered = await technician.post<{ id: string }>("/v1/exhibits", {
    caseId: found.id,
    exhibitNumber: "1",
    type: exhibit.type,
    category: "CE",
    calibre: "9mm Luger",
  });
  return entered.id;
}
