import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "../../design/parts.tsx";
import { Tabs } from "../../design/tabs.tsx";

export function RetentionHead({ actions }: { readonly actions?: ReactNode }) {
  const { t } = useTranslation("retention");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} actions={actions} />
      <Tabs
        label={t("title")}
        tabs={[
          { to: "/retention", name: t("tabs.purges") },
          { to: "/retention/holds", name: t("tabs.holds") },
          { to: "/retention/rules", name: t("tabs.rules") },
        ]}
      />
    </>
  );
}
