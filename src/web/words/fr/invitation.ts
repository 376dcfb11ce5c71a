import type { invitation as english } from "../en/invitation.ts";

export const invitation: typeof english = {
  title: "Vous êtes invité à RIBIN",
  about: "Choisissez un mot de passe que personne d’autre ne connaît.",
  token: "Invitation",
  tokenHint: "Elle figure dans le lien donné par votre coordinateur et ne sert qu’une fois.",
  accept: "Définir le mot de passe",
  withProvider: "Utiliser plutôt {{name}}",
  done: "Bienvenue, {{name}}",
  set: "Votre mot de passe est défini. L’invitation est utilisée.",
  toSignIn: "Aller à la connexion",
};
