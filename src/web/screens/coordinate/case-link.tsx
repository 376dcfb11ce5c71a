/** A case of the own state by its number; of another state, or where it cannot be read, a way to it. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";

export function CaseLink({ caseId, ownerState }: { readonly caseId: string; readonly ownerState: StateCode }) {
  const { t } = useTranslation("sharing");
  const own = useSelf().state === ownerState;
  const found = useAsked(
    ["case", caseId, "number"],
    () => ask(api.GET("/v1/cases/{caseId}", { params: { path: { caseId } } })),
    { enabled: own, staleTime: Number.POSITIVE_INFINITY },
  );
  return <Link to={`/cases/${caseId}`}>{found.data?.caseNumber ?? t("openCase")}</Link>;
}
