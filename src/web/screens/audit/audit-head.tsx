import { useTranslation } from "react-i18next";
import { PageHead } from "../../design/parts.tsx";
import { Tabs } from "../../design/tabs.tsx";

export function AuditHead() {
  const { t } = useTranslation("audit");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <Tabs
        label={t("title")}
        tabs={[
          { to: "/audit", name: t("tabs.search") },
          { to: "/audit/chain", name: t("tabs.chain") },
        ]}
      />
    </>
  );
}
