/** The labs of the network, whom to call there, and a new one. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAct } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useStateChoices } from "../../app/use-state-choices.ts";
import { useTerms } from "../../app/use-words.ts";
import { Button, SelectField, TextField } from "../../design/controls.tsx";
import { DataTable, Empty, Panel } from "../../design/parts.tsx";
import { PeopleHead } from "./people-head.tsx";

export function LabListPage() {
  const { t } = useTranslation("people");
  const terms = useTerms();
  const [making, setMaking] = useState(false);
  const labs = usePages(["labs"], (cursor) =>
    ask(api.GET("/v1/labs", { params: { query: { ...cursor, limit: 100 } } })),
  );
  return (
    <>
      <PeopleHead
        actions={
          <Button look="primary" onClick={() => setMaking(true)}>
            {t("newLab")}
          </Button>
        }
      />
      <Panel flush title={t("tabs.labs")}>
        <Pages query={labs}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("noLabs")} />
            ) : (
              <DataTable caption={t("tabs.labs")}>
                <thead>
                  <tr>
                    <th scope="col">{t("lab")}</th>
                    <th scope="col">{t("state")}</th>
                    <th scope="col">{t("contact")}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((lab) => (
                    <tr key={lab.id}>
                      <th scope="row">{lab.name}</th>
                      <td>{terms.states[lab.ownerState]}</td>
                      <td>{lab.contact}</td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            )
          }
        </Pages>
      </Panel>
      {making ? <NewLab onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function NewLab({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("people");
  const self = useSelf();
  const states = useStateChoices();
  const [state, setState] = useState<StateCode>(self.state ?? "TT");
  const [name, setName] = useState("");
  const [contact, setContact] = useState("");
  const make = useAct(
    (body: { state: StateCode; name: string; contact: string }, key) =>
      ask(api.POST("/v1/labs", { body, params: { header: { "Idempotency-Key": key } } })),
    { refresh: [["labs"], ["queues"]], onDone: onClose },
  );
  const refused = make.error ? toRefusal(make.error) : null;
  return (
    <FormDialog
      title={t("newLab")}
      open
      onClose={onClose}
      go={t("newLab")}
      busy={make.isPending}
      onSend={() => make.mutate({ state, name, contact })}
      error={refused}
    >
      {hasRole(self, "regional_coordinator") ? (
        <SelectField
          label={t("state")}
          value={state}
          choices={states}
          onChange={(event) => setState(event.target.value as StateCode)}
        />
      ) : null}
      <TextField
        label={t("name")}
        required
        value={name}
        error={refused?.of("name")}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t("contact")}
        hint={t("contactHint")}
        required
        value={contact}
        error={refused?.of("contact")}
        onChange={(event) => setContact(event.target.value)}
      />
    </FormDialog>
  );
}
