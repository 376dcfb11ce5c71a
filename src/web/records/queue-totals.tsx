/** What waits in all labs together, in five numbers. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../api/client.ts";
import { useFormats } from "../app/use-words.ts";
import { Tally } from "../design/tally.tsx";

type Queue = Schema<"Queue">;

export function QueueTotals({
  queues,
  flush = false,
}: {
  readonly queues: readonly Queue[];
  readonly flush?: boolean;
}) {
  const { t } = useTranslation("labs");
  const { number } = useFormats();
  const sum = (count: (queue: Queue) => number) => queues.reduce((total, queue) => total + count(queue), 0);
  const overdue = sum((queue) => queue.candidates.overdue);
  const late = sum((queue) => queue.acquisitions.overdue);
  return (
    <Tally
      flush={flush}
      items={[
        { label: t("totals.open"), value: number(sum((queue) => queue.candidates.open)) },
        { label: t("totals.unviewed"), value: number(sum((queue) => queue.candidates.unviewed)) },
        { label: t("totals.overdue"), value: number(overdue), alarming: overdue > 0 },
        { label: t("totals.waiting"), value: number(sum((queue) => queue.acquisitions.waiting)) },
        { label: t("totals.late"), value: number(late), alarming: late > 0 },
      ]}
    />
  );
}
