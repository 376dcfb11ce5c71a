import type { home as english } from "../en/home.ts";

export const home: typeof english = {
  greeting: "Bonjour, {{name}}",
  changed: "Ce qui a changé",
  nothingNew: "Rien de nouveau",
  nothingDue: "Rien n’est à échéance",
  showAll: "Tout afficher",
  rooms: "Vos rubriques",
  kinds: {
    candidate_proposed: "Un candidat a été proposé",
    lead_made: "Une piste a été établie",
    verification_assigned: "Une vérification vous est demandée",
    verification_unassigned: "Personne n’a pu être sollicité pour une vérification",
    hit_confirmed: "Une correspondance a été confirmée",
    report_issued: "Un rapport a été délivré",
    report_withdrawn: "Un rapport a été retiré",
    release_created: "Une affaire a été mise à disposition",
    release_withdrawn: "Une mise à disposition a été retirée",
    report_requested: "Un rapport a été demandé",
    report_request_answered: "Une demande de rapports a reçu une réponse",
    report_request_replied: "Une question sur une demande a reçu une réponse",
    report_request_withdrawn: "Une demande de rapports a été retirée",
    clock_due_soon: "Une échéance approche",
    clock_overdue: "Une échéance est dépassée",
    clock_escalated: "Un retard a été signalé au coordinateur",
    job_failed: "Une tâche de traitement a échoué",
  },
};
