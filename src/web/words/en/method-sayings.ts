/** What the methods say, by the codes of src/domain/sayings. */
export const methodSayings = {
  tooSmall: "The image is only {{width}} x {{height}} pixels.",
  lowContrast: "The contrast is {{figure}} of the range of grey.",
  noisyImage: "Noise is {{figure}} against a contrast of {{contrast}}.",
  tooBright: "{{figure}} of the pixels are saturated white.",
  tooDark: "{{figure}} of the pixels are black.",
  transparent: "{{figure}} of the pixels are transparent.",
  allTransparent: "All pixels are transparent.",
  noScale:
    "The scale is unknown: state micrometres per pixel; without it only methods that need no scale compare the image.",
  missing: "{{figure}} of the points inside the mark’s outline are missing.",
  smallArea: "Only {{figure}} square millimetres have data; {{wanted}} are wanted.",
  tooShort: "The scan is {{figure}} long; {{wanted}} are wanted.",
  tooCoarse:
    "The points are {{figure}} apart, too far for the finest marks: individual marks lie between {{least}} to {{most}}.",
  tooFlat: "The surface is nearly flat: its relief is {{figure}}.",
  noisyScan: "Noise of {{figure}} stands against a relief of {{relief}}.",
  spikes: "{{figure}} of the points are spikes.",
  wrongLengths: "The lengths of the file are not those of a toolmark in any unit; its scale is unknown.",
  profileOnly: "The file is a profile, one row of heights; a comparison needs a surface.",
  fewPoints: "Only {{figure}} points have a height; {{least}} are the least.",
  goodImage: "{{width}} x {{height}} pixels, contrast {{contrast}}, {{white}} saturated.",
  goodScan:
    "{{area}} square millimetres of data at {{pitch}}, {{missing}} missing inside the outline, relief {{relief}} over {{noise}} of noise.",
  notSearched: "Not searched:",
  primer_small:
    "The primer measures {{size}} mm across, as a small pistol or small rifle primer does ({{nominal}} mm): the scale is right.",
  primer_large:
    "The primer measures {{size}} mm across, as a large pistol or large rifle primer does ({{nominal}} mm): the scale is right.",
  primer_unusual:
    "The primer measures {{size}} mm across; small primers measure 4.45 mm, large ones 5.33 mm. Check the scale, unless it is a Berdan or a shotshell primer.",
  primer_too_large:
    "The primer measures {{size}} mm across, but no primer does: if it is a small primer, the file’s scale is {{factor}} times too large. Correct the scale, or flag the scan as a cast if it is one.",
  primer_too_small:
    "The primer measures {{size}} mm across, but no primer does: if it is a small primer, the file’s scale is {{factor}} times too small. Correct the scale, or flag the scan as a cast if it is one.",
  no_land: "No land was found: nothing in the scan has the form of one.",
  axes_swapped: "The striae run along the rows: the scan’s axes are swapped, and were swapped back.",
  striae_lean_right: "The striae lean {{angle}} degrees to the right down the rows.",
  striae_lean_left: "The striae lean {{angle}} degrees to the left down the rows.",
  no_shoulder_left: "No groove shoulder is seen on the left: the land ends with the scan there.",
  no_shoulder_right: "No groove shoulder is seen on the right: the land ends with the scan there.",
  land_width: "The land would be {{width}} mm wide, which no rifling has.",
  few_striae: "Hardly any striae run through the land: its cross-cuts do not agree.",
  land_damage: "{{share}} % of the land is damaged or was not measured.",
  no_primer_scale: "No primer tells the scale of the image; state its micrometres per pixel.",
  scale_of_primer: "The scale is estimated from the primer, taken as a small one of 4.445 mm: {{pixel}} µm per pixel.",
  no_primer_edge: "No round edge was found that could be the primer’s.",
  flat_part_only: "The edge of the primer’s flat part is seen on a part of its circle only.",
  no_impression_within: "No firing-pin impression was found within the primer.",
  no_aperture_edge:
    "No mark of the aperture’s edge was found; the breech-face mark is taken to begin at the impression.",
  little_head: "Too little of the head around the primer is in the image to show a headstamp.",
  edge_unseen: "The primer’s edge is not seen; it was set from its flat part.",
  edge_in_dark:
    "The primer’s edge lies in the dark between its flat part and the mouth of its pocket; it was set between.",
  image_no_data: "The image has no data.",
  image_cut_to_mark: "The image came cut to the mark; its outline is kept.",
  draw_breech_face:
    "Draw the breech face: the primer’s flat face without firing-pin impression, flow-back and rounded edge.",
  draw_impression: "Draw the firing-pin impression: its floor and flanks, without the breech face around it.",
  mark_alone: "The scan shows the mark alone: the outline is that of its data.",
  primer_without_gap: "The scan shows a primer without the gap around it: its outline is that of the data.",
  levels_no_gap:
    "The scan shows levels {{range}} µm apart over {{extent}} mm, but no closed gap around a round primer.",
  more_than_mark: "The scan reaches over {{extent}} mm, more than the mark alone, and no gap around a primer is seen.",
  scan_no_data: "The scan has no data.",
  no_impression: "No firing-pin impression is seen in the primer.",
  flow_back: "Metal flowed back into the aperture stands {{height}} µm above the breech face.",
  outline_unsure: "The mark’s outline is not sure; draw it, and the search goes on.",
  no_method: "There is no comparison method for this region yet: {{region}}.",
  not_searchable: "Not searchable:",
  not_searchable_yet: "Not searchable yet: the region’s model is still to describe it.",
  no_model: "No model describes marks of this region: {{region}}.",
  no_relief: "The mark has no relief that could be described for the search.",
  little_data: "The mark holds too little data to be described for the search.",
  little_data_to_register: "The mark holds too little data to be registered with every other mark.",
  no_striae_to_describe: "No striae run through the land; there is nothing to describe for the search.",
  region_not_found_in_image: "This region was not found in the image: {{region}}; draw its outline.",
  region_not_found: "This region was not found for sure: {{region}}.",
  primer_by_scale: "By the stated scale the primer would measure {{size}} mm; pistol primers measure 4.45 or 5.33 mm.",
  no_scale_no_primer:
    "The scale of the image is unknown and no primer was found to estimate it; state its micrometres per pixel.",
  image_no_scale: "The scale of the image is unknown; state its micrometres per pixel.",
  no_land_outline: "No outline of the land is drawn on this scan; draw it, then compare.",
  no_part_outline: "This part is not drawn on this scan: {{part}}; draw it, then compare.",
  points_too_coarse:
    "The points are {{pitch}} µm apart; the marks compared are up to {{longest}} µm long. Scan it finer.",
  profile_no_parts: "The file is a profile, one row of heights; no parts are sought in it.",
  region_no_parts: "No parts are sought in this region: {{region}}.",
  region_no_outline: "Nothing is compared of this region: {{region}}. No outline is needed.",
  step_failed: "A step failed: {{job}}.",
  not_comparable: "The two are not comparable:",
  different_regions: "Different regions: {{region}} and {{other_region}}.",
  not_image_regions: "Different regions, or none that images are compared by.",
  one_no_scale: "The scale of one of the two is unknown; state its micrometres per pixel.",
  one_no_scale_metres:
    "The scale of one of the two is unknown; this method measures in metres. State micrometres per pixel.",
  other_preparation: "A mark was prepared by {{method}}; {{needed}} is needed.",
  one_no_data: "One of the two has no data in the region of interest.",
  few_cells: "Too little of the region has data: {{a}} and {{b}} cells, at least {{least}} are needed in each.",
  one_no_texture: "One of the two has no texture in the band that is compared.",
  one_only_noise:
    "One of the two shows no mark above the instrument’s noise: its relief is as fine as noise and has nothing wider.",
  one_too_large: "One of the two is too large to be such a mark: it reaches {{radius}} mm from its middle.",
  little_overlap: "The two have less than {{share}} % of their area in common wherever they agree at all.",
  few_common_cells:
    "Only {{usable}} cells have data in both where the two agree best, and their correlation is no clear one; {{least}} are needed.",
  agree_anywhere:
    "The two agree as well at other poses (correlation {{here}} against {{elsewhere}}), and too few of their cells agree at any: what they share are rings, lines or edges that lie so anywhere, as subclass marks do.",
  sizes_contradict:
    "Different scales: both marks go all round, but one is {{one}} across and the other {{two}}. The scale of one is wrong, or they are not the same region.",
  lands_with_lands: "Lands are compared with lands, not {{region}} with {{other_region}}.",
  lands_other_versions: "The two lands were prepared by different versions of the method; prepare both again.",
  height_with_image:
    "One is a topography and the other an image; heights and grey values do not correlate as if alike.",
  only_one_scale: "The scale of only one of the two is known; state the scale of the other.",
  neither_scale:
    "Neither image has a scale and their sizes differ, so that nothing says how long a pixel is in either.",
  lands_other_spacing: "The two lands were prepared at different spacings; prepare both again.",
  lands_other_width:
    "The lands are {{one}} mm and {{two}} mm wide between their shoulders: another rifling, or a wrong scale.",
  lands_opposite_ends:
    "One scan shows only the left end of its land and the other only the right end: nothing says that they overlap.",
  profile_backwards:
    "The profiles agree only when one is read backwards: one scan is upside down or mirrored. Correct it, then compare.",
  profile_cast:
    "The profiles agree only when one is mirrored and inverted: one is a cast. Flag it as a cast of its parent, then compare.",
  profile_inverted:
    "The profiles agree only when the heights of one are inverted: one is a cast, or its sign was lost. Correct it, then compare.",
  no_striae_first: "No striae that run through the land were found in the first.",
  no_striae_second: "No striae that run through the land were found in the second.",
  little_land_first: "Too little of the land is left in the first ({{count}} samples).",
  little_land_second: "Too little of the land is left in the second ({{count}} samples).",
  no_profile: "There is no profile to compare.",
  lands_little_overlap: "The two lands overlap by less than {{share}} % at every lag.",
  no_lands: "There are no lands to compare.",
  few_land_pairs: "No phase has {{least}} land pairs that can be compared.",
  looks_like_replica:
    "Turned over, one of the two matches the other: it looks like a mirrored, inverted replica. Check the category of both exhibits; nothing is scored by this.",
  tools_parallel: "Parallel toolmarks run through both marks.",
  tools_concentric: "Concentric toolmarks run through both marks.",
  tools_arched: "Arched toolmarks run through both marks.",
  tools_crosshatch: "Crossed toolmarks run through both marks.",
  tools_measured:
    "Moved along them the two still correlate by {{along}} of {{whole}} ({{share}} %); what does not run along them correlates by {{detail}}.",
  not_tools_alone: "The agreement does not rest on the toolmarks alone.",
  tools_shared: "Firearms made one after the other with one tool may share such marks: look for individual detail.",
  no_tools: "No parallel, turned or arched toolmarks run through both marks.",
  tools_not_assessed: "Not assessed: this needs two topographies.",
  striae_not_assessed: "Not assessed: too little of the two profiles lies on each other.",
  broad_striae:
    "The broad striae (above 90 µm) correlate by {{broad}} and explain {{share}} % of the agreement; the fine ones correlate by {{fine}}.",
  barrels_shared: "Barrels cut by one broach may share broad striae: look for individual detail.",
  not_broad_alone: "The agreement does not rest on broad striae alone.",
  ratio_other_method: "The ratios were fitted on {{fitted}}; this comparison is by {{method}}.",
  ratio_subclass: "Subclass risk: the ratios were not fitted on toolmarks that several firearms share.",
  ratio_no_cells: "The ratios read counts of cells; this comparison has no usable cells.",
  ratio_none: "No ratios were fitted for {{method}}, version {{version}}.",
};
