import type { home as english } from "../en/home.ts";

export const home: typeof english = {
  greeting: "Bonjou, {{name}}",
  changed: "Sa ki chanje",
  nothingNew: "Pa gen anyen nouvo",
  nothingDue: "Pa gen anyen ki gen delè",
  showAll: "Montre tout",
  rooms: "Seksyon ou yo",
  kinds: {
    candidate_proposed: "Yo pwopoze yon kandida",
    lead_made: "Yo etabli yon pis",
    verification_assigned: "Yo mande w verifye",
    verification_unassigned: "Yo pa t ka mande pèsòn verifye",
    hit_confirmed: "Yo konfime yon koresponn",
    report_issued: "Yo bay yon rapò",
    report_withdrawn: "Yo retire yon rapò",
    release_created: "Yo pataje yon dosye",
    release_withdrawn: "Yo retire yon pataj",
    report_requested: "Yo mande yon rapò",
    report_request_answered: "Yo reponn yon demann rapò",
    report_request_replied: "Yo reponn yon kesyon sou yon demann",
    report_request_withdrawn: "Yo retire yon demann rapò",
    clock_due_soon: "Gen yon delè k ap rive talè",
    clock_overdue: "Gen yon delè ki pase",
    clock_escalated: "Yo pote yon reta bay kowòdonatè a",
    job_failed: "Yon travay tretman echwe",
  },
};
