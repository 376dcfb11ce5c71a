/** Makes the form of a request to trace, of what is recorded of the firearm. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { SelectField, TextField } from "../../design/controls.tsx";
import { today } from "./moments.ts";
import { traceKey, useTraceWords } from "./use-trace-words.ts";

type Addressee = Schema<"TraceRequest">["addressee"];

const ADDRESSEES: readonly Addressee[] = ["eTrace", "iARMS", "competent authority"];

export function AskTraceDialog({ exhibitId, onClose }: { readonly exhibitId: string; readonly onClose: () => void }) {
  const { t } = useTranslation("trace");
  const words = useTraceWords();
  const [asked, setAsked] = useState({ addressee: "eTrace" as Addressee, requestedOn: today() });
  const request = useAct(
    (body: typeof asked, key) => {
      const params = { path: { exhibitId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/exhibits/{exhibitId}/trace-requests", { params, body }));
    },
    { refresh: [traceKey(exhibitId), ["arms-tables"]], onDone: onClose },
  );
  const refusal = request.error ? toRefusal(request.error) : null;
  return (
    <FormDialog
      title={t("ask")}
      open
      onClose={onClose}
      go={t("go")}
      busy={request.isPending}
      onSend={() => request.mutate(asked)}
      error={request.error}
    >
      <p>{t("about")}</p>
      <SelectField
        label={words.addressee}
        value={asked.addressee}
        choices={ADDRESSEES.map((value) => ({ value, label: words.addressees[value] }))}
        onChange={(event) => setAsked({ ...asked, addressee: event.target.value as Addressee })}
      />
      <TextField
        label={words.requestedOn}
        type="date"
        required
        value={asked.requestedOn}
        error={refusal?.of("requestedOn")}
        onChange={(event) => setAsked({ ...asked, requestedOn: event.target.value })}
      />
    </FormDialog>
  );
}
