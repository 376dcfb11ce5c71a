/** What stands in the way of a search, or of the step before it. */
export const SEARCH_SAYINGS = {
  no_method: "There is no comparison method for {region} yet.",
  not_searchable: "Not searchable:",
  not_searchable_yet: "Not searchable yet: the region's model is still to describe it.",
  no_model: "No model describes marks of the region {region}.",
  no_relief: "The mark has no relief that could be described for the search.",
  little_data: "The mark holds too little data to be described for the search.",
  little_data_to_register: "The mark holds too little data to be registered with every other mark.",
  no_striae_to_describe: "No striae run through the land; there is nothing to describe for the search.",
  region_not_found_in_image: "The {region} was not found in the image; draw its outline.",
  region_not_found: "The {region} was not found for sure.",
  primer_by_scale: "By the stated scale the primer would measure {size} mm; pistol primers measure 4.45 or 5.33 mm.",
  no_scale_no_primer:
    "The scale of the image is unknown and no primer was found to estimate it; state its micrometres per pixel.",
  image_no_scale: "The scale of the image is unknown; state its micrometres per pixel.",
  no_land_outline: "No outline of the land is drawn on this scan; draw it, then compare.",
  no_part_outline: "No outline of {part} is drawn on this scan; draw it, then compare.",
  points_too_coarse: "The points are {pitch} um apart; the marks compared are up to {longest} um long. Scan it finer.",
  profile_no_parts: "The file is a profile, one row of heights; no parts are sought in it.",
  region_no_parts: "No parts are sought in {region}.",
  region_no_outline: "Nothing is compared of {region}, and no outline is needed.",
  step_failed: "{job} failed.",
} as const;
