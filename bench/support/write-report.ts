/** Reports as text for a terminal and as a part of docs/benchmarks.md, between markers of the bench's name. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPackageRoot } from "../../src/adapters/package-root.ts";
import type { Report, Table } from "./bench.ts";

const PAGE = join("docs", "benchmarks.md");
const IMAGES = join("images", "benchmarks");

function formatTable({ head, rows }: Table): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Tables, then what they hold; `command` is how the report can be had again. */
export function formatReport(report: Report, command: string, machine: string): string {
  const images = Object.keys(report.plots ?? {}).map((name) => `![${report.title}](${IMAGES}/${name}.svg)`);
  const paragraphs = [
    `## ${report.title}`,
    `\`${command}\``,
    ...report.tables.map(formatTable),
    ...report.notes,
    ...images,
    machine,
  ];
  return paragraphs.join("\n\n");
}

/**
 * Replaces the bench's part of docs/benchmarks.md, or adds it at its end, and writes the plots beside it. What stands outside the
 * markers is left as it is.
 */
export function writeIntoPage(name: string, report: Report, text: string): void {
  const root = findPackageRoot();
  const page = join(root, PAGE);
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- end of ${name} -->`];
  const block = `${begin}\n\n${text}\n\n${end}`;
  const old = readFileSync(page, "utf8");
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  const written =
    from < 0 || to < from ? `${old.trimEnd()}\n\n${block}\n` : old.slice(0, from) + block + old.slice(to + end.length);
  const folder = join(root, "docs", IMAGES);
  mkdirSync(folder, { recursive: true });
  for (const [file, svg] of Object.entries(report.plots ?? {})) writeFileSync(join(folder, `${file}.svg`), svg);
  writeFileSync(page, written);
}
