/** Sends a file for import, tells what the preview found, and applies it where that was asked for. */
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { RibinError } from "../../domain/errors.ts";
import type { Output } from "../command.ts";
import type { HttpClient } from "../http-client.ts";
import { startProgress } from "../progress.ts";
import { uploadResumably } from "../upload-resumably.ts";

export interface SentImport {
  readonly id: string;
  readonly state: string;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly results: Readonly<Record<string, number>>;
  /** Every record of the file is in the system, in the words of the file: what is refused or in conflict is not acknowledged. */
  readonly acknowledged: boolean;
  readonly conflicts: readonly {
    readonly place: string;
    readonly kind: string;
    readonly fields: readonly string[];
    readonly remark: string | null;
  }[];
}

interface ImportAnswer {
  readonly id: string;
  readonly state: string;
  readonly outcomes: Record<string, number>;
  readonly results: Record<string, number>;
}
interface ItemAnswer {
  readonly place: string;
  readonly kind: string;
  readonly differences: readonly { readonly field: string }[];
  readonly remark: string | null;
}

export async function sendImport(
  client: HttpClient,
  input: {
    readonly path: string;
    readonly format: string;
    readonly labId: string | undefined;
    readonly apply: boolean;
    readonly output: Output;
  },
): Promise<SentImport> {
  const { size } = await stat(input.path).catch((cause) => {
    throw new RibinError("FILE_NOT_FOUND", `There is no file ${input.path} that can be read.`, { cause });
  });
  const bar = startProgress(input.output, "sent (bytes)", size);
  // In pieces, over a poor line: what arrived before it broke is not sent again.
  const file = { path: input.path, fileName: basename(input.path), onSent: bar.advance };
  const uploadId = await uploadResumably(client, file);
  bar.finish();
  const lab = input.labId === undefined ? {} : { labId: input.labId };
  let answer = await client.post<ImportAnswer>("/v1/imports", { format: input.format, ...lab, uploadId });
  if (input.apply) answer = await client.post<ImportAnswer>(`/v1/imports/${answer.id}/application`, {});
  const items = await client.getAll<ItemAnswer>(`/v1/imports/${answer.id}/items?limit=200&outcome=conflict`);
  const { id, state, outcomes, results } = answer;
  return {
    id,
    state,
    outcomes,
    results,
    acknowledged: state === "applied" && (results.conflict ?? 0) === 0 && (results.refused ?? 0) === 0,
    conflicts: items.map(({ place, kind, differences, remark }) => ({
      place,
      kind,
      remark,
      fields: differences.map(({ field }) => field),
    })),
  };
}

export function describeImport({ id, state, outcomes, results, acknowledged, conflicts }: SentImport): string {
  const tell = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([word, count]) => `${count} ${word}`)
      .join(", ");
  const lines = [`Import ${id}: ${state}. ${tell(state === "applied" ? results : outcomes)}.`];
  for (const { place, kind, fields, remark } of conflicts) {
    lines.push(`CONFLICT at ${place}: ${kind}: ${fields.length > 0 ? fields.join(", ") : (remark ?? "")}`);
  }
  if (state === "previewed")
    lines.push("Nothing is imported yet: run it again with --apply, or apply it in the system.");
  else
    lines.push(acknowledged ? "All of it is kept." : "NOT all of it is kept: keep the file until the rest is settled.");
  return lines.join("\n");
}
