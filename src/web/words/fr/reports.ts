import type { reports as english } from "../en/reports.ts";

export const reports: typeof english = {
  title: "Rapports",
  about:
    "Les rapports qui vous ont été délivrés et ceux de vos demandes. Chacun peut être ouvert, conservé et vérifié.",
  none: "Aucun rapport ne vous a encore été délivré",
  noneHelp: "Demandez les rapports d’une affaire ; ce que ses détenteurs communiquent arrive ici.",
  askFor: "Demander des rapports",
  list: "Rapports que vous pouvez ouvrir",
  columns: { report: "Rapport", kind: "Nature", between: "Entre", language: "Langue", issued: "Délivré" },
  withdrawn: "Retiré",
  open: "Ouvrir le rapport",
  from: "Délivré par {{state}} à {{name}} le {{moment}}",
  inPlainWords: "En clair",
  plain: {
    hit: "Deux experts en armes à feu ont chacun examiné les deux pièces ; le second ignorait la conclusion du premier. Les pièces proviennent de : {{a}} et {{b}}. Leur conclusion : {{conclusion}}.",
    lead: "Les traces de deux pièces (provenance : {{a}} et {{b}}) se ressemblent sur les images. Aucun expert n’a confirmé au microscope qu’une même arme les a produites. Cela peut orienter une enquête ; cela ne prouve rien.",
  },
  withdrawnTitle: "Ce rapport a été retiré le {{moment}}",
  withdrawnBody:
    "Il n’est plus valable. Ne vous y fiez pas et prévenez ceux qui en ont une copie. Motif donné : {{reason}}",
  withheldTitle: "Les faits de l’affaire ne sont plus affichés",
  withheldBody:
    "L’autre État a mis fin à sa communication. Ce qui figure ici est sans ces faits et n’est pas le document signé ; ses fichiers ne sont plus remis.",
  files: "Fichiers et preuve",
  filesAbout: "Quiconque a le fichier et la signature peut vérifier les deux, même sans ce service.",
  pdf: "PDF",
  json: "JSON",
  signature: "Signature",
  unsigned: "Ce rapport est antérieur aux rapports signés et n’a pas de signature. Faites-le délivrer à nouveau.",
  check: "Vérifier un rapport",
  hashes: "Empreintes et clé",
  shaFile: "SHA-256 du fichier",
  sha: "SHA-256 du PDF",
  shaJson: "SHA-256 du JSON",
  key: "Clé",
  methodNote: "Les phrases propres à la méthode sont en anglais.",
  withdraw: "Retirer le rapport",
  withdrawTitle: "Retirer ce rapport ?",
  withdrawAbout:
    "C’est définitif. Toute copie, ancienne ou nouvelle, apparaît ensuite comme retirée quand on la vérifie ; rien n’est effacé.",
  withdrawReason: "Pourquoi il n’est plus valable",
  withdrawReasonHint: "Ceux qui peuvent ouvrir le rapport le liront.",
  alreadyWithdrawn: "Quelqu’un a retiré ce rapport entre-temps. Il est affiché dans son état actuel.",
  issue: {
    title: { lead: "Avis de piste", hit: "Rapport de concordance" },
    about: {
      lead: "Un avis que ces deux pièces se ressemblent en image, pour un lecteur de votre État. Il reste parmi vos rapports.",
      hit: "Les conclusions des deux experts sur ces deux pièces, pour un lecteur de votre État. Il reste parmi vos rapports.",
    },
    act: "Délivrer le rapport",
    audience: "Lecteur",
    ownAudience: "Selon votre rôle",
    language: "Langue",
    ownLanguage: "Première langue de votre État",
  },
  verify: {
    title: "Vérifier un rapport",
    about:
      "Si un fichier est un rapport de ce réseau, inchangé et toujours valable. Aucune connexion n’est nécessaire.",
    privacy:
      "Le fichier reste sur votre ordinateur : seul son SHA-256 est envoyé. Rien du contenu du rapport n’est affiché ici.",
    privacySent:
      "Le fichier est envoyé à ce service, haché et non conservé. Rien du contenu du rapport n’est affiché ici.",
    drop: "Déposez le rapport ici",
    choose: "Choisir des fichiers",
    hint: "Le PDF ou le JSON tel que délivré ; aussi sa signature (.jws), si vous l’avez.",
    file: "Rapport",
    signature: "Signature",
    none: "Pas encore de fichier",
    again: "Vérifier un autre rapport",
    checking: "Vérification",
    tooBig: "{{name}} dépasse 32 Mo. Aucun rapport n’est si grand.",
    noReport: "Seule une signature a été fournie. Ajoutez le PDF ou le JSON auquel elle appartient.",
    results: {
      genuine: {
        title: "Authentique : délivré et inchangé",
        body: "Ces octets mêmes ont été délivrés par ce réseau, et le rapport est toujours valable.",
      },
      withdrawn: {
        title: "Authentique, mais retiré",
        body: "Ce rapport a été délivré, puis retiré. Il n’est plus valable : ne vous y fiez pas.",
      },
      changed: {
        title: "Modifié : ce n’est pas le fichier qui a été signé",
        body: "Le fichier diffère de celui de la signature. Ne vous y fiez pas ; demandez l’original à qui vous l’a donné.",
      },
      unknown: {
        title: "Inconnu : jamais délivré ici, ou modifié depuis",
        body: "Aucun rapport de ce réseau n’a ces octets. Un seul octet changé suffit, même en l’enregistrant ou l’imprimant à nouveau. Reprenez le fichier à sa source ; ne vous fiez pas à celui-ci.",
      },
    },
    signatures: {
      valid: "La signature est celle de ce fichier même et a été faite avec une clé de ce réseau.",
      otherFile: "La signature est celle d’un autre fichier.",
      invalid: "La signature n’a pas été faite avec une clé de ce réseau.",
      unreadable: "La signature est illisible.",
      unsupported: "Ce navigateur ne peut pas vérifier lui-même la signature ; la réponse du service fait foi.",
    },
    leadCaveat: "Un avis de piste est du renseignement et non une preuve.",
    kind: "Nature",
    form: "Forme",
    issuingState: "Délivré par",
    issuedAt: "Délivré",
    withdrawnAt: "Retiré",
    home: "Vers le poste de travail",
  },
};
