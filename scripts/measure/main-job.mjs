import { figure, head, row, say } from "./page.mjs";
import { ribin } from "./run-ribin.mjs";

export function describeMainJob(study) {
  say("## The main job", "");
  head("command", "exhibits", "a true mate at rank 1", "links found / missed / false", "demo s", "process s");
  for (const data of [null, "breech-face/fadul", "breech-face/weller"]) {
    const demo = ribin("demo", "--out", ".tmp/measure", ...(data === null ? [] : ["--data", study(data)]));
    const { found, missed, false: wrong } = demo.crossBorderLinks;
    const withMates = demo.exhibits.filter((exhibit) => exhibit.mates > 0).length;
    row(
      `\`ribin demo${data === null ? "" : ` --data DATASETS/${data}`}\``,
      demo.exhibits.length,
      `${Math.round(demo.rank1 * withMates)} of ${withMates}`,
      `${found} / ${missed} / ${wrong}`,
      figure(demo.seconds.total, 1),
      figure(demo.wall, 1),
    );
  }
  say("");
}
