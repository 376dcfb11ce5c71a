export const invitation = {
  title: "You are invited to RIBIN",
  about: "Set a password that nobody else knows.",
  token: "Invitation",
  tokenHint: "It stands in the link that your coordinator gave you, and counts once.",
  accept: "Set the password",
  withProvider: "Use {{name}} instead",
  done: "Welcome, {{name}}",
  set: "Your password is set. The invitation is used up.",
  toSignIn: "Go to the sign-in",
};
