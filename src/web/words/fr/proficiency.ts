import type { proficiency as english } from "../en/proficiency.ts";

export const proficiency: typeof english = {
  tabs: {
    work: "Travail",
    proficiency: "Aptitude",
  },
  secret: "Les paires connues sont à l’aveugle",
  secretMeans:
    "Seuls les auditeurs et le coordinateur qui a désigné une paire la connaissent. N’en parlez à personne qui examine : ce qui est su d’avance ne mesure rien.",
  rates: "Manqués et fausses identifications",
  opinions: "Ce qui a été dit",
  none: "Aucune paire connue n’a été jugée dans cette période",
  noneMeans: "Les paires comptent au jour où elles ont été désignées.",
  lab: "Laboratoire",
  look: "Regard",
  looks: {
    first: "Premier regard",
    verification: "Vérification",
  },
  missRate: "Manqués : une arme, éliminée",
  falseIdentificationRate: "Deux armes, identifiées",
  inconclusiveRate: "Non concluants",
  medianHoursToReview: "Heures jusqu’à la revue",
  medianHoursToConclusion: "Heures jusqu’à la conclusion",
  countOf: "{{count}} sur {{of}}",
  interval: "95 % : {{lower}} à {{upper}}",
  truth: "Ce qui est su",
  truths: {
    sameFirearm: "Une seule arme",
    differentFirearms: "Deux armes",
  },
  counts: {
    pairs: "Paires",
    identification: "Identifiées",
    inconclusive: "Non concluantes",
    elimination: "Éliminées",
    pending: "Pas encore jugées",
    notProposed: "Non proposées par la recherche",
  },
  pairs: "Paires connues",
  noPairs: "Aucune paire connue n’est désignée",
  noPairsMeans:
    "Une paire est désignée avant toute acquisition de ses deux pièces ; celles-ci suivent ensuite la voie ordinaire.",
  exhibits: "Pièces",
  source: "D’où elles viennent",
  sources: {
    test_fire: "Tirs d’essai",
    simulated: "Simulées",
  },
  state: "État",
  named: "Désignée",
  standing: "Situation",
  blind: "À l’aveugle",
  disclosed: "Révélée le {{when}}",
  name: {
    open: "Désigner une paire connue",
    title: "Désigner une paire connue à l’aveugle",
    about:
      "Deux pièces de votre État, de deux affaires, dont rien n’a encore été acquis. Elles sont recherchées au sein de l’État, et seul est averti l’expert qui en demande une correspondance ou un rapport.",
    case: "Affaire de la pièce {{side}}",
    exhibit: "Pièce {{side}}",
    truth: "Ce qui est su des deux",
    go: "Désigner la paire",
    noCase: "Aucune affaire de votre État n’a le numéro « {{number}} ».",
    noExhibit: "L’affaire n’a pas de pièce « {{number}} ».",
  },
};
