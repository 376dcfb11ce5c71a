/** What is shipped for those who run it names only settings, files and commands that there are. No cluster runs where the tests do. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { SETTINGS, type Setting } from "../../src/config-settings.ts";

const run = promisify(execFile);
const OPS = new URL("../../ops/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, OPS), "utf8");

/** A setting, or, of a secret, the file that holds it. */
function isSetting(name: string): boolean {
  if (name in SETTINGS) return true;
  const settings: Readonly<Record<string, Setting<unknown>>> = SETTINGS;
  return name.endsWith("_FILE") && settings[name.slice(0, -"_FILE".length)]?.secret === true;
}
const COMMANDS = ["serve", "work", "migrate", "backup", "keys", "restore"];

describe("the units of systemd", () => {
  const units = readdirSync(new URL("systemd/", OPS));

  test.each(units.filter((name) => name.endsWith(".service")))("%s sets what there is and starts a command", (name) => {
    const text = read(`systemd/${name}`);
    const set = [...text.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = ""]) =>
      line.split(" ").map((one) => one.split("=")[0] ?? ""),
    );
    expect(set.length).toBeGreaterThan(5);
    expect(set.filter((setting) => setting !== "NODE_ENV" && !isSetting(setting))).toEqual([]);
    // What a setting reads from %d was loaded there.
    const loaded = [...text.matchAll(/^LoadCredential=([a-z0-9-]+):/gm)].map(([, credential]) => credential);
    const used = [...text.matchAll(/%d\/([a-z0-9-]+)/g)].map(([, credential]) => credential);
    expect(used.sort()).toEqual(loaded.sort());
    const commands = [...text.matchAll(/^ExecStart=\/usr\/bin\/node \/opt\/ribin\/bin\/ribin\.mjs (\w+)/gm)].map(
      ([, command]) => command,
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(COMMANDS).toContain(command);
    expect(text).not.toMatch(/AGE-SECRET-KEY|PRIVATE KEY|:\/\/[^/\s]*:[^/\s]*@/);
  });

  test("are what systemd understands", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ribin-units-"));
    try {
      for (const name of units) {
        // The program is not installed where the tests run; a unit is refused for a program that is not there.
        const text = (await readFile(new URL(`systemd/${name}`, OPS), "utf8")).replaceAll(
          "/usr/bin/node ",
          `${process.execPath} `,
        );
        await writeFile(join(folder, name), text.replace(/^Documentation=.*$/m, ""));
      }
      const { stdout, stderr } = await run("systemd-analyze", [
        "verify",
        "--man=no",
        ...units.map((name) => join(folder, name)),
      ]).catch((error: NodeJS.ErrnoException & { stdout?: string; stderr?: string }) => {
        if (error.code !== "ENOENT") return { stdout: error.stdout ?? "", stderr: error.stderr ?? "" };
        process.stderr.write("systemd-analyze is not there: units are not verified.\n");
        return { stdout: "", stderr: "" };
      });
      // Of other units of this machine it may complain as well.
      const ours = `${stdout}\n${stderr}`
        .split("\n")
        .filter((line) => line.includes(folder) || line.startsWith("ribin-"));
      expect(ours).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

const containerSchema = z.object({
  image: z.string(),
  args: z.array(z.string()),
  env: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal("ALL")]) }),
  }),
  resources: z.object({ limits: z.object({ memory: z.string() }) }),
});
const podSchema = z.object({
  automountServiceAccountToken: z.literal(false),
  securityContext: z.object({ runAsNonRoot: z.literal(true) }),
  containers: z.array(containerSchema),
});
const workloadSchema = z.object({ kind: z.string(), spec: z.object({ template: z.object({ spec: podSchema }) }) });

describe("the example for Kubernetes", () => {
  const documents = parseAllDocuments(read("kubernetes/ribin.yaml")).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as { kind: string; data?: Record<string, string> };
  });

  test("runs the migration, the API and workers, confined, with settings that there are", () => {
    const workloads = documents
      .filter(({ kind }) => ["Job", "Deployment"].includes(kind))
      .map((one) => workloadSchema.parse(one));
    const containers = workloads.flatMap(({ spec }) => spec.template.spec.containers);
    expect(containers.map(({ args }) => args)).toEqual([["migrate"], ["serve"], ["work"]]);
    const config = documents.find(({ kind }) => kind === "ConfigMap")?.data ?? {};
    const names = [...Object.keys(config), ...containers.flatMap(({ env }) => env.map(({ name }) => name))];
    expect(names.filter((name) => !isSetting(name))).toEqual([]);
    for (const { image } of containers) expect(image).toMatch(/:\d+\.\d+\.\d+$/);
    // The owner's login is the migration's alone.
    expect(containers.map(({ env }) => env.some(({ name }) => name === "RIBIN_OWNER_DATABASE_URL_FILE"))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("the compose file of further machines", () => {
  const schema = z.object({
    services: z.record(
      z.string(),
      z.object({
        read_only: z.literal(true),
        cap_drop: z.tuple([z.literal("ALL")]),
        security_opt: z.tuple([z.literal("no-new-privileges:true")]),
        command: z.array(z.string()),
        environment: z.record(z.string(), z.string()),
      }),
    ),
  });
  test("has workers and an API over the same databases, with settings that there are and no secret of its own", () => {
    const text = read("docker-compose.workers.yml");
    const { services } = schema.parse(parse(text, { merge: true }));
    expect(Object.fromEntries(Object.entries(services).map(([name, { command }]) => [name, command]))).toEqual({
      workers: ["work"],
      api: ["serve"],
    });
    for (const { environment } of Object.values(services)) {
      expect(Object.keys(environment).filter((name) => !isSetting(name))).toEqual([]);
      expect("RIBIN_OWNER_DATABASE_URL" in environment).toBe(false);
    }
    for (const secret of ["DATABASE_URL", "REDIS_URL", "RIBIN_STORE_KEYS", "RIBIN_SIGNING_KEY", "S3_SECRET_ACCESS_KEY"])
      expect(text).toMatch(new RegExp(`${secret}: \\$\\{${secret}:\\?`));
  });
});

test("worker processes give way to pages however they are started here", () => {
  const schema = z.object({ services: z.object({ workers: z.object({ entrypoint: z.array(z.string()) }) }) });
  const first = readFileSync(new URL("../docker-compose.yml", OPS), "utf8");
  for (const text of [first, read("docker-compose.workers.yml")]) {
    const { workers } = schema.parse(parse(text, { merge: true })).services;
    expect(workers.entrypoint).toEqual(["nice", "-n", "10", "node", "--single-threaded", "bin/ribin.mjs"]);
  }
  expect(read("systemd/ribin-worker.service")).toMatch(/^Nice=10$/m);
});
