import { expect, test } from "@jest/globals";
import { readExchangeXml } from "../../src/domain/exchange/read-xml.ts";

const HEAD = '<Export xmlns="urn:ribin:exchange:1"><Cases><Case><CaseNumber>';
const CHUNK = 64 * 1024;

test.each([
  ["a text", "x"],
  ["a comment", "<!--"],
  ["the attribute of a tag", "</CaseNumber><Place a='"],
  ["a tag", "</CaseNumber><"],
])("%s without end is refused after a million letters, not kept until the file ends", async (_name, begun) => {
  let given = 0;
  async function* send() {
    yield Buffer.from(HEAD + begun);
    for (; given < 400; given++) yield Buffer.alloc(CHUNK, "x");
  }
  const read = async () => {
    for await (const record of readExchangeXml(send(), () => {})) void record;
  };
  await expect(read()).rejects.toMatchObject({ code: "IMPORT_INVALID" });
  expect(given * CHUNK).toBeLessThan(1_500_000);
});
