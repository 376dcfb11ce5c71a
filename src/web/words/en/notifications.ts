export const notifications = {
  title: "Notifications",
  list: "What you were told",
  toMail: "Choose what you are written to about",
  markAll: "Mark these as read",
  mark: "Mark as read",
  markOne: "Mark as read: {{text}}",
  onlyUnread: "Only unread",
  unread: "unread",
  none: "You have not been told of anything yet",
  noneUnread: "Everything is read",
};
