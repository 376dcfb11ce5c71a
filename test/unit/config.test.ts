import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type Environment, loadConfig } from "../../src/config.ts";
import { SETTINGS, type Setting } from "../../src/config-settings.ts";
import { RibinError } from "../../src/domain/errors.ts";

function refusal(environment: Environment): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof RibinError && error.code === "CONFIGURATION_INVALID") return error.message;
    throw error;
  }
  throw new Error("The configuration was accepted.");
}

const storeKey = `AGE-SECRET-KEY-1${"Q".repeat(58)}`;
const s3 = {
  S3_BUCKET: "evidence",
  S3_ACCESS_KEY_ID: "key",
  S3_SECRET_ACCESS_KEY: "hush",
  RIBIN_STORE_KEYS: storeKey,
};

describe("loadConfig", () => {
  it("runs embedded without any setting", () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ databaseUrl: null, redisUrl: null, s3: null, port: 8080, workers: "in-process" });
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(config.threads).toBeGreaterThanOrEqual(1);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it("takes an empty variable for an unset one", () => {
    expect(loadConfig({ DATABASE_URL: "", RIBIN_PORT: "" })).toMatchObject({ databaseUrl: null, port: 8080 });
  });

  it("reads the distributed settings", () => {
    const config = loadConfig({
      ...s3,
      DATABASE_URL: "postgres://u:p@db/ribin",
      REDIS_URL: "redis://cache:6379",
      S3_ENDPOINT: "http://store:7070",
      RIBIN_WORKERS: "off",
      RIBIN_THREADS: "3",
      RIBIN_PUBLIC_URL: "https://ribin.example/",
    });
    expect(config).toMatchObject({ workers: "off", threads: 3, publicUrl: "https://ribin.example" });
    expect(config.s3).toEqual({
      endpoint: "http://store:7070",
      region: "us-east-1",
      bucket: "evidence",
      accessKeyId: "key",
      secretAccessKey: "hush",
      forcePathStyle: true,
    });
  });

  it("reads a secret from the file that NAME_FILE names", () => {
    const file = join(mkdtempSync(join(tmpdir(), "ribin-config-")), "url");
    writeFileSync(file, "postgres://u:p@db/ribin\n");
    expect(loadConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe("postgres://u:p@db/ribin");
    expect(refusal({ DATABASE_URL_FILE: file, DATABASE_URL: "postgres://x/y" })).toContain("DATABASE_URL_FILE");
    expect(refusal({ DATABASE_URL_FILE: `${file}.gone` })).toContain("DATABASE_URL_FILE");
  });

  it.each([
    ["RIBIN_PORT", "70000"],
    ["RIBIN_PORT", "80.5"],
    ["RIBIN_MAX_UPLOAD_BYTES", "-17"],
    ["RIBIN_THREADS", "many"],
    ["RIBIN_LOG_LEVEL", "loud"],
    ["RIBIN_TRUST_PROXY", "yes"],
    ["DATABASE_URL", "mysql://root:hunter2@db/x"],
    ["S3_BUCKET", "No_Such_Name"],
  ])("refuses a wrong %s by name, without its value", (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(`${name} must be `);
    expect(message).not.toContain(value);
  });

  it("reads OpenID providers, their secrets from files, and where they send browsers back to", () => {
    const file = join(mkdtempSync(join(tmpdir(), "ribin-config-")), "secret");
    writeFileSync(file, "hush\n");
    const provider = { id: "jm", name: "JM", issuer: "https://id.example", clientId: "ribin", states: ["JM"] };
    const environment = (given: object) => ({
      RIBIN_OPENID_PROVIDERS: JSON.stringify([{ ...provider, ...given }]),
      RIBIN_PUBLIC_URL: "https://ribin.example/",
    });
    expect(loadConfig(environment({ clientSecretFile: file }))).toMatchObject({
      openIdProviders: [{ ...provider, clientSecret: "hush", secondFactorAcr: [], secondFactorAmr: ["mfa"] }],
      openIdRedirectUrl: "https://ribin.example/sign-in/callback",
    });
    expect(loadConfig(environment({ issuer: "http://127.0.0.1:8000" })).openIdProviders).toHaveLength(1);
    expect(refusal({ RIBIN_OPENID_PROVIDERS: environment({}).RIBIN_OPENID_PROVIDERS })).toContain("REDIRECT_URL");
    for (const [given, words] of [
      [{ issuer: "http://id.example" }, "0.issuer"],
      [{ states: [] }, "0.states"],
      [{ states: ["XX"] }, "0.states.0"],
      [{ clientSecret: "hunter2", clientSecretFile: file }, "clientSecretFile"],
      [{ clientSecretFile: `${file}.gone` }, "clientSecretFile"],
      [{ clientSecret: "hunter2", scope: "all" }, "RIBIN_OPENID_PROVIDERS"],
    ] as const) {
      const message = refusal(environment(given));
      expect(message).toContain(words);
      expect(message).not.toContain("hunter2");
    }
    expect(refusal({ ...environment({}), RIBIN_OPENID_PROVIDERS: "[{hunter2" })).not.toContain("hunter2");
    const twice = JSON.stringify([provider, provider]);
    expect(refusal({ ...environment({}), RIBIN_OPENID_PROVIDERS: twice })).toContain("twice");
  });

  it("refuses settings that do not fit together", () => {
    expect(refusal({ REDIS_URL: "redis://cache" })).toContain("DATABASE_URL");
    expect(refusal({ RIBIN_WORKERS: "off" })).toContain("REDIS_URL");
    expect(refusal({ S3_ENDPOINT: "http://store" })).toContain("S3_BUCKET");
    expect(refusal({ S3_BUCKET: "evidence", S3_ACCESS_KEY_ID: "key" })).toContain("S3_SECRET_ACCESS_KEY is missing");
    expect(refusal({ ...s3, RIBIN_STORE_KEYS: "" })).toContain("RIBIN_STORE_KEYS is not");
    expect(loadConfig({ ...s3, RIBIN_STORE_KEYS: "", RIBIN_STORE_ENCRYPTION: "off" }).storeKeys).toBeNull();
  });

  it("takes the operator's keys as age-keygen writes them, and several of them", () => {
    const file = join(mkdtempSync(join(tmpdir(), "ribin-config-")), "keys");
    writeFileSync(file, `# created: 2026-01-01T00:00:00Z\n# public key: age1x\n${storeKey}\n# older\n${storeKey}\n`);
    expect(loadConfig({ RIBIN_STORE_KEYS_FILE: file }).storeKeys).toContain(storeKey);
    expect(loadConfig({ RIBIN_STORE_KEYS: `${storeKey},${storeKey}` }).storeKeys).toContain(",");
    expect(refusal({ RIBIN_STORE_KEYS: "age1x" })).not.toContain("age1x");
  });
});

describe("docs/operations.md", () => {
  it("lists every setting with its default and what it must be", () => {
    const text = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
    const table = text.slice(text.indexOf("## Settings"), text.indexOf("## Start and stop"));
    const documented = [...table.matchAll(/^\| `(\w+)`( \*secret\*)? \| (.*?) ?\| (.*?) \|/gm)].map(
      ([, name, secret, fallback, mustBe]) => ({ name, secret: secret !== undefined, fallback, mustBe }),
    );
    const actual = Object.entries(SETTINGS).map(([name, setting]: [string, Setting<unknown>]) => ({
      name,
      secret: setting.secret ?? false,
      fallback: setting.fallback ?? "",
      mustBe: setting.mustBe,
    }));
    expect(documented).toEqual(actual);
  });
});
