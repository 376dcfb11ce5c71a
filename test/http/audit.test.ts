import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { computeKeyId } from "../../src/domain/signing-key.ts";
import { chainAllAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { signAuditHead } from "../../src/usecases/audit/sign-audit-head.ts";
import { hireStaff, type Staff } from "./support/evidence-world.ts";
import { openTestApp, type TestApp } from "./support/open-test-app.ts";
import { enterExhibit, sendAs } from "./support/people.ts";

let api: TestApp;
let tt: Staff;
beforeAll(async () => {
  api = await openTestApp();
  tt = await hireStaff(api, "TT");
});
afterAll(() => api.close());

test("an event that is not chained yet is shown as such, and with its place and hash afterwards", async () => {
  const { exhibitId } = await enterExhibit(tt.technician);
  const read = async () =>
    (await tt.coordinator.send("GET", `/v1/audit-events?targetKind=exhibit&targetId=${exhibitId}`)).json().items;
  expect(await read()).toMatchObject([{ action: "exhibit.created", position: null, hash: null }]);
  await chainAllAuditEvents(api.deps);
  expect(await read()).toMatchObject([
    { position: expect.stringMatching(/^\d+$/), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});

test("public keys are there for everybody, by their thumbprints, and nothing else is", async () => {
  const ask = async () => (await sendAs(api, null)("GET", "/v1/keys")).json();
  expect(await ask()).toEqual({ keys: [] });
  await signAuditHead(api.deps);
  const { signer } = api.deps;
  expect(await ask()).toEqual({
    keys: [
      {
        kty: "OKP",
        crv: "Ed25519",
        alg: "EdDSA",
        use: "sig",
        kid: computeKeyId(signer.publicKey),
        x: signer.publicKey,
        publishedAt: expect.any(String),
      },
    ],
  });
});
