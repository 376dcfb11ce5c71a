/** Counts and times, for whoever watches the service; by closed words only, never of a person, a case or a single exhibit. */
export type BlobOperation = "put" | "open" | "move" | "delete";

export interface Meters {
  /** One attempt of a job. `overtaken`: another worker had taken it over. */
  observeJob(job: { readonly name: string; readonly outcome: "done" | "failed" | "overtaken" }, seconds: number): void;
  /** One question for the nearest vectors. */
  observeSearch(region: string, seconds: number): void;
  observeBlob(blob: { readonly operation: BlobOperation; readonly outcome: "done" | "failed" }, seconds: number): void;
  /** A refusal or failure by its code, where it was met: by who asked, or in a job. */
  countError(met: { readonly code: string; readonly where: "request" | "job" }): void;
}
