import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, useSelf } from "../../app/session.tsx";
import { PageHead } from "../../design/parts.tsx";
import { Tabs } from "../../design/tabs.tsx";

export function PeopleHead({ actions }: { readonly actions?: ReactNode }) {
  const { t } = useTranslation("people");
  const national = hasRole(useSelf(), "national_coordinator");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} actions={actions} />
      <Tabs
        label={t("title")}
        tabs={[
          { to: "/people", name: t("tabs.accounts") },
          { to: "/people/labs", name: t("tabs.labs") },
          ...(national ? [{ to: "/people/stations", name: t("tabs.stations") }] : []),
        ]}
      />
    </>
  );
}
