/** Two groups that are of one firearm where no hit says so: an examiner whose state has an exhibit in both says why. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { useTerms } from "../../app/use-words.ts";
import { SelectField } from "../../design/controls.tsx";
import { Stack } from "../../design/parts.tsx";
import { shortName, useGroups } from "./groups-page.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

interface MergeDialogProps {
  readonly group: Schema<"FirearmGroup">;
  readonly onClose: () => void;
}

export function MergeDialog({ group, onClose }: MergeDialogProps) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const go = useNavigate();
  const groups = useGroups();
  const others = groups.data?.pages.flatMap((page) => page.items).filter(({ id }) => id !== group.id) ?? [];
  const [other, setOther] = useState("");
  const chosen = other === "" ? (others[0]?.id ?? "") : other;
  return (
    <ReasonDialog
      draftKey={`${group.id}.merge`}
      title={t("groups.mergeTitle")}
      about={
        <Stack>
          <p>{others.length === 0 && !groups.isPending ? t("groups.mergeNone") : t("groups.mergeAbout")}</p>
          {others.length === 0 ? null : (
            <SelectField
              label={t("groups.mergeWith")}
              value={chosen}
              choices={others.map(({ id, states }) => ({
                value: id,
                label: `${t("groups.one", { name: shortName(id) })} · ${states.map((state) => terms.states[state]).join(", ")}`,
              }))}
              onChange={(event) => setOther(event.target.value)}
            />
          )}
        </Stack>
      }
      label={t("groups.mergeReason")}
      submit={t("groups.mergeGo")}
      open
      onClose={onClose}
      subject={chosen}
      onDone={({ id }: { readonly id: string }) => {
        onClose();
        if (id !== group.id) void go(`/firearm-groups/${id}`);
      }}
      send={(reason, key) =>
        ask(
          api.POST("/v1/firearm-groups/{groupId}/merge", {
            params: { path: { groupId: group.id }, header: { "Idempotency-Key": key } },
            body: { otherGroupId: chosen, reason },
          }),
        )
      }
    />
  );
}
