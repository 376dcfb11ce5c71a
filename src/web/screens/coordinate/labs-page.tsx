/** What waits in every lab and for how long; which days are none of work. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { PageHead, Stack } from "../../design/parts.tsx";
import { QueueTotals } from "../../records/queue-totals.tsx";
import { CalendarPanel } from "./calendar-panel.tsx";
import { QueuesTable } from "./queues-table.tsx";

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
              <QueueTotals queues={items} />
              <QueuesTable queues={items} />
            </>
          )}
        </Asked>
        <CalendarPanel />
      </Stack>
    </>
  );
}
