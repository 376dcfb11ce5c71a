/** A PostgreSQL server of a test's own, for what must not be done to the one that all share. */
import { execFile } from "node:child_process";
import { chown, mkdir, readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const VERSIONS = "/usr/lib/postgresql";

export interface PostgresPrograms {
  /** Runs a program of the newest installed version; as root, as the account postgres, since it refuses root. */
  call(name: string, ...args: readonly string[]): Promise<string>;
  /** Makes a folder that the server may write to. */
  makeFolder(path: string): Promise<void>;
}

/** Null, said on stderr, where no server is installed. */
export async function findPostgresPrograms(): Promise<PostgresPrograms | null> {
  const versions = (await readdir(VERSIONS).catch(() => [])).sort((a, b) => Number(b) - Number(a));
  if (versions[0] === undefined) {
    process.stderr.write("A server of PostgreSQL of its own is left out: none is installed.\n");
    return null;
  }
  const bin = join(VERSIONS, versions[0], "bin");
  const isRoot = process.getuid?.() === 0;
  return {
    async call(name, ...args) {
      const command = [join(bin, name), ...args];
      const [program = "", ...rest] = isRoot ? ["runuser", "-u", "postgres", "--", ...command] : command;
      return (await run(program, rest, { cwd: "/" })).stdout;
    },
    async makeFolder(path) {
      await mkdir(path, { mode: 0o700 });
      if (!isRoot) return;
      const [uid = 0, gid = 0] = (await run("id", ["-u", "postgres"])).stdout
        .split("\n")
        .concat((await run("id", ["-g", "postgres"])).stdout.split("\n"))
        .filter((line) => line !== "")
        .map(Number);
      await chown(path, uid, gid);
    },
  };
}

export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
