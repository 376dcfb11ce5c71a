export const setUp = {
  title: "Set the region up",
  about: "Nobody has an account yet. You become the first regional coordinator.",
  code: "Set-up code",
  codeHint: "It lies in the file set-up-code of the service’s data folder; the log says where.",
  name: "Your name",
  email: "E-mail",
  state: "Your state",
  stateHint: "Your account belongs to it; a regional coordinator works for all states.",
  choose: "Choose",
  make: "Set up and sign in",
  done: "The region was set up already",
  toSignIn: "Go to the sign-in",
};
