/** Acquisition stations and their tokens: each token is shown once, runs out, and can be revoked at any time. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { FormDialog } from "../../app/form-dialog.tsx";
import { OnceShown } from "../../app/once-shown.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAct } from "../../app/queries.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button, SelectField, TextField } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { useOwnLab } from "../../records/use-own-labs.ts";
import { PeopleHead } from "./people-head.tsx";

type Station = Schema<"Station">;

export function StationListPage() {
  const { t } = useTranslation("people");
  const { moment } = useFormats();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Station | null>(null);
  const stations = usePages(["stations"], (cursor) => ask(api.GET("/v1/stations", { params: { query: cursor } })));
  const counts = (each: Station) =>
    each.revokedAt === null && (each.expiresAt === null || Date.parse(each.expiresAt) > Date.now());
  return (
    <>
      <PeopleHead
        actions={
          <Button look="primary" onClick={() => setMaking(true)}>
            {t("station.make")}
          </Button>
        }
      />
      <Panel flush title={t("tabs.stations")}>
        <Pages query={stations}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("station.none")} />
            ) : (
              <DataTable caption={t("tabs.stations")}>
                <thead>
                  <tr>
                    <th scope="col">{t("name")}</th>
                    <th scope="col">{t("station.token")}</th>
                    <th scope="col">{t("station.expires")}</th>
                    <th scope="col">{t("station.used")}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t("station.revoke")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((each) => (
                    <tr key={each.id}>
                      <th scope="row">{each.name}</th>
                      <td>
                        <Badge tone={counts(each) ? "good" : "neutral"}>
                          {each.revokedAt !== null
                            ? t("station.revoked")
                            : t(counts(each) ? "station.good" : "station.ranOut")}
                        </Badge>
                      </td>
                      <td>{each.expiresAt === null ? "–" : moment(each.expiresAt)}</td>
                      <td>{each.lastUsedAt === null ? t("station.never") : moment(each.lastUsedAt)}</td>
                      <td>
                        {counts(each) ? <Button onClick={() => setRevoking(each)}>{t("station.revoke")}</Button> : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            )
          }
        </Pages>
      </Panel>
      {making ? <NewStation onClose={() => setMaking(false)} /> : null}
      {revoking ? (
        <ConfirmDialog
          open
          title={t("station.revokeTitle", { name: revoking.name })}
          go={t("station.revoke")}
          refresh={[["stations"]]}
          onClose={() => setRevoking(null)}
          act={() => ask(api.DELETE("/v1/stations/{stationId}", { params: { path: { stationId: revoking.id } } }))}
        >
          <p>{t("station.revokeMeans")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

function NewStation({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("people");
  const lab = useOwnLab();
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const make = useAct(
    (body: { labId: string; name: string; expiresInDays: number }, key) =>
      ask(api.POST("/v1/stations", { body, params: { header: { "Idempotency-Key": key } } })),
    { refresh: [["stations"]] },
  );
  const refused = make.error ? toRefusal(make.error) : null;
  if (make.data)
    return (
      <Dialog title={make.data.name} open onClose={onClose}>
        <OnceShown label={t("station.token")} about={t("station.tokenAbout")} value={make.data.token} />
      </Dialog>
    );
  return (
    <FormDialog
      title={t("station.make")}
      open
      onClose={onClose}
      go={t("station.make")}
      busy={make.isPending}
      onSend={() => make.mutate({ labId: lab.labId, name, expiresInDays: Number(days) })}
      error={refused}
    >
      <SelectField
        label={t("lab")}
        value={lab.labId}
        choices={lab.choices}
        error={refused?.of("labId")}
        onChange={(event) => lab.choose(event.target.value)}
      />
      <TextField
        label={t("name")}
        required
        value={name}
        error={refused?.of("name")}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t("station.days")}
        type="number"
        min={1}
        required
        value={days}
        error={refused?.of("expiresInDays")}
        onChange={(event) => setDays(event.target.value)}
      />
    </FormDialog>
  );
}
