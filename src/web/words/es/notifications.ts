import type { notifications as english } from "../en/notifications.ts";

export const notifications: typeof english = {
  title: "Notificaciones",
  list: "Lo que se le avisó",
  toMail: "Elegir sobre qué se le escribe",
  markAll: "Marcar estas como leídas",
  mark: "Marcar como leída",
  markOne: "Marcar como leída: {{text}}",
  onlyUnread: "Solo sin leer",
  unread: "sin leer",
  none: "Todavía no se le ha avisado de nada",
  noneUnread: "Todo está leído",
};
