import type { signIn as english } from "../en/sign-in.ts";

export const signIn: typeof english = {
  title: "Se connecter à RIBIN",
  network: "Réseau régional intégré d’information balistique",
  email: "Courriel",
  password: "Mot de passe",
  signIn: "Se connecter",
  signInWith: "Se connecter avec {{name}}",
  code: "Code de votre authentificateur",
  codeHint: "Six chiffres, ou l’un de vos codes de secours.",
  back: "Retour",
  verifyReport: "Vérifier un rapport",
  completing: "Connexion en cours",
  flowLost: "Cette connexion n’a pas été commencée dans cet onglet, ou elle a trop duré.",
  flowLostGo: "Recommencer",
  purposeWhy:
    "Chaque recherche et chaque consultation d’éléments d’un autre État sont enregistrées avec une finalité. Vous l’indiquez une fois par session.",
  purpose: "Vous travaillez pour",
  caseNumber: "Numéro d’affaire",
  caseNumberHint: "De l’affaire sur laquelle vous travaillez. Laissez vide s’il n’y a pas une affaire unique.",
  noCase: "Il n’y a pas une affaire unique, car",
  noCaseReasons: {
    queue_review: "j’examine une file de nombreuses affaires",
    verification_for_others: "je vérifie pour un autre État",
    case_not_entered: "l’affaire n’est pas encore saisie",
    quality_audit: "je contrôle la qualité",
    oversight: "j’exerce un contrôle",
  },
  statement: "En vos propres mots",
  statementHint: "Une ligne, telle qu’un auditeur la lira.",
  goOn: "Continuer",
};
