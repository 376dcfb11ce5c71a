import { head, row, say } from "./page.mjs";
import { runBench } from "./run-ribin.mjs";

/** How often the subclass guard marks whom, on simulated firearms made one after the other. */
export function describeSubclass() {
  say(
    "## Subclass guard",
    "",
    "`npm run bench -- subclass`: simulated firearms of one make whose faces share so much of their relief with those made beside them by the",
    "same tool. Marked at the true pose; and of the pairs that the comparison shows (score of .2 and more; many are refused as",
    "agreeing at several poses), how many carry the mark. For lands the guard is weak.",
    "",
  );
  const pairs = ({ pairs: all, marked, shown, shownMarked }) =>
    all === 0
      ? "-"
      : `${marked === null ? "" : `${marked} of ${all} marked; `}${shown} shown, ${shownMarked} of them marked`;
  head("region", "toolmarks", "share of the tool", "one firearm", "made one after the other", "one make, other tool");
  for (const line of runBench("subclass").split("\n")) {
    const found = JSON.parse(line);
    row(found.region, found.kind, found.share, pairs(found.oneFirearm), pairs(found.consecutive), pairs(found.oneMake));
  }
  say("");
}
