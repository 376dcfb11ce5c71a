/** The shape of a command of `ribin`; the table of all of them stands in `run-cli.ts`. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { RibinError } from "../domain/errors.ts";

export interface Output {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

export interface Invocation {
  readonly options: OptionValues;
  readonly positionals: readonly string[];
  readonly output: Output;
}

export interface Command {
  readonly name: string;
  /** Synopsis and options, as `ribin NAME --help` prints them. */
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  readonly positionals: { readonly min: number; readonly max: number };
  run(invocation: Invocation): Promise<void>;
}

/** Parses a command's arguments strictly; anything not understood is a USAGE error that names it. */
export function parseInvocation(command: Command, args: readonly string[], output: Output): Invocation {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options: command.options, allowPositionals: true, strict: true });
  } catch (error) {
    const [message] = String(error instanceof Error ? error.message : error).split("\n");
    throw new RibinError("USAGE", `${message} (ribin ${command.name}).`, { cause: error });
  }
  const { min, max } = command.positionals;
  if (parsed.positionals.length < min || parsed.positionals.length > max) {
    const wanted = min === max ? `${min}` : `${min} to ${max}`;
    throw new RibinError(
      "USAGE",
      `ribin ${command.name} takes ${wanted} argument(s), not ${parsed.positionals.length}.`,
    );
  }
  return { options: parsed.values as OptionValues, positionals: parsed.positionals, output };
}

/** The value of a text option, or undefined. */
export function readText(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The value of a numeric option; USAGE where it is not a number within the bounds. */
export function readNumber(
  options: OptionValues,
  name: string,
  bounds: { min: number; max: number; integer?: boolean },
): number | undefined {
  const text = readText(options, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  const fits = text.trim() !== "" && Number.isFinite(value) && value >= bounds.min && value <= bounds.max;
  if (!fits || (bounds.integer === true && !Number.isInteger(value))) {
    const kind = bounds.integer === true ? "a whole number" : "a number";
    throw new RibinError("USAGE", `--${name} must be ${kind} from ${bounds.min} to ${bounds.max}, not "${text}".`);
  }
  return value;
}

/** The value of an option with a closed vocabulary; USAGE naming the words otherwise. */
export function readChoice<T extends string>(options: OptionValues, name: string, words: readonly T[]): T | undefined {
  const text = readText(options, name);
  if (text === undefined) return undefined;
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new RibinError("USAGE", `--${name} must be one of ${words.join(", ")}, not "${text}".`);
  return word;
}
