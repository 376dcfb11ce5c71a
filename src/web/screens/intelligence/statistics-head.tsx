/** The parts of the room of statistics that this person's roles may read. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, useSelf } from "../../app/session.tsx";
import { PageHead } from "../../design/parts.tsx";
import { Tabs } from "../../design/tabs.tsx";

export function StatisticsHead({ actions }: { readonly actions?: ReactNode }) {
  const { t } = useTranslation(["statistics", "proficiency"]);
  const measures = hasRole(useSelf(), "national_coordinator", "auditor");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} actions={actions} />
      <Tabs
        label={t("title")}
        tabs={[
          { to: "/statistics", name: t("proficiency:tabs.work") },
          ...(measures ? [{ to: "/statistics/proficiency", name: t("proficiency:tabs.proficiency") }] : []),
        ]}
      />
    </>
  );
}
