/** What is wrong with an X3P, and in what unit its lengths were found to be. */
export const x3pSayings = {
  x3p_element_missing: "main.xml: {{element}} ontbreekt.",
  x3p_type_missing: "main.xml: {{element}} ontbreekt, de binaire gegevens kunnen niet worden gelezen.",
  x3p_not_number: "main.xml: {{element}} is geen getal.",
  x3p_not_whole: "main.xml: {{element}} moet een geheel getal zijn.",
  x3p_axis_type: "main.xml: {{element}} moet I of A zijn.",
  x3p_data_type: "main.xml: {{element}} moet I, L, F of D zijn.",
  x3p_datum_parts:
    "main.xml: gegevenspunt (Datum) {{number}} heeft {{count}} delen; zijn assen vragen een ander aantal.",
  x3p_datum_element: "main.xml heeft een element binnen een gegevenspunt (Datum).",
  x3p_many_elements: "main.xml heeft te veel of te diep geneste elementen.",
  x3p_many_attributes: "main.xml heeft te veel attributen.",
  x3p_much_text: "main.xml heeft te veel tekst.",
  x3p_no_root: "main.xml heeft geen hoofdelement.",
  x3p_other_root: "Het hoofdelement {{name}} van main.xml is niet dat van een X3P.",
  x3p_no_data_told: "main.xml: Record3 heeft DataLink/PointDataLink noch DataList.",
  x3p_not_xml: "main.xml is geen welgevormde XML (regel {{line}}, teken {{column}}).",
  x3p_size_bytes:
    "De gegevens hebben {{bytes}} bytes van type {{types}}, maar main.xml zegt {{width}} x {{height}} punten.",
  x3p_size_text: "De matrix in tekst heeft {{count}} waarden, maar main.xml zegt {{width}} x {{height}} punten.",
  x3p_size_mask:
    "Het masker van geldige punten heeft {{bytes}} bytes in plaats van {{needed}} voor de {{width}} x {{height}} punten van main.xml.",
  x3p_name_empty: "Een naam in het archief is leeg.",
  x3p_name_control: "De naam {{name}} in het archief heeft een stuurteken.",
  x3p_name_backslash: "De naam {{name}} in het archief heeft een backslash.",
  x3p_name_absolute: "De naam {{name}} in het archief is absoluut.",
  x3p_name_drive: "De naam {{name}} in het archief heeft een stationsletter.",
  x3p_name_climbs: "De naam {{name}} in het archief klimt uit zijn map.",
  x3p_in_millimetres:
    "Het formaat zegt meters, maar in meters zijn de lengten niet die van een werktuigspoor; in millimeters is de stap {{increment}} en de omvang {{width}} x {{height}}. Omgerekend naar meters.",
  x3p_in_micrometres:
    "Het formaat zegt meters, maar in meters zijn de lengten niet die van een werktuigspoor; in micrometers is de stap {{increment}} en de omvang {{width}} x {{height}}. Omgerekend naar meters.",
};
