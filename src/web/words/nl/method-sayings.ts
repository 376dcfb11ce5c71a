import { SAID_OF_SCORES } from "../../../domain/words/said-of-scores.ts";
import { setPlaces } from "../set-places.ts";

/** What the methods say, by the codes of src/domain/sayings. */
export const methodSayings = {
  tooSmall: "Het beeld is maar {{width}} x {{height}} pixels.",
  lowContrast: "Het contrast is {{figure}} van het grijsbereik.",
  noisyImage: "De ruis is {{figure}} tegen een contrast van {{contrast}}.",
  tooBright: "{{figure}} van de pixels is verzadigd wit.",
  tooDark: "{{figure}} van de pixels is zwart.",
  transparent: "{{figure}} van de pixels is doorzichtig.",
  allTransparent: "Alle pixels zijn doorzichtig.",
  noScale:
    "De schaal is onbekend: geef de micrometers per pixel op; zonder die vergelijken alleen methoden zonder schaal het beeld.",
  missing: "{{figure}} van de punten binnen de omtrek van het spoor ontbreekt.",
  smallArea: "Maar {{figure}} vierkante millimeter heeft gegevens; {{wanted}} is gewenst.",
  tooShort: "De scan is {{figure}} lang; {{wanted}} is gewenst.",
  tooCoarse:
    "De punten liggen {{figure}} uiteen, te ver voor de fijnste sporen: individuele sporen liggen tussen {{least}} en {{most}}.",
  tooFlat: "Het oppervlak is bijna vlak: het reliëf is {{figure}}.",
  noisyScan: "Ruis van {{figure}} staat tegenover een reliëf van {{relief}}.",
  spikes: "{{figure}} van de punten zijn uitschieters.",
  wrongLengths:
    "De lengten van het bestand zijn in geen enkele eenheid die van een werktuigspoor; de schaal is onbekend.",
  profileOnly: "Het bestand is een profiel, één rij hoogten; een vergelijking vraagt een oppervlak.",
  fewPoints: "Maar {{figure}} punten hebben een hoogte; minstens {{least}} zijn nodig.",
  goodImage: "{{width}} x {{height}} pixels, contrast {{contrast}}, {{white}} verzadigd.",
  goodScan:
    "{{area}} vierkante millimeter gegevens op {{pitch}}, {{missing}} ontbreekt binnen de omtrek, reliëf {{relief}} bij {{noise}} ruis.",
  notSearched: "Niet gezocht:",
  primer_small:
    "Het slaghoedje is {{size}} mm in doorsnede, zoals een klein slaghoedje voor pistool of geweer ({{nominal}} mm): de schaal klopt.",
  primer_large:
    "Het slaghoedje is {{size}} mm in doorsnede, zoals een groot slaghoedje voor pistool of geweer ({{nominal}} mm): de schaal klopt.",
  primer_unusual:
    "Het slaghoedje is {{size}} mm in doorsnede; kleine slaghoedjes zijn 4,45 mm, grote 5,33 mm. Controleer de schaal, tenzij het een Berdan- of hagelpatroonslaghoedje is.",
  primer_too_large:
    "Het slaghoedje zou {{size}} mm in doorsnede zijn, wat geen slaghoedje is: is het een klein, dan is de schaal van het bestand {{factor}} keer te groot. Verbeter de schaal, of meld de scan als afgietsel als het er een is.",
  primer_too_small:
    "Het slaghoedje zou {{size}} mm in doorsnede zijn, wat geen slaghoedje is: is het een klein, dan is de schaal van het bestand {{factor}} keer te klein. Verbeter de schaal, of meld de scan als afgietsel als het er een is.",
  no_land: "Er is geen veld gevonden: niets in de scan heeft de vorm ervan.",
  axes_swapped: "De strepen lopen langs de rijen: de assen van de scan zijn verwisseld, en zijn teruggezet.",
  striae_lean_right: "De strepen hellen naar beneden {{angle}} graden naar rechts.",
  striae_lean_left: "De strepen hellen naar beneden {{angle}} graden naar links.",
  no_shoulder_left: "Links is geen trekflank te zien: het veld eindigt daar met de scan.",
  no_shoulder_right: "Rechts is geen trekflank te zien: het veld eindigt daar met de scan.",
  land_width: "Het veld zou {{width}} mm breed zijn, wat geen trekkenstelsel heeft.",
  few_striae: "Er lopen nauwelijks strepen door het veld: de doorsneden komen niet overeen.",
  land_damage: "{{share}} % van het veld is beschadigd of niet gemeten.",
  no_primer_scale: "Geen slaghoedje geeft de schaal van het beeld; geef de micrometers per pixel op.",
  scale_of_primer:
    "De schaal is geschat uit het slaghoedje, als een klein van 4,445 mm genomen: {{pixel}} µm per pixel.",
  no_primer_edge: "Er is geen ronde rand gevonden die van het slaghoedje kan zijn.",
  flat_part_only: "De rand van het vlakke deel van het slaghoedje is maar op een deel van de cirkel te zien.",
  no_impression_within: "Er is geen slagpinindruk in het slaghoedje gevonden.",
  no_aperture_edge:
    "Er is geen spoor van de rand van de slagpinopening gevonden; het stootbodemspoor wordt geacht bij de indruk te beginnen.",
  little_head: "Er staat te weinig van de bodem rond het slaghoedje in het beeld om een bodemstempel te tonen.",
  edge_unseen: "De rand van het slaghoedje is niet te zien; hij is uit het vlakke deel afgeleid.",
  edge_in_dark:
    "De rand van het slaghoedje ligt in het donker tussen het vlakke deel en de mond van de kamer; hij is ertussen gelegd.",
  image_no_data: "Het beeld heeft geen gegevens.",
  image_cut_to_mark: "Het beeld kwam op het spoor uitgesneden; de omtrek blijft.",
  draw_breech_face:
    "Teken de stootbodem: het vlakke deel van het slaghoedje zonder slagpinindruk, teruggevloeid metaal en ronde rand.",
  draw_impression: "Teken de slagpinindruk: bodem en flanken, zonder de stootbodem eromheen.",
  mark_alone: "De scan toont alleen het spoor: de omtrek is die van de gegevens.",
  primer_without_gap: "De scan toont een slaghoedje zonder de spleet eromheen: de omtrek is die van de gegevens.",
  levels_no_gap:
    "De scan toont niveaus op {{range}} µm over {{extent}} mm, maar geen gesloten spleet rond een rond slaghoedje.",
  more_than_mark:
    "De scan beslaat {{extent}} mm, meer dan het spoor alleen, en er is geen spleet rond een slaghoedje te zien.",
  scan_no_data: "De scan heeft geen gegevens.",
  no_impression: "Er is geen slagpinindruk in het slaghoedje te zien.",
  flow_back: "In de opening teruggevloeid metaal staat {{height}} µm boven de stootbodem.",
  outline_unsure: "De omtrek van het spoor is niet zeker; teken hem, en het zoeken gaat verder.",
  no_method: "Er is nog geen vergelijkingsmethode voor dit gebied: {{region}}.",
  not_searchable: "Niet te doorzoeken:",
  not_searchable_yet: "Nog niet te doorzoeken: het model van het gebied moet het nog beschrijven.",
  no_model: "Geen model beschrijft sporen van dit gebied: {{region}}.",
  no_relief: "Het spoor heeft geen reliëf dat voor het zoeken beschreven kan worden.",
  little_data: "Het spoor bevat te weinig gegevens om voor het zoeken te beschrijven.",
  little_data_to_register: "Het spoor bevat te weinig gegevens om met elk ander spoor te worden gepast.",
  no_striae_to_describe: "Er lopen geen strepen door het veld; er is niets voor het zoeken te beschrijven.",
  region_not_found_in_image: "Dit gebied is niet in het beeld gevonden: {{region}}; teken de omtrek.",
  region_not_found: "Dit gebied is niet met zekerheid gevonden: {{region}}.",
  primer_by_scale:
    "Volgens de opgegeven schaal zou het slaghoedje {{size}} mm zijn; slaghoedjes van pistolen zijn 4,45 of 5,33 mm.",
  no_scale_no_primer:
    "De schaal van het beeld is onbekend en er is geen slaghoedje om haar te schatten; geef de micrometers per pixel op.",
  image_no_scale: "De schaal van het beeld is onbekend; geef de micrometers per pixel op.",
  no_land_outline: "Er is geen omtrek van het veld op deze scan getekend; teken hem en vergelijk dan.",
  no_part_outline: "Dit deel is niet op deze scan getekend: {{part}}; teken het en vergelijk dan.",
  points_too_coarse:
    "De punten liggen {{pitch}} µm uiteen; de vergeleken sporen zijn hooguit {{longest}} µm lang. Scan fijner.",
  profile_no_parts: "Het bestand is een profiel, één rij hoogten; er worden geen delen in gezocht.",
  region_no_parts: "Er worden geen delen gezocht in dit gebied: {{region}}.",
  region_no_outline: "Van dit gebied wordt niets vergeleken: {{region}}. Er is geen omtrek nodig.",
  step_failed: "Mislukte stap: {{job}}.",
  not_comparable: "De twee zijn niet te vergelijken:",
  different_regions: "Verschillende gebieden: {{region}} en {{other_region}}.",
  not_image_regions: "Verschillende gebieden, of geen waarvan beelden worden vergeleken.",
  one_no_scale: "De schaal van een van de twee is onbekend; geef de micrometers per pixel op.",
  one_no_scale_metres:
    "De schaal van een van de twee is onbekend; deze methode meet in meters. Geef de micrometers per pixel op.",
  other_preparation: "Een spoor is voorbereid met {{method}}; {{needed}} is nodig.",
  one_no_data: "Een van de twee heeft geen gegevens in het gebied.",
  few_cells: "Te weinig van het gebied heeft gegevens: {{a}} en {{b}} cellen, minstens {{least}} zijn in elk nodig.",
  one_no_texture: "Een van de twee heeft geen textuur in de vergeleken band.",
  one_only_noise:
    "Een van de twee toont geen spoor boven de ruis van het instrument: het reliëf is zo fijn als ruis en heeft niets breders.",
  one_too_large: "Een van de twee is te groot voor zo’n spoor: het reikt {{radius}} mm vanaf het midden.",
  little_overlap: "De twee hebben minder dan {{share}} % van hun oppervlak gemeen waar ze al overeenkomen.",
  few_common_cells:
    "Maar {{usable}} cellen hebben in beide gegevens waar de twee het best overeenkomen, en hun correlatie is niet duidelijk; {{least}} zijn nodig.",
  agree_anywhere:
    "De twee komen in andere standen even goed overeen (correlatie {{here}} tegen {{elsewhere}}), en in geen ervan komen genoeg cellen overeen: wat zij delen zijn ringen, lijnen of randen, zoals subklassesporen.",
  sizes_contradict:
    "Verschillende schalen: beide sporen zijn rondom volledig, maar het ene is {{one}} in doorsnede en het andere {{two}}. De schaal van één is fout, of het is niet hetzelfde gebied.",
  lands_with_lands: "Velden worden met velden vergeleken, niet {{region}} met {{other_region}}.",
  lands_other_versions:
    "De twee velden zijn met verschillende versies van de methode voorbereid; bereid beide opnieuw voor.",
  height_with_image:
    "Het ene is een topografie en het andere een beeld; hoogten en grijswaarden correleren niet alsof ze gelijk zijn.",
  only_one_scale: "Van maar één van de twee is de schaal bekend; geef de schaal van de andere op.",
  neither_scale: "Geen van beide beelden heeft een schaal en hun maten verschillen: niets zegt hoe lang een pixel is.",
  lands_other_spacing: "De twee velden zijn met verschillende afstanden voorbereid; bereid beide opnieuw voor.",
  lands_other_width:
    "De velden zijn {{one}} mm en {{two}} mm breed tussen de flanken: een ander trekkenstelsel, of een foute schaal.",
  lands_opposite_ends:
    "De ene scan toont alleen het linkereinde van het veld en de andere alleen het rechter: niets zegt dat ze overlappen.",
  profile_backwards:
    "De profielen komen alleen overeen als er één achterstevoren wordt gelezen: een scan staat op zijn kop of is gespiegeld. Herstel dat en vergelijk dan.",
  profile_cast:
    "De profielen komen alleen overeen als er één gespiegeld en omgekeerd wordt: één is een afgietsel. Meld het als afgietsel van zijn origineel en vergelijk dan.",
  profile_inverted:
    "De profielen komen alleen overeen als de hoogten van één worden omgekeerd: het is een afgietsel, of het teken ging verloren. Herstel dat en vergelijk dan.",
  no_striae_first: "In het eerste zijn geen strepen gevonden die door het veld lopen.",
  no_striae_second: "In het tweede zijn geen strepen gevonden die door het veld lopen.",
  little_land_first: "In het eerste is te weinig van het veld over ({{count}} monsters).",
  little_land_second: "In het tweede is te weinig van het veld over ({{count}} monsters).",
  no_profile: "Er is geen profiel om te vergelijken.",
  lands_little_overlap: "De twee velden overlappen bij elke verschuiving minder dan {{share}} %.",
  no_lands: "Er zijn geen velden om te vergelijken.",
  few_land_pairs: "Geen enkele fase heeft {{least}} vergelijkbare paren velden.",
  looks_like_replica:
    "Omgekeerd past een van de twee op de andere: het lijkt een gespiegelde, omgekeerde replica. Controleer de categorie van beide stukken; dit telt in geen score.",
  ...setPlaces(SAID_OF_SCORES.nl),
};
