/** What is wrong with an X3P, and in what unit its lengths were found to be. */
export const x3pSayings = {
  x3p_element_missing: "main.xml : {{element}} manque.",
  x3p_type_missing: "main.xml : {{element}} manque, les données binaires ne peuvent pas être lues.",
  x3p_not_number: "main.xml : {{element}} n’est pas un nombre.",
  x3p_not_whole: "main.xml : {{element}} doit être un nombre entier.",
  x3p_axis_type: "main.xml : {{element}} doit être I ou A.",
  x3p_data_type: "main.xml : {{element}} doit être I, L, F ou D.",
  x3p_datum_parts:
    "main.xml : le point de données (Datum) {{number}} a {{count}} parties ; ses axes en demandent un autre nombre.",
  x3p_datum_element: "main.xml a un élément dans un point de données (Datum).",
  x3p_many_elements: "main.xml a trop d’éléments, ou des éléments trop imbriqués.",
  x3p_many_attributes: "main.xml a trop d’attributs.",
  x3p_much_text: "main.xml a trop de texte.",
  x3p_no_root: "main.xml n’a pas d’élément racine.",
  x3p_other_root: "L’élément racine {{name}} de main.xml n’est pas celui d’un X3P.",
  x3p_no_data_told: "main.xml : Record3 n’a ni DataLink/PointDataLink ni DataList.",
  x3p_not_xml: "main.xml n’est pas du XML bien formé (ligne {{line}}, caractère {{column}}).",
  x3p_size_bytes:
    "Les données ont {{bytes}} octets de type {{types}}, mais main.xml indique {{width}} x {{height}} points.",
  x3p_size_text: "La matrice en texte a {{count}} valeurs, mais main.xml indique {{width}} x {{height}} points.",
  x3p_size_mask:
    "Le masque des points valides a {{bytes}} octets au lieu de {{needed}} pour les {{width}} x {{height}} points de main.xml.",
  x3p_name_empty: "Un nom d’entrée de l’archive est vide.",
  x3p_name_control: "Le nom d’entrée {{name}} a un caractère de commande.",
  x3p_name_backslash: "Le nom d’entrée {{name}} a une barre oblique inversée.",
  x3p_name_absolute: "Le nom d’entrée {{name}} est absolu.",
  x3p_name_drive: "Le nom d’entrée {{name}} a une lettre de lecteur.",
  x3p_name_climbs: "Le nom d’entrée {{name}} sort de son dossier.",
  x3p_in_millimetres:
    "Le format dit des mètres, mais en mètres ces longueurs ne sont pas celles d’une trace d’outil ; en millimètres, le pas est de {{increment}} et l’étendue de {{width}} x {{height}}. Converties en mètres.",
  x3p_in_micrometres:
    "Le format dit des mètres, mais en mètres ces longueurs ne sont pas celles d’une trace d’outil ; en micromètres, le pas est de {{increment}} et l’étendue de {{width}} x {{height}}. Converties en mètres.",
};
