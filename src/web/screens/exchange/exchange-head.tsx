/** The parts of the room that this person's roles may read. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, useSelf } from "../../app/session.tsx";
import { PageHead } from "../../design/parts.tsx";
import { Tabs } from "../../design/tabs.tsx";

export function ExchangeHead({ actions }: { readonly actions?: ReactNode }) {
  const { t } = useTranslation("exchange");
  const coordinates = hasRole(useSelf(), "national_coordinator");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} actions={actions} />
      <Tabs
        label={t("title")}
        tabs={[
          { to: "/exchange", name: t("tabs.imports") },
          ...(coordinates ? [{ to: "/exchange/export", name: t("tabs.export") }] : []),
          { to: "/exchange/bundle-keys", name: t("tabs.keys") },
          ...(coordinates
            ? [
                { to: "/exchange/nominations", name: t("tabs.nominations") },
                { to: "/exchange/webhooks", name: t("tabs.webhooks") },
              ]
            : []),
        ]}
      />
    </>
  );
}
