/** What is searched for; conditions narrow each other. A case may be named by its number where the reader knows its case. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AUDIT_ACTIONS } from "../../../domain/audit.ts";
import { api, ask } from "../../api/client.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useStateChoices } from "../../app/use-state-choices.ts";
import { Button, SelectField, TextField } from "../../design/controls.tsx";
import { ButtonRow, FieldRow, Panel, Stack } from "../../design/parts.tsx";
import type { Conditions } from "./audit-page.tsx";
import { useActionWords } from "./use-action-words.ts";

const PURPOSES = [
  "investigation",
  "examination",
  "verification",
  "prosecution",
  "intelligence",
  "quality_audit",
  "oversight",
] as const;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The field of a day and a time wants it without a zone. */
const toLocal = (iso = "") => {
  if (iso === "") return "";
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const toIso = (local: string) => (local === "" ? "" : new Date(local).toISOString());

interface AuditSearchProps {
  readonly asked: Conditions;
  readonly onSearch: (conditions: Conditions) => void;
}

export function AuditSearch({ asked, onSearch }: AuditSearchProps) {
  const { t } = useTranslation(["audit", "shell"]);
  const self = useSelf();
  const region = hasRole(self, "auditor");
  const states = useStateChoices();
  const { wordOfAction } = useActionWords();
  const actions = AUDIT_ACTIONS.map((value) => ({ value: value as string, label: wordOfAction(value) })).sort((a, b) =>
    a.label.localeCompare(b.label),
  );
  const [typed, setTyped] = useState<Conditions>(asked);
  const [noCase, setNoCase] = useState<string>();
  const find = useAct(
    async (conditions: Conditions) => {
      const { caseId = "" } = conditions;
      if (caseId === "" || ID.test(caseId)) return conditions;
      const { items } = await ask(api.GET("/v1/cases", { params: { query: { caseNumber: caseId } } }));
      const found = items.find((each) => each.caseNumber === caseId);
      return found === undefined ? null : { ...conditions, caseId: found.id };
    },
    {
      onDone: (conditions) => {
        if (conditions === null) return setNoCase(t("noCase"));
        onSearch(Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== "")));
      },
    },
  );
  const set = (part: Conditions) => {
    setNoCase(undefined);
    setTyped({ ...typed, ...part });
  };
  const field = (name: "actorId" | "caseId" | "exhibitId" | "targetId") => ({
    label: t(`fields.${name}`),
    value: typed[name] ?? "",
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value.trim() }),
  });
  return (
    <Panel title={t("search")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          find.mutate(typed);
        }}
      >
        <Stack>
          <FieldRow>
            <TextField {...field("actorId")} />
            <TextField {...field("caseId")} error={noCase} hint={region ? t("hints.id") : t("hints.case")} />
            <TextField {...field("exhibitId")} />
            <TextField {...field("targetId")} />
          </FieldRow>
          <FieldRow>
            <SelectField
              label={t("columns.action")}
              value={typed.action ?? ""}
              choices={[{ value: "", label: t("any") }, ...actions]}
              onChange={(event) => set({ action: event.target.value })}
            />
            <SelectField
              label={t("fields.purpose")}
              value={typed.purpose ?? ""}
              choices={[
                { value: "", label: t("any") },
                ...PURPOSES.map((value) => ({ value, label: t(`shell:purposes.${value}`) })),
              ]}
              onChange={(event) => set({ purpose: event.target.value })}
            />
            {region ? (
              <SelectField
                label={t("fields.state")}
                value={typed.state ?? ""}
                choices={[{ value: "", label: t("any") }, ...states]}
                onChange={(event) => set({ state: event.target.value })}
              />
            ) : null}
            {(["from", "to"] as const).map((name) => (
              <TextField
                key={name}
                type="datetime-local"
                label={t(`fields.${name}`)}
                value={toLocal(typed[name])}
                onChange={(event) => set({ [name]: toIso(event.target.value) })}
              />
            ))}
            <SelectField
              label={t("fields.order")}
              value={typed.order ?? "newest"}
              choices={[
                { value: "newest", label: t("newest") },
                { value: "oldest", label: t("oldest") },
              ]}
              onChange={(event) => set({ order: event.target.value })}
            />
          </FieldRow>
          {find.error ? <RefusalNotice error={find.error} /> : null}
          <ButtonRow>
            <Button type="submit" look="primary" busy={find.isPending}>
              {t("go")}
            </Button>
            <Button look="quiet" onClick={() => onSearch({})}>
              {t("clear")}
            </Button>
          </ButtonRow>
        </Stack>
      </form>
    </Panel>
  );
}
