import type { notifications as english } from "../en/notifications.ts";

export const notifications: typeof english = {
  title: "Meldingen",
  list: "Wat u is gemeld",
  toMail: "Kiezen waarover u e-mail krijgt",
  markAll: "Deze als gelezen markeren",
  mark: "Als gelezen markeren",
  markOne: "Als gelezen markeren: {{text}}",
  onlyUnread: "Alleen ongelezen",
  unread: "ongelezen",
  none: "U is nog niets gemeld",
  noneUnread: "Alles is gelezen",
};
