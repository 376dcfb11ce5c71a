/** What is wrong with an X3P, and in what unit its lengths were found to be. */
export const x3pSayings = {
  x3p_element_missing: "main.xml: falta {{element}}.",
  x3p_type_missing: "main.xml: falta {{element}}, los datos binarios no se pueden leer.",
  x3p_not_number: "main.xml: {{element}} no es un número.",
  x3p_not_whole: "main.xml: {{element}} debe ser un número entero.",
  x3p_axis_type: "main.xml: {{element}} debe ser I o A.",
  x3p_data_type: "main.xml: {{element}} debe ser I, L, F o D.",
  x3p_datum_parts: "main.xml: el dato (Datum) {{number}} tiene {{count}} partes; sus ejes piden otro número.",
  x3p_datum_element: "main.xml tiene un elemento dentro de un dato (Datum).",
  x3p_many_elements: "main.xml tiene demasiados elementos o demasiado anidados.",
  x3p_many_attributes: "main.xml tiene demasiados atributos.",
  x3p_much_text: "main.xml tiene demasiado texto.",
  x3p_no_root: "main.xml no tiene elemento raíz.",
  x3p_other_root: "El elemento raíz {{name}} de main.xml no es el de un X3P.",
  x3p_no_data_told: "main.xml: Record3 no tiene ni DataLink/PointDataLink ni DataList.",
  x3p_not_xml: "main.xml no es XML bien formado (línea {{line}}, carácter {{column}}).",
  x3p_size_bytes:
    "Los datos tienen {{bytes}} bytes de tipo {{types}}, pero main.xml dice {{width}} x {{height}} puntos.",
  x3p_size_text: "La matriz de texto tiene {{count}} valores, pero main.xml dice {{width}} x {{height}} puntos.",
  x3p_size_mask:
    "La máscara de puntos válidos tiene {{bytes}} bytes en lugar de {{needed}} para los {{width}} x {{height}} puntos de main.xml.",
  x3p_name_empty: "Un nombre de entrada del archivo comprimido está vacío.",
  x3p_name_control: "El nombre de entrada {{name}} tiene un carácter de control.",
  x3p_name_backslash: "El nombre de entrada {{name}} tiene una barra invertida.",
  x3p_name_absolute: "El nombre de entrada {{name}} es absoluto.",
  x3p_name_drive: "El nombre de entrada {{name}} tiene una letra de unidad.",
  x3p_name_climbs: "El nombre de entrada {{name}} sale de su carpeta.",
  x3p_in_millimetres:
    "El formato dice metros, pero en metros las longitudes no son las de una marca de herramienta; en milímetros el paso es de {{increment}} y la extensión de {{width}} x {{height}}. Convertidas a metros.",
  x3p_in_micrometres:
    "El formato dice metros, pero en metros las longitudes no son las de una marca de herramienta; en micrómetros el paso es de {{increment}} y la extensión de {{width}} x {{height}}. Convertidas a metros.",
};
