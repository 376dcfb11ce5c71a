/** What is said of a score: what it rests on, and why no ratio stands beside it. Reports say it too, in their language (src/domain/words). */
export const SCORE_SAYINGS = {
  tools_parallel: "Parallel toolmarks run through both marks.",
  tools_concentric: "Concentric toolmarks run through both marks.",
  tools_arched: "Arched toolmarks run through both marks.",
  tools_crosshatch: "Crossed toolmarks run through both marks.",
  tools_measured:
    "Moved along them the two still correlate by {along} of {whole} ({share} %); what does not run along them correlates by {detail}.",
  not_tools_alone: "The agreement does not rest on the toolmarks alone.",
  tools_shared: "Firearms made one after the other with one tool may share such marks: look for individual detail.",
  no_tools: "No parallel, turned or arched toolmarks run through both marks.",
  tools_not_assessed: "Not assessed: this needs two topographies.",
  striae_not_assessed: "Not assessed: too little of the two profiles lies on each other.",
  broad_striae:
    "The broad striae (above 90 um) correlate by {broad} and explain {share} % of the agreement; the fine ones correlate by {fine}.",
  barrels_shared: "Barrels cut by one broach may share broad striae: look for individual detail.",
  not_broad_alone: "The agreement does not rest on broad striae alone.",
  ratio_other_method: "The ratios were fitted on {fitted}; this comparison is by {method}.",
  ratio_subclass: "Subclass risk: the ratios were not fitted on toolmarks that several firearms share.",
  ratio_no_cells: "The ratios read counts of cells; this comparison has no usable cells.",
  ratio_none: "No ratios were fitted for {method}, version {version}.",
} as const;

export type ScoreSaying = keyof typeof SCORE_SAYINGS;
