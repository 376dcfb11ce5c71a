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
  /** Where it came with what is listed; null: it may not be read there. Left out: it is asked for. */
  readonly caseNumber?: string | null;
}

export function CaseLink({ caseId, ownerState, caseNumber }: CaseLinkProps) {
  const { t } = useTranslation("sharing");
  const own = useSelf().state;
  const asked = caseNumber === undefined && (ownerState ?? own) === own;
  const found = useCase(asked ? caseId : undefined, { staleTime: Number.POSITIVE_INFINITY });
  return <Link to={`/cases/${caseId}`}>{caseNumber ?? found.data?.data.caseNumber ?? t("openCase")}</Link>;
}
