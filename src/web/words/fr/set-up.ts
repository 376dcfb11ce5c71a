import type { setUp as english } from "../en/set-up.ts";

export const setUp: typeof english = {
  title: "Mettre la région en service",
  about: "Personne n’a encore de compte. Vous devenez le premier coordinateur régional.",
  code: "Code de mise en service",
  codeHint: "Il se trouve dans le fichier set-up-code du dossier de données du service ; le journal dit où.",
  name: "Votre nom",
  email: "Courriel",
  state: "Votre État",
  stateHint: "Votre compte lui appartient ; un coordinateur régional travaille pour tous les États.",
  choose: "Choisir",
  make: "Mettre en service et se connecter",
  done: "La région est déjà en service",
  toSignIn: "Aller à la connexion",
};
