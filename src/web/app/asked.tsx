/** What a page shows of a question to the API: waiting, refused with a way to try again, or the answer. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isClosed } from "../api/refusal.ts";
import { Waiting } from "../design/parts.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { RefusedPage } from "./refused-page.tsx";

interface AskedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** As `Asked`, of a page that is nothing without the answer: where it is refused the page still has its heading and ways on. */
export function AskedPage<Data>(props: AskedProps<Data>) {
  const { query } = props;
  if (query.error && (query.data === undefined || isClosed(query.error))) {
    return <RefusedPage error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Asked {...props} />;
}

/** Keeps showing the last answer while a newer one comes, or finds no line; not where it is refused. */
export function Asked<Data>({ query, lines = 4, children }: AskedProps<Data>) {
  const { t } = useTranslation("shell");
  if (query.data !== undefined && !isClosed(query.error)) {
    return (
      <>
        {query.error ? <RefusalNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
        {children(query.data)}
      </>
    );
  }
  if (query.error) return <RefusalNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting label={t("loading")} lines={lines} />;
}
