/** One firearm: its exhibits across states, the hits between them, what happened to it, and how it is split or merged. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { AskedPage } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { PageHead, Panel, Stack } from "../../design/parts.tsx";
import { GroupHits, GroupRecords } from "./group-lists.tsx";
import { MembersTable } from "./group-members.tsx";
import { shortName } from "./groups-page.tsx";
import { MergeDialog } from "./merge-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { SplitList } from "./split-list.tsx";

export function GroupPage() {
  const { groupId = "" } = useParams();
  const group = useAsked(["firearm-groups", groupId], () =>
    ask(api.GET("/v1/firearm-groups/{groupId}", { params: { path: { groupId } } })),
  );
  return (
    <AskedPage query={group} lines={8}>
      {(found) => <GroupBody key={found.id} group={found} />}
    </AskedPage>
  );
}

function GroupBody({ group }: { readonly group: Schema<"FirearmGroup"> }) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const self = useSelf();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [dialog, setDialog] = useState<"merge" | "split" | null>(null);
  const changes = hasRole(self, "firearms_examiner");
  const close = () => setDialog(null);
  return (
    <Stack>
      <PageHead
        title={t("groups.one", { name: shortName(group.id) })}
        about={group.states.map((state) => terms.states[state]).join(", ")}
        actions={
          changes ? (
            <>
              <Button onClick={() => setDialog("merge")}>{t("groups.merge")}</Button>
              <Button
                disabled={chosen.length === 0 || chosen.length === group.members.length}
                onClick={() => setDialog("split")}
              >
                {chosen.length === 0 ? t("groups.choose") : t("groups.split", { count: chosen.length })}
              </Button>
            </>
          ) : null
        }
      />
      <Panel title={t("groups.members")} flush>
        <MembersTable group={group} chosen={changes ? chosen : null} onChoose={setChosen} />
      </Panel>
      {group.splits.length === 0 ? null : (
        <Panel title={t("groups.splits")}>
          <SplitList group={group} />
        </Panel>
      )}
      <Panel title={t("groups.hitsBetween")}>
        <GroupHits group={group} />
      </Panel>
      <Panel title={t("groups.records")}>
        <GroupRecords group={group} />
      </Panel>
      {dialog === "merge" ? <MergeDialog group={group} onClose={close} /> : null}
      <ReasonDialog
        draftKey={`${group.id}.split`}
        title={t("groups.splitTitle")}
        about={t("groups.splitAbout", { count: chosen.length })}
        label={t("groups.splitReason")}
        submit={t("groups.splitGo")}
        open={dialog === "split"}
        onClose={close}
        onDone={() => {
          setChosen([]);
          close();
        }}
        send={(reason, key) =>
          ask(
            api.POST("/v1/firearm-groups/{groupId}/splits", {
              params: { path: { groupId: group.id }, header: { "Idempotency-Key": key } },
              body: { memberIds: [...chosen], reason },
            }),
          )
        }
      />
    </Stack>
  );
}
