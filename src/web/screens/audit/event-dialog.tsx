/** One event in full, as it is hashed into the chain. */
import { useTranslation } from "react-i18next";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Dialog } from "../../design/dialog.tsx";
import { Facts, Stack } from "../../design/parts.tsx";
import type { AuditEvent } from "./audit-page.tsx";
import styles from "./event-table.module.css";
import { useActionWords } from "./use-action-words.ts";

interface EventDialogProps {
  readonly event: AuditEvent | null;
  readonly onClose: () => void;
}

export function EventDialog({ event, onClose }: EventDialogProps) {
  const { t } = useTranslation("audit");
  const terms = useTerms();
  const { moment } = useFormats();
  const { wordOfAction, wordOfTarget, wordOfKind } = useActionWords();
  return (
    <Dialog wide title={event === null ? "" : wordOfAction(event.action)} open={event !== null} onClose={onClose}>
      {event === null ? null : (
        <Stack>
          <Facts
            items={[
              [t("columns.at"), `${moment(event.at)} (${event.at})`],
              [t("columns.who"), `${wordOfKind(event.actorKind)} ${event.actorId}`],
              [t("columns.what"), `${wordOfTarget(event.targetKind)} ${event.targetId}`],
              [t("columns.states"), event.ownerStates.map((code) => terms.states[code]).join(", ") || null],
              [t("fields.action"), event.action],
              [t("columns.seq"), event.seq],
              [t("columns.request"), event.requestId],
              [t("columns.position"), event.position ?? t("waiting")],
              [t("columns.hash"), event.hash],
            ]}
          />
          <section aria-label={t("columns.detail")}>
            <pre className={styles.detail}>{JSON.stringify(event.detail, null, 2)}</pre>
          </section>
        </Stack>
      )}
    </Dialog>
  );
}
