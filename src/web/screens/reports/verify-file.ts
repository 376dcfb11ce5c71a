/** Asks the service about a file, by its hash where the browser can take it, and adds what the signature says. */
import { api, ask, type Schema, WORKBENCH_HEADERS } from "../../api/client.ts";
import { Refusal, readRefusal } from "../../api/refusal.ts";
import { checkSignature, type SignatureFinding } from "./check-file.ts";

export interface Verified {
  readonly answer: Schema<"ReportVerification">;
  readonly signature: SignatureFinding | null;
  readonly verdict: "genuine" | "withdrawn" | "changed" | "unknown";
}

export async function verifyFile(file: File, sha256: string | null, jws: string | null): Promise<Verified> {
  const answer = sha256 === null ? await sendFile(file) : await askByHash(sha256);
  const signature = jws === null ? null : await checkSignature(jws, answer.sha256);
  return { answer, signature, verdict: judge(answer.status, signature) };
}

/** A sound signature of other bytes tells that something was changed; without one the service can only say that it knows none such. */
function judge(
  status: Schema<"ReportVerification">["status"],
  signature: SignatureFinding | null,
): Verified["verdict"] {
  if (status === "issued and unchanged") return "genuine";
  if (status === "withdrawn") return "withdrawn";
  return signature === "otherFile" ? "changed" : "unknown";
}

function askByHash(sha256: string) {
  return ask(api.POST("/v1/public/report-verifications", { body: { sha256 } }));
}

async function sendFile(file: File): Promise<Schema<"ReportVerification">> {
  const type = file.type === "application/pdf" ? file.type : "application/octet-stream";
  let response: Response;
  try {
    response = await fetch("/v1/public/report-verifications", {
      method: "POST",
      headers: { ...WORKBENCH_HEADERS, "content-type": type },
      body: file,
    });
  } catch (cause) {
    throw new Refusal({ code: "NETWORK", status: 0, cause });
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw readRefusal(body, response);
  return body as Schema<"ReportVerification">;
}
