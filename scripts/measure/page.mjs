/** The page that is being written, and how figures stand in it. */
const lines = [];

export function say(...text) {
  lines.push(...text);
}

export function row(...cells) {
  say(`| ${cells.join(" | ")} |`);
}

export function head(...cells) {
  row(...cells);
  row(...cells.map(() => "---"));
}

/** A number without trailing zeros; "-" for none. */
export function figure(value, digits = 3) {
  if (typeof value !== "number") return "-";
  return value
    .toFixed(digits)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

export function range(interval, digits = 3) {
  return interval ? `${figure(interval.low, digits)} to ${figure(interval.high, digits)}` : "-";
}

export function finishPage() {
  return `${lines.join("\n").trimEnd()}\n`;
}
