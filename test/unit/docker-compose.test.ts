/** No Docker runs where the tests do; what must hold of docker-compose.yml and the Dockerfile is read off the files. */
import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { SETTINGS } from "../../src/config-settings.ts";

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

const serviceSchema = z.object({
  image: z.string(),
  build: z.union([z.string(), z.object({ context: z.string(), dockerfile: z.string() })]).optional(),
  user: z.string(),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
  restart: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  network_mode: z.string().optional(),
  healthcheck: z.object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  configs: z.record(z.string(), z.object({ content: z.string() })),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
});

const text = read("docker-compose.yml");
const compose = composeSchema.parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const ONE_SHOT = ["migrate", "backup", "store-folders"];
const lasting = services.filter(([name]) => !ONE_SHOT.includes(name));

describe("docker-compose.yml", () => {
  it("starts the API, workers, PostgreSQL with pgvector, Redis and an S3 store", () => {
    expect(lasting.map(([name]) => name).sort()).toEqual(["api", "postgres", "redis", "store", "workers"]);
    expect(compose.services.postgres?.image).toMatch(/^pgvector\/pgvector:/);
  });

  test.each(services)("%s is pinned, confined and without privileges", (name, service) => {
    expect(service.image).toMatch(/:(v?\d+\.\d+[\w.-]*|local)$/);
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.security_opt).toContain("no-new-privileges:true");
    // The one that gives a fresh volume to the store's user must be root, may do only that, and reaches no network.
    if (name === "store-folders") expect([service.cap_add, service.network_mode]).toEqual([["CHOWN"], "none"]);
    else expect([service.user.split(":")[0], service.cap_add]).toEqual([expect.not.stringMatching(/^(0|root)$/), []]);
  });

  test.each(lasting)("%s says whether it is healthy, and comes back when it falls", (_name, service) => {
    expect(service.healthcheck?.test?.length).toBeGreaterThan(1);
    expect(service.restart).toBe("unless-stopped");
  });

  it("keeps what must outlive a container in named volumes", () => {
    const mounted = services.flatMap(([, service]) => service.volumes.map((volume) => volume.split(":")[0]));
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(compose.volumes).sort());
    for (const name of ["postgres", "redis", "store"]) expect(compose.services[name]?.volumes).toHaveLength(1);
    expect(compose.services.redis?.command?.join(" ")).toContain("appendonly yes");
  });

  it("opens one port, to this machine only, and lets the stores reach nothing outside", () => {
    expect(services.flatMap(([name, service]) => service.ports.map((port) => `${name} ${port}`))).toEqual([
      expect.stringMatching(/^api 127\.0\.0\.1:/),
    ]);
    expect(compose.networks.backend).toEqual({ internal: true });
    for (const name of ["postgres", "redis", "store", "workers"]) {
      expect(compose.services[name]?.networks).toEqual(["backend"]);
    }
  });

  it("has no secret of its own: each must be set, and .env.example lists them without values", () => {
    const secrets = [
      "POSTGRES_APP_PASSWORD",
      "POSTGRES_PASSWORD",
      "REDIS_PASSWORD",
      "RIBIN_SECRET_KEY",
      "RIBIN_SIGNING_KEY",
      "RIBIN_STORE_KEYS",
      "S3_ACCESS_KEY_ID",
      "S3_SECRET_ACCESS_KEY",
    ];
    const required = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
    expect([...new Set(required)].sort()).toEqual(secrets);
    for (const secret of secrets) expect(text).not.toMatch(new RegExp(`\\$\\{${secret}(?!:\\?)`));
    const example = read(".env.example");
    expect([...example.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value])).toEqual(
      secrets.map((secret) => [secret, ""]),
    );
  });

  it("makes backups with the tools of its own database's version, as the owner, and only when it is asked to", () => {
    const { build, environment, command } = compose.services.backup ?? {};
    expect([build, command]).toEqual([{ context: ".", dockerfile: "ops/backup.Dockerfile" }, ["backup", "/backup"]]);
    expect(environment?.RIBIN_OWNER_DATABASE_URL).toMatch(/^postgres:\/\/ribin:/);
    const stages = [...read("ops/backup.Dockerfile").matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(stages).toEqual([compose.services.api?.image, compose.services.postgres?.image]);
    expect(read("ops/backup.Dockerfile")).toMatch(/^USER postgres$/m);
  });

  it("passes only settings that exist", () => {
    for (const name of ["api", "workers", "migrate", "backup"]) {
      const names = Object.keys(compose.services[name]?.environment ?? {});
      expect(names.filter((setting) => !(setting in SETTINGS))).toEqual([]);
    }
  });

  it("works with a login that owns no table, which the database's first start makes; the migration alone has the owner's", () => {
    const settingsOf = (name: string) => compose.services[name]?.environment ?? {};
    for (const name of ["api", "workers", "migrate"]) {
      expect(settingsOf(name).DATABASE_URL).toMatch(/^postgres:\/\/ribin_app:/);
      expect("RIBIN_OWNER_DATABASE_URL" in settingsOf(name)).toBe(name === "migrate");
    }
    expect(settingsOf("migrate").RIBIN_OWNER_DATABASE_URL).toMatch(/^postgres:\/\/ribin:/);
    const mounted = compose.services.postgres?.configs.map(({ source, target }) => [source, target]);
    expect(mounted).toEqual([["app-login", expect.stringMatching(/^\/docker-entrypoint-initdb\.d\/.*\.sh$/)]]);
    // What compose would fill in itself is doubled.
    expect(compose.configs["app-login"]?.content).toContain("create role ribin_app login noinherit");
    expect(compose.configs["app-login"]?.content).not.toMatch(/(?<!\$)\$[{A-Z]/);
  });

  it("migrates once, when the stores are healthy and before the API and the workers start", () => {
    const waitsFor = (name: string) =>
      Object.entries(compose.services[name]?.depends_on ?? {}).map(([other, { condition }]) => `${other} ${condition}`);
    const healthy = ["postgres service_healthy", "redis service_healthy", "store service_healthy"];
    expect(waitsFor("migrate")).toEqual(healthy);
    for (const name of ["api", "workers"]) {
      expect(waitsFor(name)).toEqual(["migrate service_completed_successfully"]);
    }
  });
});

describe("the Dockerfile", () => {
  const dockerfile = read("Dockerfile");

  it("runs as a user, from a pinned image, without development's packages", () => {
    const stages = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    for (const image of stages) expect(image).toMatch(/^node:20\.\d+\.\d+-/);
    const last = dockerfile.slice(dockerfile.lastIndexOf("FROM "));
    expect(last).toMatch(/^USER node$/m);
    expect(last).toContain("npm ci --omit=dev");
  });

  it("copies nothing that .dockerignore leaves out", () => {
    const allowed = [...read(".dockerignore").matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, paths]) => paths?.split(" ") ?? [],
    );
    expect(copied.filter((path) => !allowed.includes(path))).toEqual([]);
    expect(copied.length).toBeGreaterThan(5);
  });
});
