/** What is said of the outlines that a method drew. */
export const OUTLINE_SAYINGS = {
  primer_small:
    "The primer measures {size} mm across, as a small pistol or small rifle primer does ({nominal} mm): the scale is right.",
  primer_large:
    "The primer measures {size} mm across, as a large pistol or large rifle primer does ({nominal} mm): the scale is right.",
  primer_unusual:
    "The primer measures {size} mm across; small primers measure 4.45 mm, large ones 5.33 mm. Check the scale, unless it is a Berdan or a shotshell primer.",
  primer_too_large:
    "The primer measures {size} mm across, but no primer does: if it is a small primer, the file's scale is {factor} times too large. Correct the scale, or flag the scan as a cast if it is one.",
  primer_too_small:
    "The primer measures {size} mm across, but no primer does: if it is a small primer, the file's scale is {factor} times too small. Correct the scale, or flag the scan as a cast if it is one.",
  no_land: "No land was found: nothing in the scan has the form of one.",
  axes_swapped: "The striae run along the rows: the scan's axes are swapped, and were swapped back.",
  striae_lean_right: "The striae lean {angle} degrees to the right down the rows.",
  striae_lean_left: "The striae lean {angle} degrees to the left down the rows.",
  no_shoulder_left: "No groove shoulder is seen on the left: the land ends with the scan there.",
  no_shoulder_right: "No groove shoulder is seen on the right: the land ends with the scan there.",
  land_width: "The land would be {width} mm wide, which no rifling has.",
  few_striae: "Hardly any striae run through the land: its cross-cuts do not agree.",
  land_damage: "{share} % of the land is damaged or was not measured.",
  no_primer_scale: "No primer tells the scale of the image; state its micrometres per pixel.",
  scale_of_primer: "The scale is estimated from the primer, taken as a small one of 4.445 mm: {pixel} um per pixel.",
  no_primer_edge: "No round edge was found that could be the primer's.",
  flat_part_only: "The edge of the primer's flat part is seen on a part of its circle only.",
  no_impression_within: "No firing-pin impression was found within the primer.",
  no_aperture_edge:
    "No mark of the aperture's edge was found; the breech-face mark is taken to begin at the impression.",
  little_head: "Too little of the head around the primer is in the image to show a headstamp.",
  edge_unseen: "The primer's edge is not seen; it was set from its flat part.",
  edge_in_dark:
    "The primer's edge lies in the dark between its flat part and the mouth of its pocket; it was set between.",
  image_no_data: "The image has no data.",
  image_cut_to_mark: "The image came cut to the mark; its outline is kept.",
  draw_breech_face:
    "Draw the breech face: the primer's flat face without firing-pin impression, flow-back and rounded edge.",
  draw_impression: "Draw the firing-pin impression: its floor and flanks, without the breech face around it.",
  mark_alone: "The scan shows the mark alone: the outline is that of its data.",
  primer_without_gap: "The scan shows a primer without the gap around it: its outline is that of the data.",
  levels_no_gap: "The scan shows levels {range} um apart over {extent} mm, but no closed gap around a round primer.",
  more_than_mark: "The scan reaches over {extent} mm, more than the mark alone, and no gap around a primer is seen.",
  scan_no_data: "The scan has no data.",
  no_impression: "No firing-pin impression is seen in the primer.",
  flow_back: "Metal flowed back into the aperture stands {height} um above the breech face.",
  outline_unsure: "The mark's outline is not sure; draw it, and the search goes on.",
} as const;
