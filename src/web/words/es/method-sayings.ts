import { SAID_OF_SCORES } from "../../../domain/words/said-of-scores.ts";
import { setPlaces } from "../set-places.ts";

/** What the methods say, by the codes of src/domain/sayings. */
export const methodSayings = {
  tooSmall: "La imagen tiene solo {{width}} x {{height}} píxeles.",
  lowContrast: "El contraste es {{figure}} del rango de grises.",
  noisyImage: "El ruido es {{figure}} frente a un contraste de {{contrast}}.",
  tooBright: "{{figure}} de los píxeles están saturados en blanco.",
  tooDark: "{{figure}} de los píxeles están en negro.",
  transparent: "{{figure}} de los píxeles son transparentes.",
  allTransparent: "Todos los píxeles son transparentes.",
  noScale:
    "Se desconoce la escala: indique los micrómetros por píxel; sin ella solo comparan la imagen los métodos que no necesitan escala.",
  missing: "Faltan {{figure}} de los puntos dentro del contorno de la marca.",
  smallArea: "Solo {{figure}} milímetros cuadrados tienen datos; se desean {{wanted}}.",
  tooShort: "El escaneo mide {{figure}}; se desean {{wanted}}.",
  tooCoarse:
    "Los puntos están a {{figure}}, demasiado para las marcas más finas: las marcas individuales van de {{least}} a {{most}}.",
  tooFlat: "La superficie es casi plana: su relieve es de {{figure}}.",
  noisyScan: "Hay un ruido de {{figure}} frente a un relieve de {{relief}}.",
  spikes: "{{figure}} de los puntos son picos.",
  wrongLengths:
    "Las longitudes del archivo no son las de una marca de herramienta en ninguna unidad; se desconoce su escala.",
  profileOnly: "El archivo es un perfil, una sola fila de alturas; una comparación necesita una superficie.",
  fewPoints: "Solo {{figure}} puntos tienen altura; hacen falta al menos {{least}}.",
  goodImage: "{{width}} x {{height}} píxeles, contraste {{contrast}}, {{white}} saturados.",
  goodScan:
    "{{area}} milímetros cuadrados de datos a {{pitch}}, falta {{missing}} dentro del contorno, relieve {{relief}} con {{noise}} de ruido.",
  notSearched: "No buscada:",
  primer_small:
    "El fulminante mide {{size}} mm de diámetro, como uno pequeño de pistola o de rifle ({{nominal}} mm): la escala es correcta.",
  primer_large:
    "El fulminante mide {{size}} mm de diámetro, como uno grande de pistola o de rifle ({{nominal}} mm): la escala es correcta.",
  primer_unusual:
    "El fulminante mide {{size}} mm de diámetro; los pequeños miden 4.45 mm y los grandes 5.33 mm. Compruebe la escala, salvo que sea un fulminante Berdan o de escopeta.",
  primer_too_large:
    "El fulminante mediría {{size}} mm de diámetro, y ninguno mide eso: si es uno pequeño, la escala del archivo es {{factor}} veces demasiado grande. Corrija la escala, o marque el escaneo como molde si lo es.",
  primer_too_small:
    "El fulminante mediría {{size}} mm de diámetro, y ninguno mide eso: si es uno pequeño, la escala del archivo es {{factor}} veces demasiado pequeña. Corrija la escala, o marque el escaneo como molde si lo es.",
  no_land: "No se encontró ningún campo: nada en el escaneo tiene su forma.",
  axes_swapped: "Las estrías siguen las filas: los ejes del escaneo están cambiados, y se corrigieron.",
  striae_lean_right: "Las estrías se inclinan {{angle}} grados a la derecha hacia abajo.",
  striae_lean_left: "Las estrías se inclinan {{angle}} grados a la izquierda hacia abajo.",
  no_shoulder_left: "No se ve hombro de estría a la izquierda: el campo termina ahí con el escaneo.",
  no_shoulder_right: "No se ve hombro de estría a la derecha: el campo termina ahí con el escaneo.",
  land_width: "El campo tendría {{width}} mm de ancho, y ningún rayado lo tiene.",
  few_striae: "Casi ninguna estría recorre el campo: sus cortes no concuerdan.",
  land_damage: "El {{share}} % del campo está dañado o no se midió.",
  no_primer_scale: "Ningún fulminante indica la escala de la imagen; indique sus micrómetros por píxel.",
  scale_of_primer:
    "La escala se estima por el fulminante, tomado como uno pequeño de 4.445 mm: {{pixel}} µm por píxel.",
  no_primer_edge: "No se encontró ningún borde redondo que pueda ser el del fulminante.",
  flat_part_only: "El borde de la parte plana del fulminante se ve solo en una parte de su círculo.",
  no_impression_within: "No se encontró huella de percutor en el fulminante.",
  no_aperture_edge:
    "No se encontró marca del borde del orificio; se supone que la marca del espaldón empieza en la huella.",
  little_head: "En la imagen hay muy poco del culote alrededor del fulminante para mostrar un marcado.",
  edge_unseen: "No se ve el borde del fulminante; se dedujo de su parte plana.",
  edge_in_dark:
    "El borde del fulminante está en la sombra entre su parte plana y la boca de su alojamiento; se puso en medio.",
  image_no_data: "La imagen no tiene datos.",
  image_cut_to_mark: "La imagen llegó recortada a la marca; se conserva su contorno.",
  draw_breech_face:
    "Trace el espaldón: la cara plana del fulminante sin la huella del percutor, el metal refluido ni el borde redondeado.",
  draw_impression: "Trace la huella del percutor: su fondo y sus flancos, sin el espaldón alrededor.",
  mark_alone: "El escaneo muestra solo la marca: el contorno es el de sus datos.",
  primer_without_gap: "El escaneo muestra un fulminante sin la ranura que lo rodea: su contorno es el de los datos.",
  levels_no_gap:
    "El escaneo muestra niveles separados {{range}} µm en {{extent}} mm, pero ninguna ranura cerrada alrededor de un fulminante redondo.",
  more_than_mark:
    "El escaneo abarca {{extent}} mm, más que la marca sola, y no se ve ranura alrededor de un fulminante.",
  scan_no_data: "El escaneo no tiene datos.",
  no_impression: "No se ve huella de percutor en el fulminante.",
  flow_back: "El metal refluido en el orificio sobresale {{height}} µm del espaldón.",
  outline_unsure: "El contorno de la marca no es seguro; trácelo, y la búsqueda continúa.",
  no_method: "Todavía no hay método de comparación para esta región: {{region}}.",
  not_searchable: "No se puede buscar:",
  not_searchable_yet: "Aún no se puede buscar: el modelo de la región todavía debe describirla.",
  no_model: "Ningún modelo describe marcas de esta región: {{region}}.",
  no_relief: "La marca no tiene relieve que se pueda describir para la búsqueda.",
  little_data: "La marca tiene muy pocos datos para describirla para la búsqueda.",
  little_data_to_register: "La marca tiene muy pocos datos para registrarla con todas las demás.",
  no_striae_to_describe: "Ninguna estría recorre el campo; no hay nada que describir para la búsqueda.",
  region_not_found_in_image: "No se encontró en la imagen esta región: {{region}}; trace su contorno.",
  region_not_found: "No se encontró con certeza esta región: {{region}}.",
  primer_by_scale: "Según la escala indicada el fulminante mediría {{size}} mm; los de pistola miden 4.45 o 5.33 mm.",
  no_scale_no_primer:
    "Se desconoce la escala de la imagen y no se encontró fulminante para estimarla; indique sus micrómetros por píxel.",
  image_no_scale: "Se desconoce la escala de la imagen; indique sus micrómetros por píxel.",
  no_land_outline: "No hay contorno del campo trazado en este escaneo; trácelo y luego compare.",
  no_part_outline: "Esta parte no está trazada en este escaneo: {{part}}; trácela y luego compare.",
  points_too_coarse:
    "Los puntos están a {{pitch}} µm; las marcas que se comparan miden hasta {{longest}} µm. Escanee más fino.",
  profile_no_parts: "El archivo es un perfil, una sola fila de alturas; no se buscan partes en él.",
  region_no_parts: "No se buscan partes en esta región: {{region}}.",
  region_no_outline: "No se compara nada de esta región: {{region}}. No hace falta contorno.",
  step_failed: "Paso fallido: {{job}}.",
  not_comparable: "Las dos no se pueden comparar:",
  different_regions: "Regiones distintas: {{region}} y {{other_region}}.",
  not_image_regions: "Regiones distintas, o ninguna que se compare por imágenes.",
  one_no_scale: "Se desconoce la escala de una de las dos; indique sus micrómetros por píxel.",
  one_no_scale_metres:
    "Se desconoce la escala de una de las dos; este método mide en metros. Indique los micrómetros por píxel.",
  other_preparation: "Una marca se preparó con {{method}}; hace falta {{needed}}.",
  one_no_data: "Una de las dos no tiene datos en la región de interés.",
  few_cells: "Muy poco de la región tiene datos: {{a}} y {{b}} celdas; hacen falta al menos {{least}} en cada una.",
  one_no_texture: "Una de las dos no tiene textura en la banda que se compara.",
  one_only_noise:
    "Una de las dos no muestra marca por encima del ruido del instrumento: su relieve es tan fino como el ruido y no tiene nada más ancho.",
  one_too_large: "Una de las dos es demasiado grande para tal marca: llega a {{radius}} mm de su centro.",
  little_overlap: "Las dos tienen en común menos del {{share}} % de su área dondequiera que concuerden.",
  few_common_cells:
    "Solo {{usable}} celdas tienen datos en ambas donde mejor concuerdan, y su correlación no es clara; hacen falta {{least}}.",
  agree_anywhere:
    "Las dos concuerdan igual en otras posiciones (correlación {{here}} frente a {{elsewhere}}), y en ninguna concuerdan suficientes celdas: lo que comparten son anillos, líneas o bordes, como las marcas de subclase.",
  sizes_contradict:
    "Escalas distintas: ambas marcas están completas, pero una mide {{one}} de diámetro y la otra {{two}}. La escala de una es errónea, o no son la misma región.",
  lands_with_lands: "Los campos se comparan con campos, no {{region}} con {{other_region}}.",
  lands_other_versions: "Los dos campos se prepararon con versiones distintas del método; prepárelos de nuevo.",
  height_with_image:
    "Una es una topografía y la otra una imagen; las alturas y los grises no se correlacionan como si fueran iguales.",
  only_one_scale: "Solo se conoce la escala de una de las dos; indique la de la otra.",
  neither_scale: "Ninguna imagen tiene escala y sus tamaños difieren: nada dice cuánto mide un píxel.",
  lands_other_spacing: "Los dos campos se prepararon con pasos distintos; prepárelos de nuevo.",
  lands_other_width: "Los campos miden {{one}} mm y {{two}} mm entre sus hombros: otro rayado, o una escala errónea.",
  lands_opposite_ends:
    "Un escaneo muestra solo el extremo izquierdo del campo y el otro solo el derecho: nada dice que se solapen.",
  profile_backwards:
    "Los perfiles concuerdan solo si uno se lee al revés: un escaneo está invertido o reflejado. Corríjalo y luego compare.",
  profile_cast:
    "Los perfiles concuerdan solo si uno se refleja e invierte: uno es un molde. Márquelo como molde de su original y luego compare.",
  profile_inverted:
    "Los perfiles concuerdan solo si se invierten las alturas de uno: es un molde, o se perdió su signo. Corríjalo y luego compare.",
  no_striae_first: "En el primero no se encontraron estrías que recorran el campo.",
  no_striae_second: "En el segundo no se encontraron estrías que recorran el campo.",
  little_land_first: "En el primero queda muy poco del campo ({{count}} muestras).",
  little_land_second: "En el segundo queda muy poco del campo ({{count}} muestras).",
  no_profile: "No hay perfil que comparar.",
  lands_little_overlap: "Los dos campos se solapan menos del {{share}} % en todo desfase.",
  no_lands: "No hay campos que comparar.",
  few_land_pairs: "Ninguna fase tiene {{least}} pares de campos que se puedan comparar.",
  looks_like_replica:
    "Volteada, una de las dos coincide con la otra: parece una réplica reflejada e invertida. Revise la categoría de ambos indicios; esto no puntúa.",
  ...setPlaces(SAID_OF_SCORES.es),
};
