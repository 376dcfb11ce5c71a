import type { home as english } from "../en/home.ts";

export const home: typeof english = {
  greeting: "Buenos días, {{name}}",
  changed: "Lo que cambió",
  nothingNew: "Nada nuevo",
  nothingDue: "No hay nada pendiente",
  showAll: "Mostrar todo",
  rooms: "Sus secciones",
  kinds: {
    candidate_proposed: "Se propuso un candidato",
    lead_made: "Se estableció una pista",
    verification_assigned: "Se le pide una verificación",
    verification_unassigned: "No se pudo pedir a nadie una verificación",
    hit_confirmed: "Se confirmó un acierto",
    report_issued: "Se emitió un informe",
    report_withdrawn: "Se retiró un informe",
    release_created: "Se autorizó el acceso a un caso",
    release_withdrawn: "Se retiró una autorización de acceso",
    report_requested: "Se solicitó un informe",
    report_request_answered: "Se respondió a una solicitud de informes",
    report_request_replied: "Se respondió a una pregunta sobre una solicitud",
    report_request_withdrawn: "Se retiró una solicitud de informes",
    clock_due_soon: "Un plazo vence pronto",
    clock_overdue: "Un plazo está vencido",
    clock_escalated: "Un plazo vencido se elevó al coordinador",
    job_failed: "Falló una tarea de procesamiento",
  },
};
