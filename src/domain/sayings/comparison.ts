/** What is said of a comparison: why there is none. */
export const COMPARISON_SAYINGS = {
  not_comparable: "The two are not comparable:",
  different_regions: "Different regions: {region} and {other_region}.",
  not_image_regions: "Different regions, or none that images are compared by.",
  one_no_scale: "The scale of one of the two is unknown; state its micrometres per pixel.",
  one_no_scale_metres:
    "The scale of one of the two is unknown; this method measures in metres. State micrometres per pixel.",
  other_preparation: "A mark was prepared by {method}; {needed} is needed.",
  one_no_data: "One of the two has no data in the region of interest.",
  few_cells: "Too little of the region has data: {a} and {b} cells, at least {least} are needed in each.",
  one_no_texture: "One of the two has no texture in the band that is compared.",
  one_only_noise:
    "One of the two shows no mark above the instrument's noise: its relief is as fine as noise and has nothing wider.",
  one_too_large: "One of the two is too large to be such a mark: it reaches {radius} mm from its middle.",
  little_overlap: "The two have less than {share} % of their area in common wherever they agree at all.",
  few_common_cells:
    "Only {usable} cells have data in both where the two agree best, and their correlation is no clear one; {least} are needed.",
  agree_anywhere:
    "The two agree as well at other poses (correlation {here} against {elsewhere}), and too few of their cells agree at any: what they share are rings, lines or edges that lie so anywhere, as subclass marks do.",
  sizes_contradict:
    "Different scales: both marks go all round, but one is {one} across and the other {two}. The scale of one is wrong, or they are not the same region.",
  lands_with_lands: "Lands are compared with lands, not {region} with {other_region}.",
  lands_other_versions: "The two lands were prepared by different versions of the method; prepare both again.",
  height_with_image:
    "One is a topography and the other an image; heights and grey values do not correlate as if alike.",
  only_one_scale: "The scale of only one of the two is known; state the scale of the other.",
  neither_scale:
    "Neither image has a scale and their sizes differ, so that nothing says how long a pixel is in either.",
  lands_other_spacing: "The two lands were prepared at different spacings; prepare both again.",
  lands_other_width:
    "The lands are {one} mm and {two} mm wide between their shoulders: another rifling, or a wrong scale.",
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
  little_land_first: "Too little of the land is left in the first ({count} samples).",
  little_land_second: "Too little of the land is left in the second ({count} samples).",
  no_profile: "There is no profile to compare.",
  lands_little_overlap: "The two lands overlap by less than {share} % at every lag.",
  no_lands: "There are no lands to compare.",
  few_land_pairs: "No phase has {least} land pairs that can be compared.",
  looks_like_replica:
    "Turned over, one of the two matches the other: it looks like a mirrored, inverted replica. Check the category of both exhibits; nothing is scored by this.",
} as const;
