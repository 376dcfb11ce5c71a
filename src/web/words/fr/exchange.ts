import type { exchange as english } from "../en/exchange.ts";

export const exchange: typeof english = {
  title: "Import et export",
  about:
    "Comment les éléments de preuve de votre État entrent depuis d’autres systèmes et en sortent. Chaque aperçu, import et export figure dans le journal d’audit.",
  tabs: {
    imports: "Importations",
    export: "Exportation",
    keys: "Clés de lots",
    nominations: "Propositions IBIN",
    webhooks: "Webhooks",
  },
  file: "Fichier",
  form: "Format",
  size: "Taille",
  lab: "Laboratoire",
  labHint: "Il traite les nouvelles affaires.",
  standing: "Situation",
  sent: "Envoyé",
  applied: "Importé",
  do: "Ce qui est possible",
  forms: {
    xml: "XML d’affaires, de pièces et de correspondances",
    csv: "CSV de pièces",
    bundle: "Lot d’un poste sans liaison",
  },
  formHints: {
    xml: "Un export selon le schéma de ce réseau, en UTF-8.",
    csv: "Un tableau dont la première ligne nomme les colonnes : au moins caseNumber, exhibitNumber et type.",
    bundle: "Tel que « ribin bundle make » l’a écrit : signé par une clé enregistrée et chiffré pour la région.",
  },
  states: {
    previewed: "À examiner",
    applying: "Commencé, pas terminé",
    applied: "Importé",
  },
  noImports: "Rien n’a encore été importé",
  noImportsMeans:
    "Un fichier est d’abord lu et montré enregistrement par enregistrement ; rien n’entre avant que vous ne le disiez.",
  noImportsOthers: "Les techniciens et les experts de votre État importent les fichiers.",
  send: {
    open: "Lire un fichier",
    title: "Lire un fichier à importer",
    about:
      "Le fichier est contrôlé et comparé avec ce qui est ici. Vous voyez ce qui est nouveau, identique ou en conflit ; rien n’est encore importé.",
    go: "Lire",
    progress: "Déjà envoyé",
    lineLost: "Il n’y a plus de liaison",
    lineLostMeans:
      "Ce qui est arrivé est gardé. L’envoi reprend de lui-même au retour de la liaison ; laissez ceci ouvert.",
  },
  importAbout: "{{form}}, lu le {{when}}",
  allImports: "Toutes les importations",
  fileFacts: "Le fichier",
  hash: "SHA-256",
  apply: {
    open: "Importer ce qui est nouveau",
    goOn: "Poursuivre l’importation",
    title: "Importer ce qui est nouveau",
    go: "Importer",
    means_one:
      "{{number}} enregistrement est nouveau. Chaque enregistrement est comparé encore une fois et saisi selon les mêmes règles qu’à la main. Ce qui est en conflit reste ici comme il est.",
    means_other:
      "{{number}} enregistrements sont nouveaux. Chaque enregistrement est comparé encore une fois et saisi selon les mêmes règles qu’à la main. Ce qui est en conflit reste ici comme il est.",
  },
  brokeOff: "L’importation s’est interrompue",
  brokeOffMeans: "Ce qui a été saisi est conservé. Poursuivez : rien n’entre deux fois.",
  nothingNew: "Il ne contient rien de nouveau",
  nothingNewMeans:
    "Il n’y a rien à importer. Ce qui diffère est corrigé par une personne, sur la page de l’enregistrement.",
  partly: "Tout n’est pas entré",
  partlyMeans:
    "Examinez ce qui est en conflit ou a été refusé. Ce qui est faux ici se corrige sur la page de l’enregistrement.",
  keepBundle: "Gardez le lot à son poste jusqu’à ce que les conflits et les refus soient réglés.",
  kept: "Tout est conservé",
  outcomes: {
    new: "Nouveau",
    same: "Déjà présent",
    conflict: "En conflit",
    noted: "Signalé, non importé",
  },
  results: {
    created: "Saisi",
    same: "Déjà présent",
    conflict: "En conflit",
    noted: "Signalé, non importé",
    refused: "Refusé",
  },
  records: "Enregistrements du fichier",
  show: "Montrer",
  all: "Tous",
  noRecords: "Aucun enregistrement de ce genre",
  place: "Où dans le fichier",
  record: "Enregistrement",
  found: "Constaté",
  became: "Résultat",
  toKnow: "À savoir",
  kinds: {
    case: "Affaire",
    exhibit: "Pièce",
    acquisition: "Acquisition",
    hit: "Correspondance confirmée",
    removed_case: "Affaire retirée",
    removed_exhibit: "Pièce retirée",
    removed_hit: "Correspondance retirée",
  },
  hereThere: "ici : {{here}} · dans le fichier : {{there}}",
  export: {
    own: "De votre seul État",
    ownMeans:
      "Affaires, pièces et correspondances, affaires à accès restreint comprises. De l’autre côté d’une correspondance, un export nomme l’État, et l’affaire seulement tant qu’elle est mise à la disposition du vôtre. Le fichier n’est pas chiffré : conservez-le comme un élément de preuve. Chaque export figure dans le journal d’audit.",
    xmlAbout:
      "Pour d’autres systèmes : toutes les affaires, pièces et correspondances, et ce qui a été retiré. Il peut être réimporté.",
    xml: "Exporter en XML",
    csvAbout:
      "Pour un tableur : une pièce par ligne, avec son affaire et ses caractéristiques de classe. Il peut être réimporté.",
    csv: "Exporter en CSV",
    mark: "Commencer par une marque d’ordre des octets",
    markHint: "Sans elle, certains tableurs affichent mal les accents.",
  },
  key: {
    title: "Clés des postes",
    register: "Enregistrer une clé",
    none: "Aucune clé n’est enregistrée",
    noneMeans:
      "Un poste sans liaison signe de sa propre clé ce qu’il envoie plus tard. Sans clé enregistrée, ses lots sont refusés.",
    station: "Poste",
    thumbprint: "Empreinte",
    registered: "Enregistrée",
    good: "Ses lots sont reçus",
    revoke: "Révoquer",
    revokedOn: "Révoquée le {{when}}",
    revokeTitle: "Révoquer la clé de {{name}}",
    revokeMeans:
      "Tout lot qu’elle a signé est refusé dès maintenant, quelle que soit sa date. Ce qui a été reçu reste.",
    registerAbout:
      "Le poste crée la clé avec « ribin bundle key » et affiche sa moitié publique. Faites-vous-la lire par quelqu’un que vous connaissez : qui détient la moitié privée envoie des éléments de preuve pour ce laboratoire.",
    public: "Clé publique",
    publicHint: "43 caractères, tels que « ribin bundle key » les affiche.",
  },
  recipient: {
    title: "À qui les lots sont chiffrés",
    about: "Les postes donnent ceci à « ribin bundle make --recipient ».",
    first: "Pour les nouveaux lots",
    older: "Ouvre encore les anciens lots",
  },
};
