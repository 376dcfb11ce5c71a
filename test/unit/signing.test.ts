import { generateKeyPairSync } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openEd25519Signer } from "../../src/adapters/signing/ed25519-signer.ts";
import { computeKeyId, createSignatureCheck } from "../../src/domain/signing-key.ts";

const BYTES = new TextEncoder().encode("a head");

describe("the signing key", () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "ribin-signing-"));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));
  const open = (pem: string | null = null) => openEd25519Signer({ pem, dataDir });
  const file = () => join(dataDir, "signing", "ed25519.pem");

  test("is made at the first start for the service's account alone, and is the same at the next one", async () => {
    const signers = await Promise.all([open(), open(), open(), open()]);
    expect(new Set(signers.map(({ keyId }) => keyId)).size).toBe(1);
    expect((await open()).keyId).toBe(signers[0]?.keyId);
    expect(await readdir(join(dataDir, "signing"))).toEqual(["ed25519.pem"]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, "signing"))).mode & 0o777).toBe(0o700);
  });

  test("signs what its public half checks, and nothing else", async () => {
    const signer = await open();
    expect(signer.sign(BYTES).length).toBe(64);
    const signature = Buffer.from(signer.sign(BYTES)).toString("base64url");
    const check = createSignatureCheck([{ id: signer.keyId, publicKey: signer.publicKey }]);
    expect(check(signer.keyId, BYTES, signature)).toBe("valid");
    expect(check(signer.keyId, BYTES.slice(1), signature)).toBe("invalid");
    expect(check(signer.keyId, BYTES, signature.slice(4))).toBe("invalid");
    // The last letter holds four bits that no byte is made of; the same signature written otherwise is refused too.
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const twin = signature.slice(0, -1) + letters[letters.indexOf(signature.at(-1) ?? "") ^ 1];
    expect(Buffer.from(twin, "base64url")).toEqual(Buffer.from(signature, "base64url"));
    expect(check(signer.keyId, BYTES, twin)).toBe("invalid");
    expect(check("another", BYTES, signature)).toBe("unknown key");
  });

  test("is named by its thumbprint: a key under another's name is not taken", async () => {
    // The example of RFC 8037, appendix A.3.
    expect(computeKeyId("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")).toBe(
      "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
    );
    const [signer, stranger] = [await open(), generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" })];
    const check = createSignatureCheck([{ id: signer.keyId, publicKey: String(stranger.x) }]);
    expect(check(signer.keyId, BYTES, Buffer.from(signer.sign(BYTES)).toString("base64url"))).toBe("unknown key");
  });

  test("comes from the settings where they have one; then no file is made", async () => {
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect((await open(pem)).keyId).toBe((await open(pem)).keyId);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test("that others may read, or that is none of Ed25519, is refused without its text", async () => {
    await open();
    await chmod(file(), 0o640);
    await expect(open()).rejects.toMatchObject({
      code: "CONFIGURATION_INVALID",
      message: expect.stringContaining("0600"),
    });
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" });
    for (const text of [rsa.toString(), "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----"]) {
      await chmod(file(), 0o600);
      await writeFile(file(), text);
      const refused = await open().catch((error: Error) => error);
      expect(refused).toMatchObject({ code: "CONFIGURATION_INVALID" });
      expect(String((refused as Error).message)).not.toContain(text.split("\n")[1]);
      expect((refused as Error).cause).toBeUndefined();
      await expect(open(text)).rejects.toMatchObject({ message: expect.stringContaining("RIBIN_SIGNING_KEY") });
    }
    expect(await readFile(file(), "utf8")).toContain("hush");
  });
});
