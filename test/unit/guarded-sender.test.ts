/** What webhooks may reach, against a real receiver. */
import type { LookupAddress } from "node:dns";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { createGuardedSender, type SenderOptions } from "../../src/adapters/webhooks/guarded-sender.ts";
import { makeWebhookSecret, signWebhook } from "../../src/domain/notices/sign-webhook.ts";
import { type HttpReceiver, openHttpReceiver } from "../support/http-receiver.ts";

let receiver: HttpReceiver;
beforeEach(async () => {
  receiver = await openHttpReceiver();
});
afterEach(() => receiver.close());

const LOOPBACK = { networks: ["127.0.0.0/8"] };
const post = (url: string, options: SenderOptions, body = "{}") => createGuardedSender(options).post(url, {}, body);
const refused = (url: string, options: SenderOptions = { networks: [] }) =>
  expect(post(url, options)).rejects.toMatchObject({ code: "WEBHOOK_ADDRESS_REFUSED" });

describe("a webhook", () => {
  test("reaches a network that the operator allowed, with http too", async () => {
    expect(await post(receiver.url, LOOPBACK, '{"type":"hit_confirmed"}')).toBe(204);
    expect(receiver.requests).toMatchObject([{ path: "/hook", body: '{"type":"hit_confirmed"}' }]);
    expect(receiver.requests[0]!.headers["content-type"]).toBe("application/json");
  });

  test.each([
    "http://93.184.216.34/",
    "https://127.0.0.1/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://[::1]/",
    "https://[::]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "ftp://ribin.example/",
    "file:///etc/passwd",
    "https://user:pass@93.184.216.34/",
  ])("goes not to %s", (url) => refused(url));

  test("goes nowhere within by a name: every address that it stands for is looked at", async () => {
    const resolve = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    await refused("https://receiver.example/", { networks: [], resolve });
    await refused("https://localhost/");
    expect(receiver.requests).toEqual([]);
  });

  test("goes to the address that was looked at, not to what the name stands for a moment later", async () => {
    const answers: LookupAddress[][] = [[{ address: "127.0.0.1", family: 4 }], [{ address: "127.9.9.9", family: 4 }]];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? [];
    const url = `http://receiver.example:${receiver.port}/hook`;
    expect(await post(url, { networks: ["127.0.0.1/32"], resolve })).toBe(204);
    expect([asked, receiver.requests[0]!.headers.host]).toEqual([1, `receiver.example:${receiver.port}`]);
    await refused(url, { networks: ["127.0.0.1/32"], resolve });
  });

  test("follows no redirect", async () => {
    receiver.answers.push(302);
    expect(await post(receiver.url, LOOPBACK)).toBe(302);
    expect(receiver.requests.length).toBe(1);
  });

  test("waits for no answer for ever, and says that nobody is there", async () => {
    receiver.answers.push("never");
    await expect(post(receiver.url, { ...LOOPBACK, timeoutMs: 200 })).rejects.toMatchObject({ code: "UNAVAILABLE" });
    const { url } = receiver;
    await receiver.close();
    await expect(post(url, LOOPBACK)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    receiver = await openHttpReceiver();
    const none = { networks: [], resolve: () => Promise.reject(new Error("ENOTFOUND")) };
    await expect(post("https://nobody.example/", none)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});

describe("a signature", () => {
  const message = { id: "msg_1", body: '{"type":"lead_made"}' };

  test("is what the library of Standard Webhooks verifies, and no other body's", () => {
    const secret = makeWebhookSecret();
    const headers = signWebhook(message, [secret], new Date());
    expect(new Webhook(secret).verify(message.body, { ...headers })).toEqual({ type: "lead_made" });
    expect(() => new Webhook(secret).verify(`${message.body} `, { ...headers })).toThrow();
    expect(() => new Webhook(makeWebhookSecret()).verify(message.body, { ...headers })).toThrow();
  });

  test("is two while a secret is replaced: a receiver of either verifies", () => {
    const [old, fresh] = [makeWebhookSecret(), makeWebhookSecret()];
    const headers = signWebhook(message, [fresh, old], new Date());
    for (const secret of [old, fresh])
      expect(() => new Webhook(secret).verify(message.body, { ...headers })).not.toThrow();
  });
});
