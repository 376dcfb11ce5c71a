/** A case of the own state by its number; of another state, or where it cannot be read, a way to it. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { StateCode } from "../../domain/states.ts";
import { useSelf } from "../app/session.tsx";
import { useCase } from "./use-records.ts";

interface CaseLinkProps {
  readonly caseId: string;
  /** Left out: the own one. */
  readonly ownerState?: StateCode;
}

export function CaseLink({ caseId, ownerState }: CaseLinkProps) {
  const { t } = useTranslation("sharing");
  const own = useSelf().state;
  const found = useCase((ownerState ?? own) === own ? caseId : undefined, { staleTime: Number.POSITIVE_INFINITY });
  return <Link to={`/cases/${caseId}`}>{found.data?.data.caseNumber ?? t("openCase")}</Link>;
}
