/** The number of a case of the own state, whose id stands in a request. */
import { Link } from "react-router";
import { api, ask } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";

export function CaseNumber({ caseId }: { readonly caseId: string }) {
  const found = useAsked(["cases", caseId], () => ask(api.GET("/v1/cases/{caseId}", { params: { path: { caseId } } })));
  return <Link to={`/cases/${caseId}`}>{found.data?.caseNumber ?? caseId.slice(-8)}</Link>;
}
