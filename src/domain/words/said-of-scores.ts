/** What is said of a score (src/domain/sayings/scores.ts) in the languages that are not the methods’ own. */
import type { Language } from "../language.ts";
import type { ScoreSaying } from "../sayings/scores.ts";

export const SAID_OF_SCORES: Readonly<Record<Exclude<Language, "en">, Readonly<Record<ScoreSaying, string>>>> = {
  fr: {
    tools_parallel: "Des traces d’outil parallèles traversent les deux traces.",
    tools_concentric: "Des traces d’outil concentriques traversent les deux traces.",
    tools_arched: "Des traces d’outil en arc traversent les deux traces.",
    tools_crosshatch: "Des traces d’outil croisées traversent les deux traces.",
    tools_measured:
      "Décalées le long de celles-ci, les deux se corrèlent encore à {along} sur {whole} ({share} %) ; ce qui ne les suit pas se corrèle à {detail}.",
    not_tools_alone: "La concordance ne repose pas sur les seules traces d’outil.",
    tools_shared:
      "Des armes fabriquées l’une après l’autre avec un même outil peuvent partager de telles traces : cherchez le détail individuel.",
    no_tools: "Aucune trace d’outil parallèle, tournée ou en arc ne traverse les deux traces.",
    tools_not_assessed: "Non évalué : il faut deux topographies.",
    striae_not_assessed: "Non évalué : trop peu des deux profils se superpose.",
    broad_striae:
      "Les stries larges (plus de 90 µm) se corrèlent à {broad} et expliquent {share} % de la concordance ; les fines se corrèlent à {fine}.",
    barrels_shared:
      "Des canons taillés par une même broche peuvent partager des stries larges : cherchez le détail individuel.",
    not_broad_alone: "La concordance ne repose pas sur les seules stries larges.",
    ratio_other_method: "Les rapports ont été ajustés sur {fitted} ; cette comparaison est de {method}.",
    ratio_subclass:
      "Risque de sous-classe : les rapports n’ont pas été ajustés sur des traces d’outil que plusieurs armes partagent.",
    ratio_no_cells: "Les rapports lisent des nombres de cellules ; cette comparaison n’a pas de cellules utilisables.",
    ratio_none: "Aucun rapport n’a été ajusté pour {method}, version {version}.",
  },
  nl: {
    tools_parallel: "Door beide sporen lopen evenwijdige werktuigsporen.",
    tools_concentric: "Door beide sporen lopen concentrische werktuigsporen.",
    tools_arched: "Door beide sporen lopen boogvormige werktuigsporen.",
    tools_crosshatch: "Door beide sporen lopen gekruiste werktuigsporen.",
    tools_measured:
      "Erlangs verschoven correleren de twee nog {along} van {whole} ({share} %); wat er niet langs loopt, correleert {detail}.",
    not_tools_alone: "De overeenkomst berust niet alleen op de werktuigsporen.",
    tools_shared:
      "Wapens die na elkaar met één werktuig zijn gemaakt, kunnen zulke sporen delen: zoek naar individuele details.",
    no_tools: "Door beide sporen lopen geen evenwijdige, gedraaide of boogvormige werktuigsporen.",
    tools_not_assessed: "Niet beoordeeld: dit vraagt twee topografieën.",
    striae_not_assessed: "Niet beoordeeld: te weinig van de twee profielen ligt op elkaar.",
    broad_striae:
      "De brede strepen (boven 90 µm) correleren {broad} en verklaren {share} % van de overeenkomst; de fijne correleren {fine}.",
    barrels_shared:
      "Lopen die met één trekbroots zijn gesneden, kunnen brede strepen delen: zoek naar individuele details.",
    not_broad_alone: "De overeenkomst berust niet alleen op brede strepen.",
    ratio_other_method: "De verhoudingen zijn bepaald op {fitted}; deze vergelijking is met {method}.",
    ratio_subclass: "Subklasserisico: de verhoudingen zijn niet bepaald op werktuigsporen die meer wapens delen.",
    ratio_no_cells: "De verhoudingen lezen aantallen cellen; deze vergelijking heeft geen bruikbare cellen.",
    ratio_none: "Voor {method}, versie {version}, zijn geen verhoudingen bepaald.",
  },
  es: {
    tools_parallel: "Marcas de herramienta paralelas recorren ambas marcas.",
    tools_concentric: "Marcas de herramienta concéntricas recorren ambas marcas.",
    tools_arched: "Marcas de herramienta arqueadas recorren ambas marcas.",
    tools_crosshatch: "Marcas de herramienta cruzadas recorren ambas marcas.",
    tools_measured:
      "Desplazadas a lo largo de ellas, las dos aún se correlacionan {along} de {whole} ({share} %); lo que no las sigue se correlaciona {detail}.",
    not_tools_alone: "La concordancia no se apoya solo en las marcas de herramienta.",
    tools_shared:
      "Armas hechas una tras otra con una misma herramienta pueden compartir tales marcas: busque detalle individual.",
    no_tools: "Ninguna marca de herramienta paralela, torneada o arqueada recorre ambas marcas.",
    tools_not_assessed: "No evaluado: hacen falta dos topografías.",
    striae_not_assessed: "No evaluado: muy poco de los dos perfiles se superpone.",
    broad_striae:
      "Las estrías anchas (más de 90 µm) se correlacionan {broad} y explican {share} % de la concordancia; las finas, {fine}.",
    barrels_shared: "Cañones cortados con una misma brocha pueden compartir estrías anchas: busque detalle individual.",
    not_broad_alone: "La concordancia no se apoya solo en estrías anchas.",
    ratio_other_method: "Las razones se ajustaron con {fitted}; esta comparación es de {method}.",
    ratio_subclass:
      "Riesgo de subclase: las razones no se ajustaron con marcas de herramienta que varias armas comparten.",
    ratio_no_cells: "Las razones leen recuentos de celdas; esta comparación no tiene celdas utilizables.",
    ratio_none: "No se ajustaron razones para {method}, versión {version}.",
  },
  ht: {
    tools_parallel: "Mak zouti paralèl travèse toulède mak yo.",
    tools_concentric: "Mak zouti konsantrik travèse toulède mak yo.",
    tools_arched: "Mak zouti an ak travèse toulède mak yo.",
    tools_crosshatch: "Mak zouti kwaze travèse toulède mak yo.",
    tools_measured:
      "Lè yo glise sou yo, de yo toujou korele {along} sou {whole} ({share} %); sa ki pa swiv yo korele {detail}.",
    not_tools_alone: "Akò a pa chita sou mak zouti yo sèlman.",
    tools_shared: "Zam yo fè youn apre lòt ak menm zouti ka gen menm mak: chèche detay endividyèl.",
    no_tools: "Pa gen mak zouti paralèl, tounen oswa an ak ki travèse toulède mak yo.",
    tools_not_assessed: "Pa evalye: sa mande de topografi.",
    striae_not_assessed: "Pa evalye: twò piti nan de pwofil yo youn sou lòt.",
    broad_striae:
      "Strè laj yo (plis pase 90 µm) korele {broad} epi yo esplike {share} % akò a; sa ki fen yo korele {fine}.",
    barrels_shared: "Kanon yo koupe ak menm bwòch ka gen menm strè laj: chèche detay endividyèl.",
    not_broad_alone: "Akò a pa chita sou strè laj yo sèlman.",
    ratio_other_method: "Yo te ajiste rapò yo sou {fitted}; konparezon sa a fèt ak {method}.",
    ratio_subclass: "Risk sou-klas: yo pa t ajiste rapò yo sou mak zouti plizyè zam genyen.",
    ratio_no_cells: "Rapò yo li kantite selil; konparezon sa a pa gen selil yo ka sèvi.",
    ratio_none: "Yo pa t ajiste rapò pou {method}, vèsyon {version}.",
  },
};
