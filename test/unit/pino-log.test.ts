import { describe, expect, it } from "@jest/globals";
import { createPinoLog } from "../../src/adapters/pino/pino-log.ts";

function collect(level = "info") {
  const lines: string[] = [];
  return { lines, log: createPinoLog(level, { write: (line: string) => lines.push(line) }) };
}

describe("createPinoLog", () => {
  it("writes one JSON line an event, with the level in words", () => {
    const { lines, log } = collect();
    log.info({ requestId: "r1" }, "received");
    log.debug({}, "not at this level");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", requestId: "r1", msg: "received" });
  });

  it("writes no secret, wherever it stands", () => {
    const { lines, log } = collect();
    const secrets = { authorization: "hunter2", cookie: "hunter2", password: "hunter2", token: "hunter2" };
    log.warn({ ...secrets, headers: secrets, request: { headers: { ...secrets, "set-cookie": "hunter2" } } }, "x");
    expect(lines[0]).toContain("[redacted]");
    expect(lines[0]).not.toContain("hunter2");
  });

  it("writes an error's message and causes, but no credentials of a URL and no values of rows", () => {
    const { lines, log } = collect();
    const driver = Object.assign(new Error("connect postgres://ribin:hunter2@db:5432 failed"), {
      code: "23505",
      detail: "Key (email)=(jane@example.org) already exists.",
      parameters: ["jane@example.org"],
    });
    log.error({ err: new Error("could not save", { cause: driver }) }, "failed");
    const line = JSON.parse(lines[0] ?? "");
    expect(line.err.cause).toMatchObject({ code: "23505", message: "connect postgres://[redacted]@db:5432 failed" });
    expect(lines[0]).not.toContain("hunter2");
    expect(lines[0]).not.toContain("jane");
  });

  it("keeps a line of its own for each event, whatever stands in it", () => {
    const { lines, log } = collect();
    const forged = 'x\n{"level":"error","msg":"forged"}\r\n\u2028\u001b[2J';
    log.info({ route: forged, fileName: forged, err: new Error(forged) }, forged);
    expect(lines).toHaveLength(1);
    for (const control of ["\n", "\r", "\u001b"]) expect(lines[0]?.trimEnd()).not.toContain(control);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", msg: forged });
  });
});
