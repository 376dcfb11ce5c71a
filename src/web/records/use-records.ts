/** The records that pages of several rooms read, under one key each. */
import type { UseQueryResult } from "@tanstack/react-query";
import { api, ask, askWithTag, type Schema } from "../api/client.ts";
import { useAsked } from "../app/queries.ts";

interface Tagged<Data> {
  readonly data: Data;
  /** For the If-Match of a change. */
  readonly tag: string;
}

export const caseKey = (caseId: string) => ["cases", "one", caseId] as const;
export const exhibitKey = (exhibitId: string) => ["exhibits", "one", exhibitId] as const;
const acquisitionKey = (acquisitionId: string) => ["acquisitions", "one", acquisitionId] as const;
const outlinesKey = (acquisitionId: string) => ["acquisitions", "outlines", acquisitionId] as const;

/** `staleTime`: how long what was read of it will do, in milliseconds. */
export function useCase(
  caseId: string | undefined,
  options: { readonly staleTime?: number } = {},
): UseQueryResult<Tagged<Schema<"Case">>> {
  return useAsked(
    caseKey(caseId ?? ""),
    () => askWithTag(api.GET("/v1/cases/{caseId}", { params: { path: { caseId: caseId ?? "" } } })),
    { enabled: caseId !== undefined, ...options },
  );
}

export function useExhibit(exhibitId: string | undefined): UseQueryResult<Tagged<Schema<"Exhibit">>> {
  return useAsked(
    exhibitKey(exhibitId ?? ""),
    () => askWithTag(api.GET("/v1/exhibits/{exhibitId}", { params: { path: { exhibitId: exhibitId ?? "" } } })),
    { enabled: exhibitId !== undefined },
  );
}

/** `every`: read anew so often, in milliseconds. */
export function useAcquisition(acquisitionId: string, every?: number): UseQueryResult<Tagged<Schema<"Acquisition">>> {
  return useAsked(
    acquisitionKey(acquisitionId),
    () => askWithTag(api.GET("/v1/acquisitions/{acquisitionId}", { params: { path: { acquisitionId } } })),
    every === undefined ? {} : { refetchInterval: every },
  );
}

export function useOutlines(acquisitionId: string): UseQueryResult<readonly Schema<"OutlineVersion">[]> {
  return useAsked(outlinesKey(acquisitionId), async () => {
    const path = { acquisitionId };
    return (await ask(api.GET("/v1/acquisitions/{acquisitionId}/outlines", { params: { path } }))).items;
  });
}

/** All of a case: their numbers are needed where one is chosen or the next is numbered. */
export function useExhibitsOf(caseId: string): UseQueryResult<readonly Schema<"Exhibit">[]> {
  return useAsked(["exhibits", "of", caseId], async () => {
    const all: Schema<"Exhibit">[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { caseId, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
      const page = await ask(api.GET("/v1/exhibits", { params: { query } }));
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all.sort((a, b) => a.exhibitNumber.localeCompare(b.exhibitNumber, undefined, { numeric: true }));
  });
}
