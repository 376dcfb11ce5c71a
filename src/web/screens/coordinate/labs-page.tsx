/** What waits in every lab and for how long; which days are none of work. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { PageHead, Stack } from "../../design/parts.tsx";
import { Tally } from "../../design/tally.tsx";
import { CalendarPanel } from "./calendar-panel.tsx";
import { type Queue, QueuesTable } from "./queues-table.tsx";

const MINUTE_MS = 60_000;

export function LabsPage() {
  const { t } = useTranslation("labs");
  const self = useSelf();
  const queues = useAsked(["queues"], () => ask(api.GET("/v1/queues")), { refetchInterval: MINUTE_MS });
  const region = hasRole(self, "regional_coordinator");
  return (
    <>
      <PageHead title={t("title")} about={region ? t("aboutRegion") : t("aboutState")} />
      <Stack>
        <Asked query={queues} lines={8}>
          {({ items }) => (
            <>
              <Totals queues={items} />
              <QueuesTable queues={items} />
            </>
          )}
        </Asked>
        <CalendarPanel />
      </Stack>
    </>
  );
}

function Totals({ queues }: { readonly queues: readonly Queue[] }) {
  const { t } = useTranslation("labs");
  const { number } = useFormats();
  const sum = (count: (queue: Queue) => number) => queues.reduce((total, queue) => total + count(queue), 0);
  const overdue = sum((queue) => queue.candidates.overdue);
  const late = sum((queue) => queue.acquisitions.overdue);
  return (
    <Tally
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
