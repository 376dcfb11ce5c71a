import type { notifications as english } from "../en/notifications.ts";

export const notifications: typeof english = {
  title: "Notifikasyon",
  list: "Sa yo te di w",
  toMail: "Chwazi sou kisa yo ekri w",
  markAll: "Make sa yo kòm li",
  mark: "Make kòm li",
  markOne: "Make kòm li: {{text}}",
  onlyUnread: "Sèlman sa ki poko li",
  unread: "poko li",
  none: "Yo poko di w anyen",
  noneUnread: "Tout li deja",
};
