/** What a bench is given and what it hands back. */
import { parseArgs } from "node:util";

export type Cell = string | number;

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Report {
  readonly title: string;
  /** Sentences: what was measured on what, and how it was decided. Markdown. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  /** SVG texts by the name of their file, without its ending. */
  readonly plots?: Readonly<Record<string, string>>;
}

/** A refusal that tells the person at the terminal what is missing. */
export class BenchRefusal extends Error {}

/** The options of one bench: `--name value` each. */
export interface BenchOptions {
  /** Undefined where the option was not given. */
  readText(name: string): string | undefined;
  readNumber(name: string, fallback: number): number;
  /** Refused where the option is missing. */
  require(name: string, what: string): string;
  /** Words that are no options, in their order. */
  readonly words: readonly string[];
}

/** @throws BenchRefusal for an option that the bench does not name */
export function readOptions(args: readonly string[], names: readonly string[]): BenchOptions {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  let parsed: ReturnType<typeof parse>;
  const parse = () => parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  try {
    parsed = parse();
  } catch (error) {
    throw new BenchRefusal(error instanceof Error ? error.message : String(error));
  }
  const readText = (name: string): string | undefined => {
    const value = parsed.values[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    words: parsed.positionals,
    readText,
    readNumber(name, fallback) {
      const text = readText(name);
      const value = text === undefined ? fallback : Number(text);
      if (!Number.isFinite(value) || value < 0) throw new BenchRefusal(`--${name} must be a number, not "${text}".`);
      return value;
    },
    require(name, what) {
      const text = readText(name);
      if (text === undefined) throw new BenchRefusal(`Name ${what}: --${name} …`);
      return text;
    },
  };
}

/** Progress and other words for people; standard output holds the report. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
