/** What the service says, by its codes; loaded when it first says something, behind the first screen. */
import { SAYINGS } from "../../../domain/sayings.ts";
import { setPlaces } from "../set-places.ts";

/** A page says these otherwise: to a person, without the API's names and addresses, and with the field's terms put in where they fit any language. */
const OWN = {
  no_method: "There is no comparison method for this region yet: {{region}}.",
  no_model: "No model describes marks of this region: {{region}}.",
  region_not_found_in_image: "This region was not found in the image: {{region}}; draw its outline.",
  region_not_found: "This region was not found for sure: {{region}}.",
  no_part_outline: "This part is not drawn on this scan: {{part}}; draw it, then compare.",
  region_no_parts: "No parts are sought in this region: {{region}}.",
  region_no_outline: "Nothing is compared of this region: {{region}}. No outline is needed.",
  step_failed: "A step failed: {{job}}.",
  job_not_failed: "The job has not failed; only a failed job is retried.",
  no_firearm: "The exhibit is no firearm, but: {{type}}.",
  other_decision_stands: "Another decision stands, or none; read the nomination again.",
  other_indicator_stands: "Another record of this indicator stands, or none; read them again.",
  not_verified_yet: "The acquisition is not compared yet; it is searched once more when it is.",
  model_not_retired: "The model is in use; only a retired one is dropped.",
  linkage_no_report: "At this stage the linkage has no such document.",
  linkage_not_reviewed: "At this stage the linkage is no longer reviewed from images.",
  linkage_no_conclusion: "At this stage the linkage does not take another conclusion.",
  linkage_no_hit: "At this stage the linkage cannot become a hit.",
  roles_do_not_allow: "Your roles do not allow this here.",
  of_other_lab: "You may not do this here: it is another lab’s.",
  regional_gives_role: "Only a regional coordinator gives or changes this role.",
  other_gives_role: "Another coordinator gives you this role; nobody gives it to themselves.",
  region_no_model: "This region has no such model: {{region}}.",
  minute_limit: "The limit of {{most}} requests a minute is reached; try again in {{seconds}} seconds.",
  request_limit: "The limit of requests is reached; try again later.",
  lab_needed: "Name a lab; you belong to none.",
  no_address: "There is no such address.",
  upload_unwritten: "The upload cannot be written; resume it.",
  unexpected: "An unexpected error ({{error}}); the log has it under the job’s number.",
  analysis_died: "The analysis of the file did not end ({{what}}).",
  image_original: "This acquisition is an image; its original file is downloaded by itself.",
  no_unit_fits:
    "As metres, its lengths are not those of a toolmark, and neither millimetres nor micrometres fit. Nothing was scaled.",
  both_units_fit:
    "As metres, its lengths are not those of a toolmark; millimetres and micrometres would both fit. Nothing was scaled.",
  x3p_datum_parts: "main.xml: data point (Datum) {{number}} has {{count}} parts; its axes need another number.",
  x3p_in_millimetres:
    "The format says metres, but as metres the lengths are not those of a toolmark; as millimetres the increment is {{increment}} and the extent {{width}} x {{height}}. Converted to metres.",
  x3p_in_micrometres:
    "The format says metres, but as metres the lengths are not those of a toolmark; as micrometres the increment is {{increment}} and the extent {{width}} x {{height}}. Converted to metres.",
  x3p_datum_element: "main.xml has an element within a Datum.",
  x3p_many_elements: "main.xml has too many or too deeply nested elements.",
  x3p_many_attributes: "main.xml has too many attributes.",
  x3p_much_text: "main.xml has too much text.",
  x3p_no_root: "main.xml has no root element.",
  x3p_not_xml: "main.xml is not well-formed XML (line {{line}}, character {{column}}).",
} as const satisfies Partial<Record<keyof typeof SAYINGS, string>>;

export type Sayings = Readonly<Record<keyof typeof SAYINGS, string>>;

/** The service's own sentences in a page's type: its quotation marks and units. */
function setInType(sentence: string): string {
  return sentence
    .replaceAll("'", "’")
    .replaceAll(/"([^"]*)"/g, "“$1”")
    .replaceAll(/\bum\b/g, "µm");
}

export const sayings = {
  ...setPlaces(Object.fromEntries(Object.entries(SAYINGS).map(([code, sentence]) => [code, setInType(sentence)]))),
  ...OWN,
} as Sayings;
