/** The program as it was before the newest migration, built from this clone's history: what runs beside the new one during an upgrade. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** What the program is made of; its tests and pages are not. */
const PARTS = ["bin", "migrations", "models", "package.json", "src", "tsconfig.build.json", "tsconfig.json", "workers"];

export interface Release {
  readonly commit: string;
  /** Its `ribin`. */
  readonly program: string;
  /** The number of its newest migration. */
  readonly schema: number;
  remove(): Promise<void>;
}

async function git(...args: readonly string[]): Promise<string> {
  return (await run("git", ["-C", ROOT, ...args])).stdout.trim();
}

export async function readSchemaVersion(folder: string = ROOT): Promise<number> {
  const names = await readdir(join(folder, "migrations"));
  return Math.max(...names.map((name) => Number.parseInt(name, 10)).filter(Number.isFinite));
}

/** Null, said on stderr, where the history does not reach back to it: a shallow clone, or no clone at all. */
export async function buildReleaseBefore(): Promise<Release | null> {
  const newest = String(await readSchemaVersion()).padStart(3, "0");
  const commit = await findCommitBefore(newest).catch(() => null);
  if (commit === null) {
    process.stderr.write(
      `An upgrade is left out: the history has nothing of before migration ${newest} (a shallow clone?).\n`,
    );
    return null;
  }
  const folder = await mkdtemp(join(tmpdir(), "ribin-release-"));
  const archive = join(folder, "release.tar");
  const program = join(folder, "program");
  await mkdir(program);
  await git("archive", "--output", archive, commit, ...PARTS);
  await run("tar", ["-xf", archive, "-C", program]);
  await symlink(join(ROOT, "node_modules"), join(program, "node_modules"));
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  // It was checked when it was released.
  await run(process.execPath, [
    compiler,
    "-p",
    join(program, "tsconfig.build.json"),
    "--noCheck",
    "--incremental",
    "false",
  ]);
  return {
    commit,
    program: join(program, "bin/ribin.mjs"),
    schema: await readSchemaVersion(program),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10 }),
  };
}

async function findCommitBefore(migration: string): Promise<string> {
  const added = await git("log", "-1", "--format=%H", "--diff-filter=A", "--", `migrations/${migration}.*`);
  // A migration that is not committed yet: then what is committed is what runs.
  return git("rev-parse", "--verify", "--end-of-options", added === "" ? "HEAD^{commit}" : `${added}^^{commit}`);
}
