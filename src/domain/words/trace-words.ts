/** The words of the forms to trace firearms, in each language of the region. */
import type { FirearmKind, Recovery, SerialState, TraceAddressee } from "../intelligence/firearm.ts";
import type { TraceField } from "../intelligence/trace-form.ts";
import type { Language } from "../language.ts";

export interface TraceWords {
  readonly title: string;
  readonly addressees: Readonly<Record<TraceAddressee, string>>;
  readonly fields: Readonly<Record<TraceField, string>>;
  readonly firearm: string;
  readonly request: string;
  readonly addressee: string;
  readonly requestNumber: string;
  readonly requestedOn: string;
  readonly serialState: string;
  readonly notRecorded: string;
  /** Of {fields}. */
  readonly missing: string;
  readonly kinds: Readonly<Record<FirearmKind, string>>;
  readonly serialStates: Readonly<Record<SerialState, string>>;
  readonly recoveries: Readonly<Record<Recovery, string>>;
}

const en: TraceWords = {
  title: "Request to trace a firearm",
  addressees: { eTrace: "eTrace (ATF)", iARMS: "iARMS (INTERPOL)", "competent authority": "Competent authority" },
  fields: {
    kind: "Kind of firearm",
    make: "Make",
    model: "Model",
    calibre: "Calibre",
    serialNumber: "Serial number",
    countryOfOrigin: "Country of origin (ISO 3166)",
    importMarks: "Import marks",
    recovery: "Recovery",
    recoveredOn: "Date of recovery",
    recoveryPlace: "Place of recovery",
  },
  firearm: "The firearm",
  request: "The request",
  addressee: "Addressed to",
  requestNumber: "Request",
  requestedOn: "Requested on",
  serialState: "State of the serial number",
  notRecorded: "not recorded",
  missing: "Missing: {fields}. Complete the record before sending, or say why it is not known.",
  kinds: {
    "revolver or self-loading pistol": "revolver or self-loading pistol",
    "rifle or carbine": "rifle or carbine",
    shotgun: "shotgun",
    "sub-machine gun": "sub-machine gun",
    "assault rifle": "assault rifle",
    "light machine gun": "light machine gun",
    "light weapon": "light weapon",
    "craft-made firearm": "craft-made firearm",
    other: "other",
    unknown: "unknown",
  },
  serialStates: {
    legible: "legible",
    "partly legible": "partly legible",
    obliterated: "obliterated",
    none: "none",
    "not examined": "not examined",
  },
  recoveries: { seized: "seized", found: "found", surrendered: "surrendered" },
};

const fr: TraceWords = {
  title: "Demande de traçage d'une arme à feu",
  addressees: { eTrace: "eTrace (ATF)", iARMS: "iARMS (INTERPOL)", "competent authority": "Autorité compétente" },
  fields: {
    kind: "Type d'arme",
    make: "Marque",
    model: "Modèle",
    calibre: "Calibre",
    serialNumber: "Numéro de série",
    countryOfOrigin: "Pays d'origine (ISO 3166)",
    importMarks: "Marques d'importation",
    recovery: "Récupération",
    recoveredOn: "Date de récupération",
    recoveryPlace: "Lieu de récupération",
  },
  firearm: "L'arme à feu",
  request: "La demande",
  addressee: "Adressée à",
  requestNumber: "Demande",
  requestedOn: "Demandée le",
  serialState: "État du numéro de série",
  notRecorded: "non consigné",
  missing: "Manque : {fields}. Compléter le dossier avant l'envoi, ou indiquer pourquoi cela n'est pas connu.",
  kinds: {
    "revolver or self-loading pistol": "revolver ou pistolet à chargement automatique",
    "rifle or carbine": "fusil ou carabine",
    shotgun: "fusil de chasse",
    "sub-machine gun": "pistolet-mitrailleur",
    "assault rifle": "fusil d'assaut",
    "light machine gun": "mitrailleuse légère",
    "light weapon": "arme légère",
    "craft-made firearm": "arme de fabrication artisanale",
    other: "autre",
    unknown: "inconnu",
  },
  serialStates: {
    legible: "lisible",
    "partly legible": "partiellement lisible",
    obliterated: "effacé",
    none: "aucun",
    "not examined": "non examiné",
  },
  recoveries: { seized: "saisie", found: "trouvée", surrendered: "remise" },
};

