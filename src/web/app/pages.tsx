/** Lists that the API gives a page at a time: what came so far, and more when somebody asks. */
import { infiniteQueryOptions, type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isClosed } from "../api/refusal.ts";
import { Button } from "../design/controls.tsx";
import { Waiting } from "../design/parts.tsx";
import { passGate } from "./gate.ts";
import styles from "./pages.module.css";
import { queries } from "./queries.ts";
import { RefusalNotice } from "./refusal-notice.tsx";

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

/** The pages that came so far, each as the API gave it. */
export type Listed<Answer> = UseInfiniteQueryResult<{ readonly pages: readonly Answer[] }>;

interface PagesOptions {
  readonly refetchInterval?: number;
  readonly enabled?: boolean;
  readonly refetchOnWindowFocus?: boolean;
}

type ReadPage<Answer> = (cursor: { cursor?: string }) => Promise<Answer>;

function pagesOf<Answer extends Page>(key: readonly unknown[], read: ReadPage<Answer>) {
  return infiniteQueryOptions({
    // A name of its own: another room may keep one page under the same key, which has another form.
    queryKey: [...key, "pages"],
    queryFn: ({ pageParam }) => passGate(() => read(pageParam === null ? {} : { cursor: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Reads the first page; each further one with the cursor of the one before. */
export function usePages<Answer extends Page>(
  key: readonly unknown[],
  read: ReadPage<Answer>,
  options: PagesOptions = {},
): Listed<Answer> {
  return useInfiniteQuery({ ...pagesOf(key, read), ...options });
}

/** Asks for the first page of a room that is being opened, before the room is drawn; `usePages` of the same key waits for this answer. */
export function askPages<Answer extends Page>(key: readonly unknown[], read: ReadPage<Answer>): void {
  void queries.prefetchInfiniteQuery(pagesOf(key, read));
}

export function Pages<Item>({
  query,
  lines = 4,
  children,
}: {
  readonly query: Listed<{ readonly items: readonly Item[] }>;
  readonly lines?: number;
  readonly children: (items: readonly Item[]) => ReactNode;
}) {
  const { t } = useTranslation("shell");
  const again = () => void query.refetch();
  if (query.data === undefined || isClosed(query.error)) {
    if (query.error) return <RefusalNotice error={query.error} onRetry={again} />;
    return <Waiting label={t("loading")} lines={lines} />;
  }
  return (
    <>
      {query.error ? <RefusalNotice error={query.error} onRetry={again} /> : null}
      {children(query.data.pages.flatMap(({ items }) => items))}
      {query.hasNextPage ? (
        <div className={styles.more}>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
