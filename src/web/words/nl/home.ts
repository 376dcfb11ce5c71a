import type { home as english } from "../en/home.ts";

export const home: typeof english = {
  greeting: "Goedendag, {{name}}",
  changed: "Wat is veranderd",
  nothingNew: "Niets nieuws",
  nothingDue: "Er is niets te doen",
  showAll: "Alles tonen",
  rooms: "Uw onderdelen",
  kinds: {
    candidate_proposed: "Er is een kandidaat voorgesteld",
    lead_made: "Er is een aanwijzing vastgelegd",
    verification_assigned: "U wordt gevraagd te verifiëren",
    verification_unassigned: "Niemand kon worden gevraagd te verifiëren",
    hit_confirmed: "Een treffer is bevestigd",
    report_issued: "Een rapport is uitgegeven",
    report_withdrawn: "Een rapport is ingetrokken",
    release_created: "Een zaak is vrijgegeven",
    release_withdrawn: "Een vrijgave is ingetrokken",
    report_requested: "Er is om een rapport gevraagd",
    report_request_answered: "Een rapportverzoek is beantwoord",
    report_request_replied: "Een vraag over een verzoek is beantwoord",
    report_request_withdrawn: "Een rapportverzoek is ingetrokken",
    clock_due_soon: "Een termijn loopt binnenkort af",
    clock_overdue: "Een termijn is verstreken",
    clock_escalated: "Een verstreken termijn is aan de coördinator voorgelegd",
    job_failed: "Een verwerkingstaak is mislukt",
  },
};
