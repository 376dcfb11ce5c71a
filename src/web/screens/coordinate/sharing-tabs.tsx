/** The parts of the room of sharing that this person's roles may read. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hasRole, useSelf } from "../../app/session.tsx";
import { PageHead } from "../../design/parts.tsx";
import { Tabs } from "../../design/tabs.tsx";

export function SharingHead({ actions }: { readonly actions?: ReactNode }) {
  const { t } = useTranslation("sharing");
  const self = useSelf();
  const releases = hasRole(self, "national_coordinator", "firearms_examiner", "verifier");
  const removals = hasRole(self, "national_coordinator", "firearms_examiner", "verifier", "auditor");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} actions={actions} />
      <Tabs
        label={t("title")}
        tabs={[
          { to: "/sharing", name: t("tabs.agreements") },
          ...(releases ? [{ to: "/sharing/releases", name: t("tabs.releases") }] : []),
          ...(removals ? [{ to: "/sharing/removals", name: t("tabs.removals") }] : []),
        ]}
      />
    </>
  );
}
