/** What is wrong with an X3P: its main.xml, the names in its archive, its size; and in what unit its lengths were found to be. */
export const X3P_SAYINGS = {
  x3p_element_missing: "main.xml: {element} is missing.",
  x3p_type_missing: "main.xml: {element} is missing, the binary data cannot be read.",
  x3p_not_number: "main.xml: {element} is not a number.",
  x3p_not_whole: "main.xml: {element} must be a whole number.",
  x3p_axis_type: "main.xml: {element} must be I or A.",
  x3p_data_type: "main.xml: {element} must be I, L, F or D.",
  x3p_datum_parts: "main.xml: Datum {number} has {count} parts; {expected} are expected.",
  x3p_datum_element: "main.xml: has an element within a Datum.",
  x3p_many_elements: "main.xml: has too many or too deeply nested elements.",
  x3p_many_attributes: "main.xml: has too many attributes.",
  x3p_much_text: "main.xml: has too much text.",
  x3p_no_root: "main.xml: has no root element.",
  x3p_other_root: "main.xml: the root element {name} is not that of an X3P.",
  x3p_no_data_told: "main.xml: Record3 has neither DataLink/PointDataLink nor DataList.",
  x3p_not_xml: "main.xml: {line}:{column}: {what}.",
  x3p_size_bytes: "The data have {bytes} bytes of type {types}, but main.xml says {width} x {height} points.",
  x3p_size_text: "The text matrix has {count} values, but main.xml says {width} x {height} points.",
  x3p_size_mask:
    "The mask of valid points has {bytes} bytes where {needed} are needed, but main.xml says {width} x {height} points.",
  x3p_name_empty: 'The entry name "" is empty.',
  x3p_name_control: 'The entry name "{name}" has a control character.',
  x3p_name_backslash: 'The entry name "{name}" has a backslash.',
  x3p_name_absolute: 'The entry name "{name}" is absolute.',
  x3p_name_drive: 'The entry name "{name}" has a drive letter.',
  x3p_name_climbs: 'The entry name "{name}" climbs out of its folder.',
  x3p_in_millimetres:
    "The format says metres, but {objection}; as millimetres the increment is {increment} and the extent {width} x {height}, as a toolmark has. Converted to metres.",
  x3p_in_micrometres:
    "The format says metres, but {objection}; as micrometres the increment is {increment} and the extent {width} x {height}, as a toolmark has. Converted to metres.",
} as const;
