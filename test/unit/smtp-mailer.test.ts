/** Mail, against a real SMTP server: with and without TLS and sign-in, refusing, and slow. */
import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { openSmtpMailer, type SmtpConfig } from "../../src/adapters/mail/smtp-mailer.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { writeMail } from "../../src/domain/notices/mail-words.ts";
import { makeCertificate, openSmtpReceiver, type SmtpReceiver } from "../support/smtp-receiver.ts";

const MAIL = {
  to: "zoe@ribin.example",
  ...writeMail("en", 3, "https://ribin.example/notifications", "job-1"),
  id: "job-1",
};

let certificate: { key: string; cert: string };
beforeAll(async () => {
  certificate = await makeCertificate();
});
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close();
});

async function receive(options: Parameters<typeof openSmtpReceiver>[0] = {}): Promise<SmtpReceiver> {
  const receiver = await openSmtpReceiver(options);
  open.push(receiver);
  return receiver;
}

function send(receiver: SmtpReceiver, given: Partial<SmtpConfig> & { user?: string; scheme?: string } = {}) {
  const url = `${given.scheme ?? "smtp"}://${given.user ?? ""}127.0.0.1:${receiver.port}`;
  const mailer = openSmtpMailer({ url, from: "RIBIN <ribin@ribin.example>", tls: "off", timeoutMs: 1_500, ...given });
  open.push(mailer);
  return mailer.send(MAIL);
}

const auth: Parameters<typeof openSmtpReceiver>[0] = {
  authOptional: false,
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _session, callback) =>
    password === "sesame p@ss" ? callback(null, { user: username ?? "" }) : callback(new Error("no")),
};

describe("a mail", () => {
  test("arrives with its own Message-ID, as a machine's", async () => {
    const receiver = await receive();
    await send(receiver);
    expect(receiver.mails).toMatchObject([{ from: "ribin@ribin.example", to: ["zoe@ribin.example"], secure: false }]);
    const { source } = receiver.mails[0]!;
    expect(source).toMatch(/^Message-ID: <job-1@ribin\.example>/m);
    expect(source).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(source.replaceAll("=\r\n", "")).toContain("https://ribin.example/notifications");
  });

  test("goes over TLS, by STARTTLS or from the beginning, with a certificate that is checked", async () => {
    const starttls = await receive(certificate);
    await send(starttls, { tls: "required", ca: certificate.cert });
    expect(starttls.mails).toMatchObject([{ secure: true }]);
    const secure = await receive({ ...certificate, secure: true });
    await send(secure, { scheme: "smtps", tls: "required", ca: certificate.cert });
    expect(secure.mails).toMatchObject([{ secure: true }]);
    await expect(send(secure, { scheme: "smtps", tls: "required" })).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(secure.mails.length).toBe(1);
  });

  test("where TLS is required and the server has none, nothing is sent", async () => {
    const receiver = await receive();
    await expect(send(receiver, { tls: "required" })).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(receiver.mails).toEqual([]);
  });

  test("signs in where a user is set; a wrong password may be put right, so that it is tried again", async () => {
    const receiver = await receive({ ...certificate, ...auth });
    const over = { tls: "required", ca: certificate.cert } as const;
    await send(receiver, { user: "ribin:sesame%20p%40ss@", ...over });
    expect(receiver.mails).toMatchObject([{ user: "ribin", secure: true }]);
    await expect(send(receiver, { user: "ribin:wrong@", ...over })).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  test("refused for good is MAIL_REFUSED, for now UNAVAILABLE; neither names the recipient", async () => {
    const answer = (responseCode: number) =>
      receive({
        onRcptTo: ({ address }, _session, callback) =>
          callback(Object.assign(new Error(`No such person ${address}`), { responseCode })),
      });
    const gone = await send(await answer(550)).catch((error) => error);
    expect([gone.code, gone.message.includes("zoe")]).toEqual(["MAIL_REFUSED", false]);
    const later = await send(await answer(451)).catch((error) => error);
    expect([later.code, later.message.includes("zoe")]).toEqual(["UNAVAILABLE", false]);
  });

  test("to a server that says nothing is given up after a while; to none at all at once", async () => {
    const slow = await receive({ onConnect: () => {} });
    const began = performance.now();
    await expect(send(slow, { timeoutMs: 400 })).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(performance.now() - began).toBeLessThan(5_000);
    await slow.close();
    open.splice(open.indexOf(slow), 1);
    await expect(send(slow)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});

test("the words say in five languages that there is something, how much, where and under which reference", () => {
  const texts = LANGUAGES.map((language) => writeMail(language, 7, "https://ribin.example/notifications", "job-1"));
  expect(new Set(texts.map(({ subject }) => subject)).size).toBe(LANGUAGES.length);
  for (const { text } of texts)
    for (const part of ["7", "https://ribin.example/notifications", "job-1"]) expect(text).toContain(part);
  expect(writeMail("en", 1, null, "job-1").text).toContain("1 new notification for you");
});
