/** Files of the API: fetched as any other question, so that a refusal is shown and a sign-in that ran out is asked for. */
import type { ReactNode } from "react";
import { WORKBENCH_HEADERS } from "../api/client.ts";
import { Refusal, readRefusal } from "../api/refusal.ts";
import { Button } from "../design/controls.tsx";
import { useAct } from "./queries.ts";
import { RefusalNotice } from "./refusal-notice.tsx";

export interface Fetched {
  readonly blob: Blob;
  /** As the API names the file, or null. */
  readonly name: string | null;
}

/** @throws Refusal as `ask` does */
export async function fetchFile(path: string): Promise<Fetched> {
  let response: Response;
  try {
    response = await fetch(path, { headers: WORKBENCH_HEADERS });
  } catch (cause) {
    throw new Refusal({ code: "NETWORK", status: 0, cause });
  }
  if (!response.ok) throw readRefusal(await response.json().catch(() => null), response);
  const name = /filename="?([^";]+)"?/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? null;
  return { blob: await response.blob(), name };
}

interface DownloadProps {
  readonly path: string;
  /** Where the API names none. */
  readonly fileName: string;
  readonly look?: "primary" | "plain";
  readonly children: ReactNode;
}

export function DownloadButton({ path, fileName, look = "plain", children }: DownloadProps) {
  const download = useAct(() => fetchFile(path), {
    onDone: ({ blob, name }) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name ?? fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
  });
  return (
    <>
      <Button look={look} busy={download.isPending} onClick={() => download.mutate(undefined)}>
        <span aria-hidden="true">↓</span>
        {children}
      </Button>
      {download.error ? <RefusalNotice error={download.error} /> : null}
    </>
  );
}
