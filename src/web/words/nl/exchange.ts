import type { exchange as english } from "../en/exchange.ts";

export const exchange: typeof english = {
  title: "Import en export",
  about:
    "Hoe bewijs van uw staat uit andere systemen binnenkomt en erheen gaat. Elk voorbeeld, elke import en elke export staat in het auditspoor.",
  tabs: {
    imports: "Imports",
    export: "Export",
    keys: "Bundelsleutels",
    nominations: "IBIN-voordrachten",
    webhooks: "Webhooks",
  },
  file: "Bestand",
  form: "Vorm",
  size: "Grootte",
  lab: "Laboratorium",
  labHint: "Het behandelt de nieuwe zaken.",
  standing: "Stand",
  sent: "Verzonden",
  applied: "Geïmporteerd",
  do: "Wat kan",
  forms: {
    xml: "XML van zaken, stukken en treffers",
    csv: "CSV van stukken",
    bundle: "Bundel van een station zonder lijn",
  },
  formHints: {
    xml: "Een export volgens het schema van dit netwerk, in UTF-8.",
    csv: "Een tabel waarvan de eerste rij de kolommen noemt: minstens caseNumber, exhibitNumber en type.",
    bundle:
      "Zoals “ribin bundle make” haar schreef: ondertekend met een geregistreerde sleutel en versleuteld voor de regio.",
  },
  states: {
    previewed: "Te bekijken",
    applying: "Begonnen, niet klaar",
    applied: "Geïmporteerd",
  },
  noImports: "Er is nog niets geïmporteerd",
  noImportsMeans: "Een bestand wordt eerst gelezen en per gegeven getoond; er komt niets binnen voordat u het zegt.",
  noImportsOthers: "Laboranten en deskundigen van uw staat importeren bestanden.",
  send: {
    open: "Een bestand lezen",
    title: "Een bestand lezen voor import",
    about:
      "Het bestand wordt gecontroleerd en vergeleken met wat hier is. U ziet wat nieuw, gelijk of strijdig is; hiermee wordt niets geïmporteerd.",
    go: "Lezen",
    progress: "Al verzonden",
  },
  importAbout: "{{form}}, gelezen {{when}}",
  allImports: "Alle imports",
  fileFacts: "Het bestand",
  hash: "SHA-256",
  apply: {
    open: "Importeren wat nieuw is",
    goOn: "Verdergaan met de import",
    title: "Importeren wat nieuw is",
    go: "Importeren",
    means_one:
      "{{number}} gegeven is nieuw. Elk gegeven wordt nog eens vergeleken en volgens dezelfde regels ingevoerd als met de hand. Wat strijdig is, blijft hier zoals het is.",
    means_other:
      "{{number}} gegevens zijn nieuw. Elk gegeven wordt nog eens vergeleken en volgens dezelfde regels ingevoerd als met de hand. Wat strijdig is, blijft hier zoals het is.",
  },
  brokeOff: "De import is afgebroken",
  brokeOffMeans: "Wat is ingevoerd, blijft. Ga ermee verder: niets komt tweemaal binnen.",
  nothingNew: "Er staat niets nieuws in",
  nothingNewMeans: "Er valt niets te importeren. Wat verschilt, verbetert een mens op de pagina van het gegeven.",
  partly: "Niet alles is binnengekomen",
  partlyMeans:
    "Bekijk wat strijdig is of is geweigerd. Wat hier fout is, wordt op de pagina van het gegeven verbeterd.",
  keepBundle: "Bewaar de bundel op haar station tot wat strijdig is of is geweigerd, is opgelost.",
  kept: "Alles is bewaard",
  outcomes: {
    new: "Nieuw",
    same: "Hier al aanwezig",
    conflict: "Strijdig",
    noted: "Gemeld, niet geïmporteerd",
  },
  results: {
    created: "Ingevoerd",
    same: "Hier al aanwezig",
    conflict: "Strijdig",
    noted: "Gemeld, niet geïmporteerd",
    refused: "Geweigerd",
  },
  records: "Gegevens van het bestand",
  show: "Tonen",
  all: "Alles",
  noRecords: "Geen zulke gegevens",
  place: "Waar in het bestand",
  record: "Gegeven",
  found: "Bevinding",
  became: "Resultaat",
  toKnow: "Te weten",
  kinds: {
    case: "Zaak",
    exhibit: "Stuk",
    acquisition: "Opname",
    hit: "Treffer",
    removed_case: "Verwijderde zaak",
    removed_exhibit: "Verwijderd stuk",
    removed_hit: "Ingetrokken treffer",
  },
  hereThere: "hier: {{here}} · in het bestand: {{there}}",
  export: {
    own: "Alleen van uw eigen staat",
    ownMeans:
      "Zaken, stukken en treffers, ook van zaken met beperkte toegang. Van de andere kant van een treffer noemt een export de staat, en de zaak alleen zolang die aan de uwe is vrijgegeven. Het bestand is niet versleuteld: bewaar het als bewijs. Elke export staat in het auditspoor.",
    xmlAbout:
      "Voor andere systemen: alle zaken, stukken en treffers, en wat is verwijderd. Het kan weer worden geïmporteerd.",
    xml: "Exporteren als XML",
    csvAbout:
      "Voor een rekenblad: een stuk per rij, met zijn zaak en klassekenmerken. Het kan weer worden geïmporteerd.",
    csv: "Exporteren als CSV",
    mark: "Met een bytevolgordemarkering beginnen",
    markHint: "Sommige rekenbladen tonen accenten anders verkeerd.",
  },
  key: {
    title: "Sleutels van stations",
    register: "Een sleutel registreren",
    none: "Er is geen sleutel geregistreerd",
    noneMeans:
      "Een station zonder lijn ondertekent met een eigen sleutel wat het later verzendt. Zonder geregistreerde sleutel worden zijn bundels geweigerd.",
    station: "Station",
    thumbprint: "Vingerafdruk",
    registered: "Geregistreerd",
    good: "Bundels worden ontvangen",
    revoke: "Intrekken",
    revokedOn: "Ingetrokken {{when}}",
    revokeTitle: "De sleutel van {{name}} intrekken",
    revokeMeans:
      "Elke bundel die hij heeft ondertekend, wordt vanaf nu geweigerd, wanneer hij ook is gemaakt. Wat is ontvangen, blijft.",
    registerAbout:
      "Het station maakt de sleutel met “ribin bundle key” en toont de openbare helft. Laat die voorlezen door iemand die u kent: wie de geheime helft heeft, zendt bewijs voor dit laboratorium.",
    public: "Openbare sleutel",
    publicHint: "43 tekens, zoals “ribin bundle key” ze toont.",
  },
  recipient: {
    title: "Waarvoor bundels worden versleuteld",
    about: "Stations geven dit aan “ribin bundle make --recipient”.",
    first: "Voor nieuwe bundels",
    older: "Opent nog oudere bundels",
  },
};
