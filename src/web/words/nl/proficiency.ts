import type { proficiency as english } from "../en/proficiency.ts";

export const proficiency: typeof english = {
  tabs: {
    work: "Werk",
    proficiency: "Vaardigheid",
  },
  secret: "Bekende paren zijn blind",
  secretMeans:
    "Alleen auditors en de coördinator die een paar heeft aangewezen, weten ervan. Spreek er met niemand over die onderzoekt: wat vooraf bekend is, meet niets.",
  rates: "Gemist en ten onrechte geïdentificeerd",
  opinions: "Wat is gezegd",
  none: "In deze tijd is geen bekend paar beoordeeld",
  noneMeans: "Paren tellen op de dag waarop ze zijn aangewezen.",
  lab: "Laboratorium",
  look: "Blik",
  looks: {
    first: "Eerste blik",
    verification: "Verificatie",
  },
  missRate: "Gemist: één wapen, uitgesloten",
  falseIdentificationRate: "Twee wapens, geïdentificeerd",
  inconclusiveRate: "Niet doorslaggevend",
  medianHoursToReview: "Uren tot de beoordeling",
  medianHoursToConclusion: "Uren tot de conclusie",
  countOf: "{{count}} van {{of}}",
  interval: "95 %: {{lower}} tot {{upper}}",
  truth: "Wat bekend is",
  truths: {
    sameFirearm: "Eén vuurwapen",
    differentFirearms: "Twee vuurwapens",
  },
  counts: {
    pairs: "Paren",
    identification: "Geïdentificeerd",
    inconclusive: "Niet doorslaggevend",
    elimination: "Uitgesloten",
    pending: "Nog niet beoordeeld",
    notProposed: "Niet door de zoekactie voorgesteld",
  },
  pairs: "Bekende paren",
  noPairs: "Er is geen bekend paar aangewezen",
  noPairsMeans:
    "Een paar wordt aangewezen voordat er een opname van zijn twee stukken is; daarna gaan ze de gewone weg.",
  exhibits: "Stukken",
  source: "Waar ze vandaan komen",
  sources: {
    test_fire: "Proefschoten",
    simulated: "Gesimuleerd",
  },
  state: "Staat",
  named: "Aangewezen",
  standing: "Stand",
  blind: "Blind",
  disclosed: "Verteld {{when}}",
  name: {
    open: "Een bekend paar aanwijzen",
    title: "Een blind bekend paar aanwijzen",
    about:
      "Twee stukken van uw staat, van twee zaken, waarvan nog geen opname is. Ze worden binnen de staat gezocht; alleen de deskundige die er een treffer of rapport van vraagt, hoort het.",
    case: "Zaak van stuk {{side}}",
    exhibit: "Stuk {{side}}",
    truth: "Wat van de twee bekend is",
    go: "Het paar aanwijzen",
    noCase: "Geen zaak van uw staat heeft het nummer “{{number}}”.",
    noExhibit: "De zaak heeft geen stuk “{{number}}”.",
  },
};
