import { SAID_OF_SCORES } from "../../../domain/words/said-of-scores.ts";
import { setPlaces } from "../set-places.ts";

/** What the methods say, by the codes of src/domain/sayings. */
export const methodSayings = {
  tooSmall: "L’image n’a que {{width}} x {{height}} pixels.",
  lowContrast: "Le contraste est de {{figure}} de l’étendue des gris.",
  noisyImage: "Le bruit est de {{figure}} pour un contraste de {{contrast}}.",
  tooBright: "{{figure}} des pixels sont d’un blanc saturé.",
  tooDark: "{{figure}} des pixels sont noirs.",
  transparent: "{{figure}} des pixels sont transparents.",
  allTransparent: "Tous les pixels sont transparents.",
  noScale:
    "L’échelle est inconnue : indiquez les micromètres par pixel ; sans elle, seules les méthodes sans échelle comparent l’image.",
  missing: "{{figure}} des points dans le contour de la trace manquent.",
  smallArea: "Seuls {{figure}} millimètres carrés ont des données ; il en faudrait {{wanted}}.",
  tooShort: "Le relevé a une longueur de {{figure}} ; il faudrait {{wanted}}.",
  tooCoarse:
    "Les points sont espacés de {{figure}}, trop pour les traces les plus fines : les traces individuelles vont de {{least}} à {{most}}.",
  tooFlat: "La surface est presque plane : son relief est de {{figure}}.",
  noisyScan: "Le bruit de {{figure}} s’oppose à un relief de {{relief}}.",
  spikes: "{{figure}} des points sont des pics.",
  wrongLengths:
    "Les longueurs du fichier ne sont celles d’une trace d’outil dans aucune unité ; son échelle est inconnue.",
  profileOnly: "Le fichier est un profil, une seule ligne de hauteurs ; une comparaison demande une surface.",
  fewPoints: "Seuls {{figure}} points ont une hauteur ; il en faut au moins {{least}}.",
  goodImage: "{{width}} x {{height}} pixels, contraste de {{contrast}}, {{white}} saturés.",
  goodScan:
    "{{area}} millimètres carrés de données à {{pitch}}, {{missing}} manquent dans le contour, relief de {{relief}} pour {{noise}} de bruit.",
  notSearched: "Non recherchée :",
  primer_small:
    "L’amorce mesure {{size}} mm de diamètre, comme une petite amorce de pistolet ou de carabine ({{nominal}} mm) : l’échelle est juste.",
  primer_large:
    "L’amorce mesure {{size}} mm de diamètre, comme une grande amorce de pistolet ou de carabine ({{nominal}} mm) : l’échelle est juste.",
  primer_unusual:
    "L’amorce mesure {{size}} mm de diamètre ; les petites amorces mesurent 4,45 mm, les grandes 5,33 mm. Vérifiez l’échelle, sauf s’il s’agit d’une amorce Berdan ou de cartouche de chasse.",
  primer_too_large:
    "L’amorce mesurerait {{size}} mm de diamètre, ce qu’aucune ne mesure : si c’est une petite amorce, l’échelle du fichier est {{factor}} fois trop grande. Corrigez l’échelle, ou déclarez le relevé comme moulage si c’en est un.",
  primer_too_small:
    "L’amorce mesurerait {{size}} mm de diamètre, ce qu’aucune ne mesure : si c’est une petite amorce, l’échelle du fichier est {{factor}} fois trop petite. Corrigez l’échelle, ou déclarez le relevé comme moulage si c’en est un.",
  no_land: "Aucune cloison n’a été trouvée : rien dans le relevé n’en a la forme.",
  axes_swapped: "Les stries suivent les lignes : les axes du relevé sont échangés, et ont été remis en place.",
  striae_lean_right: "Les stries penchent de {{angle}} degrés vers la droite en descendant.",
  striae_lean_left: "Les stries penchent de {{angle}} degrés vers la gauche en descendant.",
  no_shoulder_left: "Aucun épaulement de rayure n’est visible à gauche : la cloison y finit avec le relevé.",
  no_shoulder_right: "Aucun épaulement de rayure n’est visible à droite : la cloison y finit avec le relevé.",
  land_width: "La cloison aurait {{width}} mm de large, ce qu’aucun rayage n’a.",
  few_striae: "Presque aucune strie ne traverse la cloison : ses coupes ne concordent pas.",
  land_damage: "{{share}} % de la cloison sont endommagés ou n’ont pas été mesurés.",
  no_primer_scale: "Aucune amorce n’indique l’échelle de l’image ; donnez ses micromètres par pixel.",
  scale_of_primer: "L’échelle est estimée d’après l’amorce, supposée petite (4,445 mm) : {{pixel}} µm par pixel.",
  no_primer_edge: "Aucun bord rond qui puisse être celui de l’amorce n’a été trouvé.",
  flat_part_only: "Le bord de la partie plane de l’amorce n’est visible que sur une partie de son cercle.",
  no_impression_within: "Aucune empreinte de percuteur n’a été trouvée dans l’amorce.",
  no_aperture_edge:
    "Aucune trace du bord de l’orifice n’a été trouvée ; la trace de culasse est supposée commencer à l’empreinte.",
  little_head: "Trop peu du culot autour de l’amorce est dans l’image pour montrer un marquage.",
  edge_unseen: "Le bord de l’amorce n’est pas visible ; il a été déduit de sa partie plane.",
  edge_in_dark:
    "Le bord de l’amorce est dans l’ombre entre sa partie plane et le logement ; il a été placé entre les deux.",
  image_no_data: "L’image n’a pas de données.",
  image_cut_to_mark: "L’image est arrivée découpée à la trace ; son contour est gardé.",
  draw_breech_face:
    "Tracez la face de culasse : la face plane de l’amorce sans l’empreinte du percuteur, le métal reflué ni le bord arrondi.",
  draw_impression: "Tracez l’empreinte du percuteur : son fond et ses flancs, sans la face de culasse autour.",
  mark_alone: "Le relevé ne montre que la trace : le contour est celui de ses données.",
  primer_without_gap:
    "Le relevé montre une amorce sans l’interstice qui l’entoure : son contour est celui des données.",
  levels_no_gap:
    "Le relevé montre des niveaux distants de {{range}} µm sur {{extent}} mm, mais pas d’interstice fermé autour d’une amorce ronde.",
  more_than_mark:
    "Le relevé s’étend sur {{extent}} mm, plus que la trace seule, et aucun interstice autour d’une amorce n’est visible.",
  scan_no_data: "Le relevé n’a pas de données.",
  no_impression: "Aucune empreinte de percuteur n’est visible dans l’amorce.",
  flow_back: "Le métal reflué dans l’orifice dépasse de {{height}} µm la face de culasse.",
  outline_unsure: "Le contour de la trace n’est pas sûr ; tracez-le, et la recherche continue.",
  no_method: "Il n’y a pas encore de méthode de comparaison pour cette région : {{region}}.",
  not_searchable: "Ne peut être recherchée :",
  not_searchable_yet: "Pas encore recherchable : le modèle de la région doit encore la décrire.",
  no_model: "Aucun modèle ne décrit les traces de cette région : {{region}}.",
  no_relief: "La trace n’a pas de relief qui puisse être décrit pour la recherche.",
  little_data: "La trace contient trop peu de données pour être décrite pour la recherche.",
  little_data_to_register: "La trace contient trop peu de données pour être superposée à toutes les autres.",
  no_striae_to_describe: "Aucune strie ne traverse la cloison ; il n’y a rien à décrire pour la recherche.",
  region_not_found_in_image: "Cette région n’a pas été trouvée dans l’image : {{region}} ; tracez son contour.",
  region_not_found: "Cette région n’a pas été trouvée avec certitude : {{region}}.",
  primer_by_scale:
    "Selon l’échelle indiquée, l’amorce mesurerait {{size}} mm ; les amorces de pistolet mesurent 4,45 ou 5,33 mm.",
  no_scale_no_primer:
    "L’échelle de l’image est inconnue et aucune amorce ne permet de l’estimer ; donnez ses micromètres par pixel.",
  image_no_scale: "L’échelle de l’image est inconnue ; donnez ses micromètres par pixel.",
  no_land_outline: "Aucun contour de la cloison n’est tracé sur ce relevé ; tracez-le, puis comparez.",
  no_part_outline: "Cette partie n’est pas tracée sur ce relevé : {{part}} ; tracez-la, puis comparez.",
  points_too_coarse:
    "Les points sont espacés de {{pitch}} µm ; les traces comparées ont au plus {{longest}} µm. Refaites un relevé plus fin.",
  profile_no_parts: "Le fichier est un profil, une seule ligne de hauteurs ; on n’y cherche aucune partie.",
  region_no_parts: "On ne cherche aucune partie dans cette région : {{region}}.",
  region_no_outline: "Rien n’est comparé de cette région : {{region}}. Aucun contour n’est nécessaire.",
  step_failed: "Étape échouée : {{job}}.",
  not_comparable: "Les deux ne sont pas comparables :",
  different_regions: "Régions différentes : {{region}} et {{other_region}}.",
  not_image_regions: "Régions différentes, ou qui ne se comparent pas par images.",
  one_no_scale: "L’échelle de l’une des deux est inconnue ; donnez ses micromètres par pixel.",
  one_no_scale_metres:
    "L’échelle de l’une des deux est inconnue ; cette méthode mesure en mètres. Donnez les micromètres par pixel.",
  other_preparation: "Une trace a été préparée par {{method}} ; il faut {{needed}}.",
  one_no_data: "L’une des deux n’a pas de données dans la région d’intérêt.",
  few_cells:
    "Trop peu de la région a des données : {{a}} et {{b}} cellules, il en faut au moins {{least}} dans chacune.",
  one_no_texture: "L’une des deux n’a pas de texture dans la bande comparée.",
  one_only_noise:
    "L’une des deux ne montre pas de trace au-dessus du bruit de l’instrument : son relief est aussi fin que le bruit, sans rien de plus large.",
  one_too_large: "L’une des deux est trop grande pour une telle trace : elle s’étend à {{radius}} mm de son milieu.",
  little_overlap: "Les deux ont moins de {{share}} % de leur surface en commun partout où elles concordent.",
  few_common_cells:
    "Seules {{usable}} cellules ont des données dans les deux là où elles concordent le mieux, et leur corrélation n’est pas nette ; il en faut {{least}}.",
  agree_anywhere:
    "Les deux concordent aussi bien dans d’autres positions (corrélation {{here}} contre {{elsewhere}}), et trop peu de cellules concordent dans aucune : ce qu’elles partagent sont des anneaux, lignes ou bords comme en font les traces de sous-classe.",
  sizes_contradict:
    "Échelles différentes : les deux traces sont entières, mais l’une a {{one}} de diamètre et l’autre {{two}}. L’échelle de l’une est fausse, ou ce n’est pas la même région.",
  lands_with_lands: "Les cloisons se comparent aux cloisons, non {{region}} à {{other_region}}.",
  lands_other_versions:
    "Les deux cloisons ont été préparées par des versions différentes de la méthode ; préparez-les de nouveau.",
  height_with_image:
    "L’une est une topographie et l’autre une image ; hauteurs et gris ne se corrèlent pas comme s’ils étaient de même nature.",
  only_one_scale: "Une seule des deux a une échelle connue ; donnez celle de l’autre.",
  neither_scale: "Aucune des images n’a d’échelle et leurs tailles diffèrent : rien ne dit ce que mesure un pixel.",
  lands_other_spacing: "Les deux cloisons ont été préparées avec des pas différents ; préparez-les de nouveau.",
  lands_other_width:
    "Les cloisons ont {{one}} mm et {{two}} mm de large entre leurs épaulements : un autre rayage, ou une échelle fausse.",
  lands_opposite_ends:
    "Un relevé ne montre que le bout gauche de sa cloison et l’autre que le bout droit : rien ne dit qu’ils se recouvrent.",
  profile_backwards:
    "Les profils ne concordent que si l’un est lu à l’envers : un relevé est renversé ou en miroir. Corrigez-le, puis comparez.",
  profile_cast:
    "Les profils ne concordent que si l’un est en miroir et inversé : l’un est un moulage. Déclarez-le comme moulage de son original, puis comparez.",
  profile_inverted:
    "Les profils ne concordent que si les hauteurs de l’un sont inversées : c’est un moulage, ou son signe s’est perdu. Corrigez-le, puis comparez.",
  no_striae_first: "Aucune strie traversant la cloison n’a été trouvée dans la première.",
  no_striae_second: "Aucune strie traversant la cloison n’a été trouvée dans la seconde.",
  little_land_first: "Il reste trop peu de la cloison dans la première ({{count}} échantillons).",
  little_land_second: "Il reste trop peu de la cloison dans la seconde ({{count}} échantillons).",
  no_profile: "Il n’y a pas de profil à comparer.",
  lands_little_overlap: "Les deux cloisons se recouvrent de moins de {{share}} % à tout décalage.",
  no_lands: "Il n’y a pas de cloisons à comparer.",
  few_land_pairs: "Aucune phase n’a {{least}} paires de cloisons comparables.",
  looks_like_replica:
    "Retournée, l’une des deux correspond à l’autre : elle ressemble à une réplique inversée en miroir. Vérifiez la catégorie des deux pièces ; aucun score n’en dépend.",
  ...setPlaces(SAID_OF_SCORES.fr),
};
