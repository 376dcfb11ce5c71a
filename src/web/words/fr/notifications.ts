import type { notifications as english } from "../en/notifications.ts";

export const notifications: typeof english = {
  title: "Notifications",
  list: "Ce qui vous a été signalé",
  toMail: "Choisir ce qui vous est envoyé par courriel",
  markAll: "Marquer ceux-ci comme lus",
  mark: "Marquer comme lu",
  markOne: "Marquer comme lu : {{text}}",
  onlyUnread: "Non lus seulement",
  unread: "non lu",
  none: "Rien ne vous a encore été signalé",
  noneUnread: "Tout est lu",
};
