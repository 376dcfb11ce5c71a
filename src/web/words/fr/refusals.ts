import type { refusals as english } from "../en/refusals.ts";

export const refusals: typeof english = {
  reference: "Référence : {{id}}",
  again: "Réessayer",
  NETWORK: {
    title: "Pas de connexion au service",
    remedy: "Vérifiez la ligne ; ce que vous avez saisi est conservé. Puis réessayez.",
  },
  VALIDATION_FAILED: { title: "Une saisie n’est pas correcte", remedy: "Corrigez les champs indiqués." },
  CURSOR_INVALID: { title: "Cette liste a changé", remedy: "Rechargez la liste depuis le début." },
  FORBIDDEN: {
    title: "Vous n’y êtes pas autorisé",
    remedy: "Demandez le rôle ou la mise à disposition au coordinateur de votre État.",
  },
  PURPOSE_REQUIRED: {
    title: "Vous n’avez pas indiqué pourquoi vous travaillez",
    remedy: "Indiquez une fois la finalité et le numéro d’affaire ; le travail reprend ensuite.",
  },
  NOT_FOUND: {
    title: "Introuvable",
    remedy: "Vérifiez l’adresse ou le numéro ; ce que vous n’avez pas le droit de voir est également introuvable.",
  },
  RECORD_REMOVED: {
    title: "L’État propriétaire l’a retiré",
    remedy: "Plus rien n’en est montré. Si votre travail s’appuyait dessus, adressez-vous au laboratoire de cet État.",
  },
  CONFLICT: {
    title: "Ce n’est plus possible",
    remedy: "Quelque chose a changé entre-temps. Rechargez la page ; elle montre la suite.",
  },
  DUPLICATE_ACQUISITION: {
    title: "Votre laboratoire a déjà envoyé ce fichier",
    remedy: "Utilisez l’acquisition existante ; il n’y a rien à renvoyer.",
  },
  DUPLICATE_RECORD: {
    title: "Un tel enregistrement existe déjà",
    remedy: "Utilisez cet enregistrement ou saisissez autre chose.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: "Cela a déjà été envoyé avec un autre contenu",
    remedy: "Rechargez la page pour voir ce qui a été enregistré, puis décidez à nouveau.",
  },
  IDEMPOTENCY_IN_PROGRESS: {
    title: "L’enregistrement est encore en cours",
    remedy: "Attendez un instant, puis réessayez. Cela ne compte qu’une fois.",
  },
  SAME_EXAMINER: {
    title: "La vérification revient à une autre personne",
    remedy: "Demandez-la à un second expert, de préférence d’un autre État.",
  },
  SAME_COORDINATOR: {
    title: "Une seconde personne doit confirmer l’effacement",
    remedy: "Demandez à un autre coordinateur national de votre État, dont aucun de vous deux n’a délivré l’accès.",
  },
  PURGE_BLOCKED: {
    title: "Une conservation légale ou une correspondance s’oppose à l’effacement",
    remedy:
      "Levez la conservation, ou indiquez comment il a été convenu avec les États concernés que les éléments peuvent être effacés.",
  },
  VERIFICATION_MISSING: {
    title: "Aucune vérification en aveugle ne concorde encore",
    remedy: "Un second expert doit d’abord enregistrer une conclusion.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    title: "Ce type de fichier ne peut pas être envoyé ici",
    remedy: "Choisissez un fichier d’un des types indiqués sur la page.",
  },
  PRECONDITION_FAILED: {
    title: "Quelqu’un d’autre a modifié ceci pendant que vous l’aviez ouvert",
    remedy: "Rechargez la page, regardez ce qui a changé et décidez à nouveau.",
  },
  PRECONDITION_REQUIRED: {
    title: "La page ne sait pas quelle version vous avez vue",
    remedy: "Rechargez la page, puis refaites votre action.",
  },
  TOO_MANY_REQUESTS: {
    title: "Trop de demandes en peu de temps",
    remedy: "Attendez une minute, puis réessayez.",
  },
  EVIDENCE_ALTERED: {
    title: "Une trace conservée n’est pas celle qui a été comparée",
    remedy: "Ne vous y fiez pas. Prévenez l’exploitant, qui doit la restaurer depuis une sauvegarde.",
  },
  FILE_SEAL_BROKEN: {
    title: "Un fichier conservé n’est pas celui qui a été scellé",
    remedy:
      "Ne vous y fiez pas. Prévenez l’exploitant, qui doit le garder tel quel et restaurer le fichier depuis une sauvegarde.",
  },
  STORE_KEY_MISSING: {
    title: "La clé qui ouvre les fichiers conservés manque",
    remedy:
      "Prévenez l’exploitant : rien n’est perdu, mais aucun fichier ne peut être lu tant que la clé n’est pas revenue.",
  },
  FILE_NOT_FOUND: {
    title: "Le fichier n’est pas dans le dépôt",
    remedy: "Prévenez l’exploitant, qui doit le restaurer depuis une sauvegarde.",
  },
  AUDIT_BROKEN: {
    title: "Le journal d’audit est rompu",
    remedy: "Ne changez rien. Prévenez l’auditeur et l’exploitant, qui le comparent aux copies gardées ailleurs.",
  },
  INTERNAL: {
    title: "Le service a échoué",
    remedy: "Vous n’y êtes pour rien. Réessayez ; si cela se répète, donnez la référence à l’exploitant.",
  },
  UNAVAILABLE: {
    title: "Le service n’est pas prêt",
    remedy: "Réessayez dans une minute ; si cela dure, prévenez l’exploitant.",
  },
  UNAUTHENTICATED: { title: "Vous n’êtes pas connecté", remedy: "Connectez-vous à nouveau." },
  SIGN_IN_FAILED: { title: "La connexion a échoué", remedy: "Vérifiez l’adresse électronique et le mot de passe." },
  SECOND_FACTOR_FAILED: {
    title: "Le code n’a pas été accepté",
    remedy:
      "Attendez le prochain code de votre authentificateur ou utilisez un code de secours. Au bout de quelques minutes, recommencez la connexion.",
  },
  SECOND_FACTOR_REQUIRED: {
    title: "Vous devez d’abord enregistrer un second facteur",
    remedy: "Enregistrez un authentificateur sur la page de votre compte.",
  },
  INVITATION_INVALID: {
    title: "L’invitation n’est pas valable",
    remedy: "Demandez-en une nouvelle à votre coordinateur ; chacune sert une seule fois, jusqu’à son expiration.",
  },
  SIGN_IN_HELD: {
    title: "Trop d’essais manqués",
    remedy: "Attendez un moment, ou demandez à votre coordinateur de lever l’attente.",
  },
  PROVIDER_SIGN_IN_FAILED: {
    title: "La connexion chez le fournisseur d’identité a échoué",
    remedy: "Recommencez la connexion ; si cela se répète, donnez la référence à l’exploitant.",
  },
  IDENTITY_UNKNOWN: {
    title: "Aucun compte ne correspond à cette identité",
    remedy: "Demandez une invitation au coordinateur de votre État et commencez la connexion avec elle.",
  },
  SET_UP_CODE_INVALID: {
    title: "Le code de mise en service n’a pas été accepté",
    remedy:
      "Copiez-le en entier depuis le fichier indiqué dans le journal du service. Il ne sert qu’une fois ; un redémarrage en écrit un nouveau.",
  },
  SET_UP_DONE: {
    title: "La région est déjà en service",
    remedy: "Connectez-vous. Les coordinateurs invitent tous les autres.",
  },
  LAST_SIGN_IN: {
    title: "La personne ne pourrait plus se connecter",
    remedy: "Faites d’abord lier une autre identité ou définir un mot de passe ; ou confirmez que c’est voulu.",
  },
  UPLOAD_TOO_LARGE: { title: "Le fichier est trop volumineux", remedy: "Envoyez un fichier sous la limite indiquée." },
  UPLOAD_EMPTY: { title: "Le fichier est vide", remedy: "Exportez à nouveau le fichier depuis l’instrument." },
  UPLOAD_INCOMPLETE: {
    title: "L’envoi n’est pas complet",
    remedy: "Poursuivez l’envoi jusqu’à ce que tout le fichier soit arrivé.",
  },
  UPLOAD_NOT_FOUND: { title: "Cet envoi n’existe plus", remedy: "Recommencez l’envoi." },
  FORMAT_UNKNOWN: {
    title: "Ce format de fichier n’est pas pris en charge",
    remedy: "Envoyez un fichier X3P, PNG, TIFF ou JPEG.",
  },
  FORMAT_MISMATCH: {
    title: "Le contenu du fichier ne correspond pas à son nom",
    remedy: "Donnez au fichier l’extension de son vrai format.",
  },
  X3P_NOT_ZIP: {
    title: "Le fichier X3P n’est pas une archive zip",
    remedy: "Exportez à nouveau le relevé au format X3P.",
  },
  X3P_ZIP_TRUNCATED: {
    title: "Le fichier X3P est tronqué ou endommagé",
    remedy: "Copiez à nouveau le fichier et comparez sa taille à celle de l’original.",
  },
  X3P_ZIP_TOO_MANY_ENTRIES: {
    title: "Le fichier X3P contient trop de fichiers",
    remedy: "Exportez le relevé seul, sans autres fichiers.",
  },
  X3P_ZIP_BOMB: {
    title: "Le fichier X3P dépasse la limite une fois décompressé",
    remedy: "Vérifiez d’où vient le fichier ; un relevé ne se comprime pas ainsi.",
  },
  X3P_ZIP_UNSAFE_PATH: {
    title: "Le fichier X3P tente d’écrire hors de lui-même",
    remedy: "Vérifiez d’où vient le fichier ; ne l’ouvrez pas.",
  },
  X3P_ENTRY_MISSING: {
    title: "Il manque une partie au fichier X3P",
    remedy: "Exportez à nouveau le relevé ; la description (main.xml) et les données qu’elle nomme doivent y être.",
  },
  X3P_XML_INVALID: {
    title: "La description dans le fichier X3P n’est pas valable",
    remedy: "Exportez à nouveau le relevé ; le message indique la partie fautive.",
  },
  X3P_XML_FORBIDDEN: {
    title: "La description dans le fichier X3P contient des parties interdites",
    remedy: "Vérifiez d’où vient le fichier ; un relevé n’a besoin ni de doctype ni d’entités.",
  },
  X3P_CHECKSUM_MISSING: {
    title: "Le fichier X3P n’a pas de somme de contrôle",
    remedy: "Exportez à nouveau le relevé avec sommes de contrôle, comme l’exige l’ISO 25178-72.",
  },
  X3P_CHECKSUM_MISMATCH: {
    title: "Le fichier X3P ne correspond pas à sa somme de contrôle",
    remedy: "Copiez à nouveau le fichier ; si cela se répète, il a été altéré.",
  },
  X3P_MATRIX_SIZE: {
    title: "Le relevé n’a pas la taille que sa description indique",
    remedy: "Exportez à nouveau le relevé.",
  },
  X3P_UNSUPPORTED: {
    title: "Ce genre de fichier X3P n’est pas pris en charge",
    remedy: "Envoyez un relevé de surface (une matrice de hauteurs) ; le message dit ce qu’est le fichier.",
  },
  SIZE_ABSURD: {
    title: "L’image ou le relevé dépasse 10 000 points de côté, ou est trop grand en tout",
    remedy: "Recadrez sur la zone d’intérêt ou réduisez la résolution.",
  },
  SURFACE_EMPTY: { title: "Toutes les valeurs du relevé manquent", remedy: "Numérisez à nouveau la pièce." },
  SCALE_INVALID: {
    title: "L’échelle n’est pas plausible",
    remedy: "Indiquez l’échelle : en mètres pour X3P, en micromètres par pixel pour une image.",
  },
  IMAGE_UNREADABLE: { title: "L’image ne peut pas être lue", remedy: "Exportez à nouveau l’image." },
  IMAGE_BOMB: {
    title: "L’image a plus de pixels que permis",
    remedy: "Vérifiez d’où vient le fichier ; envoyez au plus 50 millions de pixels, 10 000 de côté.",
  },
  IMPORT_INVALID: {
    title: "Le fichier ne peut pas être importé",
    remedy: "Corrigez les lignes et colonnes indiquées et renvoyez-le ; rien n’en a été conservé.",
  },
  IMPORT_XML_FORBIDDEN: {
    title: "Le fichier XML contient des parties interdites",
    remedy:
      "Vérifiez d’où vient le fichier ; le format n’a besoin ni de doctype, ni d’entité, ni d’instruction de traitement.",
  },
  IMPORT_WRONG_STATE: {
    title: "Le fichier appartient à un autre État",
    remedy:
      "Seules les personnes de cet État l’importent ; les éléments d’un État se partagent par une mise à disposition.",
  },
  BUNDLE_UNREADABLE: {
    title: "Le paquet ne peut pas être ouvert",
    remedy:
      "Il a été endommagé en route ou préparé pour une autre région. Renvoyez-le, ou refaites-le pour la clé publiée de cette région.",
  },
  BUNDLE_INVALID: {
    title: "Le paquet n’est pas correctement composé",
    remedy: "Refaites-le à la station ; le message dit ce qui ne va pas.",
  },
  BUNDLE_KEY_REFUSED: {
    title: "Le paquet n’est pas signé par une clé valable de votre État",
    remedy: "Demandez au coordinateur national d’enregistrer la clé de la station et refaites le paquet avec elle.",
  },
  REPORT_NOT_VERIFIED: {
    title: "L’authenticité du rapport n’est pas établie",
    remedy: "Ne vous y fiez pas ; obtenez à nouveau le rapport et sa signature de la personne à qui il a été délivré.",
  },
  REPORT_WITHDRAWN: {
    title: "Le rapport a été retiré",
    remedy: "Ne vous y fiez pas ; demandez à l’État émetteur le rapport qui le remplace.",
  },
  NOT_COMPARABLE: {
    title: "Les deux ne peuvent pas être comparés",
    remedy: "Le message dit pourquoi ; comparez la même zone à une échelle connue.",
  },
  REGION_UNSUPPORTED: {
    title: "Cette zone ne peut pas encore être comparée",
    remedy: "Utilisez la face de culasse, l’empreinte du percuteur ou une empreinte de cloison.",
  },
  MODEL_INVALID: {
    title: "Un modèle de recherche est endommagé",
    remedy: "Prévenez l’exploitant, qui doit restaurer les modèles de la version livrée.",
  },
  JOB_FAILED: {
    title: "Une étape de traitement a échoué",
    remedy: "La raison figure avec la tâche ; l’exploitant peut la relancer.",
  },
  EXAMINATION_NOT_DOCUMENTED: {
    title: "La pièce en question n’est pas encore documentée",
    remedy: "Regardez la pièce seule et consignez ce que vous voyez. Revenez ensuite à la comparaison.",
  },
  VERIFIER_NOT_ASSIGNED: {
    title: "Un autre expert a été désigné",
    remedy:
      "Le système choisit qui vérifie et qui tranche en consultation ; les vôtres figurent sous Vérifications. Un coordinateur peut faire procéder à une nouvelle désignation.",
  },
  KNOWN_PAIR: {
    title: "C’était un contrôle de qualité en aveugle, pas une affaire",
    remedy:
      "Il n’y a plus rien à faire : votre conclusion compte pour les chiffres du laboratoire. Une paire connue ne produit ni correspondance ni rapport.",
  },
  CONSULTATION_STATEMENTS_MISSING: {
    title: "Les deux experts n’ont pas encore dit tous deux ce qu’ils voient",
    remedy: "Chacun enregistre une déclaration avant que l’issue de la consultation soit enregistrée.",
  },
  MAIL_REFUSED: {
    title: "Le serveur de messagerie a refusé le message",
    remedy:
      "Corrigez l’adresse électronique du compte ou demandez à l’exploitant d’examiner le serveur de messagerie ; puis relancez.",
  },
  WEBHOOK_ADDRESS_REFUSED: {
    title: "Aucun message ne peut être envoyé à cette adresse",
    remedy: "Utilisez une adresse https d’un hôte public, ou demandez à l’exploitant d’autoriser le réseau.",
  },
  WEBHOOK_GONE: {
    title: "Le destinataire signale que son adresse n’existe plus",
    remedy: "Retirez le webhook, ou faites corriger le destinataire et relancez la tâche.",
  },
  LOGOUT_TOKEN_REFUSED: {
    title: "Le jeton de déconnexion n’a pas été accepté",
    remedy: "Cela concerne le fournisseur d’identité, pas vous : indiquez la référence ci-dessous à l’exploitant.",
  },
};
