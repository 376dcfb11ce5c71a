/** What is wrong with an X3P, and in what unit its lengths were found to be. */
export const x3pSayings = {
  x3p_element_missing: "main.xml: {{element}} manke.",
  x3p_type_missing: "main.xml: {{element}} manke, yo pa ka li done binè yo.",
  x3p_not_number: "main.xml: {{element}} pa yon chif.",
  x3p_not_whole: "main.xml: {{element}} dwe yon nonb antye.",
  x3p_axis_type: "main.xml: {{element}} dwe I oswa A.",
  x3p_data_type: "main.xml: {{element}} dwe I, L, F oswa D.",
  x3p_datum_parts: "main.xml: done (Datum) {{number}} gen {{count}} pati; aks li yo mande yon lòt kantite.",
  x3p_datum_element: "main.xml gen yon eleman anndan yon done (Datum).",
  x3p_many_elements: "main.xml gen twòp eleman, oswa eleman ki youn anndan lòt twòp.",
  x3p_many_attributes: "main.xml gen twòp atribi.",
  x3p_much_text: "main.xml gen twòp tèks.",
  x3p_no_root: "main.xml pa gen eleman rasin.",
  x3p_other_root: "Eleman rasin {{name}} main.xml la pa pa yon X3P.",
  x3p_no_data_told: "main.xml: Record3 pa gen ni DataLink/PointDataLink ni DataList.",
  x3p_not_xml: "main.xml pa yon XML ki byen fèt (liy {{line}}, karaktè {{column}}).",
  x3p_size_bytes: "Done yo gen {{bytes}} oktè tip {{types}}, men main.xml di {{width}} x {{height}} pwen.",
  x3p_size_text: "Matris an tèks la gen {{count}} valè, men main.xml di {{width}} x {{height}} pwen.",
  x3p_size_mask:
    "Mask pwen ki valab yo gen {{bytes}} oktè olye {{needed}} pou {{width}} x {{height}} pwen main.xml di yo.",
  x3p_name_empty: "Yon non antre nan achiv la vid.",
  x3p_name_control: "Non antre {{name}} gen yon karaktè kòmand.",
  x3p_name_backslash: "Non antre {{name}} gen yon ba ranvèse.",
  x3p_name_absolute: "Non antre {{name}} absoli.",
  x3p_name_drive: "Non antre {{name}} gen yon lèt disk.",
  x3p_name_climbs: "Non antre {{name}} soti nan dosye li.",
  x3p_in_millimetres:
    "Fòma a di mèt, men an mèt longè yo pa longè yon mak zouti; an milimèt pa a se {{increment}} epi gwosè a se {{width}} x {{height}}. Yo konvèti an mèt.",
  x3p_in_micrometres:
    "Fòma a di mèt, men an mèt longè yo pa longè yon mak zouti; an mikwomèt pa a se {{increment}} epi gwosè a se {{width}} x {{height}}. Yo konvèti an mèt.",
};
