/** The parts of the room that this person's roles may read. */
import { useTranslation } from "react-i18next";
import { hasRole, useSelf } from "../../app/session.tsx";
import { PageHead } from "../../design/parts.tsx";
import { Tabs } from "../../design/tabs.tsx";

export function OperationHead() {
  const { t } = useTranslation("operation");
  const self = useSelf();
  const refusals = hasRole(self, "lab_technician", "national_coordinator");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <Tabs
        label={t("title")}
        tabs={[
          { to: "/operation", name: t("tabs.jobs") },
          { to: "/operation/models", name: t("tabs.models") },
          { to: "/operation/sweeps", name: t("tabs.sweeps") },
          ...(refusals ? [{ to: "/operation/refusals", name: t("tabs.refusals") }] : []),
        ]}
      />
    </>
  );
}
