import type { invitation as english } from "../en/invitation.ts";

export const invitation: typeof english = {
  title: "U bent uitgenodigd voor RIBIN",
  about: "Kies een wachtwoord dat niemand anders kent.",
  token: "Uitnodiging",
  tokenHint: "Zij staat in de link die uw coördinator u gaf en werkt één keer.",
  accept: "Het wachtwoord instellen",
  withProvider: "In plaats daarvan {{name}} gebruiken",
  done: "Welkom, {{name}}",
  set: "Uw wachtwoord is ingesteld. De uitnodiging is gebruikt.",
  toSignIn: "Naar de aanmelding",
};
