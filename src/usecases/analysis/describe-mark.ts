import type { PreparedMark } from "../../analysis/compare/prepared-mark.ts";
import { buildDescriptorInput } from "../../analysis/features/descriptor-input.ts";
import { findView } from "./find-view.ts";
import type { AnalysisTasks } from "./tasks.ts";

/** The pictures of a mark by which a model describes it. Errors: NOT_COMPARABLE where there is nothing to describe. */
export function picture(mark: PreparedMark): AnalysisTasks["describeMark"]["output"] {
  return [{ view: findView(mark), own: true, input: buildDescriptorInput(mark) }];
}