const nl: TraceWords = {
  title: "Verzoek tot tracering van een vuurwapen",
  addressees: { eTrace: "eTrace (ATF)", iARMS: "iARMS (INTERPOL)", "competent authority": "Bevoegde autoriteit" },
  fields: {
    kind: "Soort vuurwapen",
    make: "Merk",
    model: "Model",
    calibre: "Kaliber",
    serialNumber: "Serienummer",
    countryOfOrigin: "Land van herkomst (ISO 3166)",
    importMarks: "Invoermerken",
    recovery: "Verkrijging",
    recoveredOn: "Datum van verkrijging",
    recoveryPlace: "Plaats van verkrijging",
  },
  firearm: "Het vuurwapen",
  request: "Het verzoek",
  addressee: "Gericht aan",
  requestNumber: "Verzoek",
  requestedOn: "Verzocht op",
  serialState: "Toestand van het serienummer",
  notRecorded: "niet vastgelegd",
  missing: "Ontbreekt: {fields}. Vul de gegevens aan vóór verzending, of vermeld waarom dit niet bekend is.",
  kinds: {
    "revolver or self-loading pistol": "revolver of semiautomatisch pistool",
    "rifle or carbine": "geweer of karabijn",
    shotgun: "hagelgeweer",
    "sub-machine gun": "pistoolmitrailleur",
    "assault rifle": "aanvalsgeweer",
    "light machine gun": "licht machinegeweer",
    "light weapon": "licht wapen",
    "craft-made firearm": "ambachtelijk vervaardigd vuurwapen",
    other: "overig",
    unknown: "onbekend",
  },
  serialStates: {
    legible: "leesbaar",
    "partly legible": "deels leesbaar",
    obliterated: "weggeslepen",
    none: "geen",
    "not examined": "niet onderzocht",
  },
  recoveries: { seized: "in beslag genomen", found: "gevonden", surrendered: "ingeleverd" },
};

const es: TraceWords = {
  title: "Solicitud de rastreo de un arma de fuego",
  addressees: { eTrace: "eTrace (ATF)", iARMS: "iARMS (INTERPOL)", "competent authority": "Autoridad competente" },
  fields: {
    kind: "Tipo de arma",
    make: "Marca",
    model: "Modelo",
    calibre: "Calibre",
    serialNumber: "Número de serie",
    countryOfOrigin: "País de origen (ISO 3166)",
    importMarks: "Marcas de importación",
    recovery: "Recuperación",
    recoveredOn: "Fecha de recuperación",
    recoveryPlace: "Lugar de recuperación",
  },
  firearm: "El arma de fuego",
  request: "La solicitud",
  addressee: "Dirigida a",
  requestNumber: "Solicitud",
  requestedOn: "Solicitada el",
  serialState: "Estado del número de serie",
  notRecorded: "no consta",
  missing: "Falta: {fields}. Complete el registro antes del envío, o indique por qué no se conoce.",
  kinds: {
    "revolver or self-loading pistol": "revólver o pistola semiautomática",
    "rifle or carbine": "fusil o carabina",
    shotgun: "escopeta",
    "sub-machine gun": "subfusil",
    "assault rifle": "fusil de asalto",
    "light machine gun": "ametralladora ligera",
    "light weapon": "arma ligera",
    "craft-made firearm": "arma de fabricación artesanal",
    other: "otro",
    unknown: "desconocido",
  },
  serialStates: {
    legible: "legible",
    "partly legible": "parcialmente legible",
    obliterated: "borrado",
    none: "ninguno",
    "not examined": "no examinado",
  },
  recoveries: { seized: "incautada", found: "encontrada", surrendered: "entregada" },
};

const ht: TraceWords = {
  title: "Demann pou trase yon zam afe",
  addressees: { eTrace: "eTrace (ATF)", iARMS: "iARMS (INTERPOL)", "competent authority": "Otorite konpetan" },
  fields: {
    kind: "Kalite zam",
    make: "Mak",
    model: "Modèl",
    calibre: "Kalib",
    serialNumber: "Nimewo seri",
    countryOfOrigin: "Peyi orijin (ISO 3166)",
    importMarks: "Mak enpòtasyon",
    recovery: "Rekiperasyon",
    recoveredOn: "Dat rekiperasyon",
    recoveryPlace: "Kote rekiperasyon",
  },
  firearm: "Zam afe a",
  request: "Demann lan",
  addressee: "Voye bay",
  requestNumber: "Demann",
  requestedOn: "Mande nan dat",
  serialState: "Eta nimewo seri a",
  notRecorded: "pa anrejistre",
  missing: "Sa ki manke: {fields}. Konplete dosye a anvan ou voye l, oswa di poukisa yo pa konnen sa.",
  kinds: {
    "revolver or self-loading pistol": "revolvè oswa pistolè semi-otomatik",
    "rifle or carbine": "fizi oswa karabin",
    shotgun: "fizi lachas",
    "sub-machine gun": "pistolè mitrayè",
    "assault rifle": "fizi daso",
    "light machine gun": "mitrayèz lejè",
    "light weapon": "zam lejè",
    "craft-made firearm": "zam fèt alamen",
    other: "lòt",
    unknown: "enkoni",
  },
  serialStates: {
    legible: "lizib",
    "partly legible": "lizib an pati",
    obliterated: "efase",
    none: "okenn",
    "not examined": "pa egzamine",
  },
  recoveries: { seized: "sezi", found: "jwenn", surrendered: "remèt" },
};

export const TRACE_WORDS: Readonly<Record<Language, TraceWords>> = { en, fr, nl, es, ht };
