/** 503 with Retry-After before memory or the queue grows without bound; what was begun may be finished. */
import { request as openRequest } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import { waitUntil } from "../support/wait-until.ts";
import { buildX3p } from "../support/x3p-builder.ts";
import { openTestApp, type TestApp, type TestAppOptions } from "./support/open-test-app.ts";
import { enterExhibit, hire, makeLab, type Person } from "./support/people.ts";

let api: TestApp;
let base: string;
let technician: Person;
let exhibitId: string;

async function open(options: TestAppOptions): Promise<void> {
  api = await openTestApp(options);
  base = await api.app.listen({ host: "127.0.0.1", port: 0 });
  technician = await hire(api, "TT", await makeLab(api, "TT"), "lab_technician");
  ({ exhibitId } = await enterExhibit(technician));
}

let made = 0;
function makeForm(): FormData {
  made += 1;
  const values = Array.from({ length: 96 * 96 }, (_, i) => Math.sin(i / 5 + made) * 1e-6);
  const scan = buildX3p({ width: 96, height: 96, incrementX: 3e-6, incrementY: 3e-6, dataType: "D", values });
  const form = new FormData();
  form.set("exhibitId", exhibitId);
  form.set("region", "BreechFace");
  form.set("file", new Blob([new Uint8Array(scan)]), "scan.x3p");
  return form;
}
const ask = async (
  method: string,
  path: string,
  body?: FormData | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) => {
  const authorization = `Bearer ${technician.token}`;
  const init = { method, headers: { authorization, ...headers }, ...(body === undefined ? {} : { body }) };
  const response = await fetch(`${base}${path}`, init);
  const text = await response.text();
  const { code, detail } = text.startsWith("{") ? JSON.parse(text) : { code: undefined, detail: undefined };
  return {
    status: response.status,
    code,
    detail,
    retryAfter: response.headers.get("retry-after"),
    headers: response.headers,
  };
};
const upload = () => ask("POST", "/v1/acquisitions", makeForm());
const TUS = { "tus-resumable": "1.0.0" };
const begin = (size: number) =>
  ask("POST", "/v1/uploads", undefined, {
    ...TUS,
    "upload-length": String(size),
    "upload-metadata": `filename ${btoa("scan.x3p")}`,
  });

const forms: ReturnType<typeof openRequest>[] = [];
afterEach(async () => {
  for (const form of forms.splice(0)) form.destroy();
  await api.close();
});

/** A form of which only the beginning comes. One that was turned away, since an upload had its place, is begun again. */
function beginForm(): void {
  const request = openRequest(`${base}/v1/acquisitions`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${technician.token}`,
      "content-type": "multipart/form-data; boundary=part",
      "content-length": 10_000_000,
    },
  });
  request.on("error", () => {});
  request.on("response", () => {
    forms.splice(forms.indexOf(request), 1);
    request.destroy();
    beginForm();
  });
  forms.push(request);
  request.write(`--part\r\ncontent-disposition: form-data; name="exhibitId"\r\n\r\n${exhibitId}\r\n--part\r\n`);
}

describe("uploads at a time", () => {
  test("are bounded; reading goes on, and who leaves makes room", async () => {
    await open({ config: { maxUploads: 2 } });
    beginForm();
    beginForm();
    await waitUntil(async () => (await upload()).status === 503);
    const refused = await upload();
    expect(refused).toMatchObject({
      status: 503,
      code: "UNAVAILABLE",
      detail: "As many uploads as this process takes are under way.",
      retryAfter: "5",
    });
    expect(await begin(100)).toMatchObject({ status: 503, code: "UNAVAILABLE", retryAfter: "5" });
    expect((await ask("GET", "/v1/me")).status).toBe(200);
    // Who may not upload at all takes nobody's place, and is not told how busy it is.
    expect((await fetch(`${base}/v1/acquisitions`, { method: "POST", body: makeForm() })).status).toBe(401);
    forms[0]?.destroy();
    await waitUntil(async () => (await upload()).status === 201);
    // Places are given back: more come one after the other than there are.
    for (let n = 0; n < 4; n++) expect((await upload()).status).toBe(201);
  });
});

describe("jobs that wait", () => {
  test("are bounded: no upload begins, one that was begun is finished, and there is room again", async () => {
    await open({ config: { maxWaitingJobs: 2 } });
    const begun = await begin(8);
    expect(begun.status).toBe(201);
    for (let n = 0; n < 2; n++) expect((await upload()).status).toBe(201);
    await waitUntil(async () => (await upload()).status === 503, 10_000, 500);
    expect(await upload()).toMatchObject({
      code: "UNAVAILABLE",
      detail: "More acquisitions wait for the workers than may.",
      retryAfter: "60",
    });
    expect(await begin(8)).toMatchObject({ status: 503, retryAfter: "60" });
    const path = new URL(begun.headers.get("location") ?? "", base).pathname;
    const octets = { ...TUS, "upload-offset": "0", "content-type": "application/offset+octet-stream" };
    expect((await ask("PATCH", path, new Uint8Array(8), octets)).status).toBe(204);
    // What came within the two seconds for which a count is kept was taken.
    expect((await api.deps.sql.query("select from acquisitions", [])).rowCount).toBeLessThan(10);
    await api.deps.sql.query("update jobs set state = 'done'", []);
    await waitUntil(async () => (await upload()).status === 201, 10_000, 500);
  });
});

describe("memory", () => {
  test("beyond the bound turns every request away but the questions for health", async () => {
    api = await openTestApp({ config: { maxMemoryBytes: 1 } });
    await waitUntil(async () => (await api.app.inject({ url: "/v1/me" })).statusCode === 503, 10_000, 200);
    const refused = await api.app.inject({ url: "/v1/me" });
    expect([refused.json().code, refused.headers["retry-after"]]).toEqual(["UNAVAILABLE", "5"]);
    expect((await api.app.inject({ url: "/healthz" })).statusCode).toBe(200);
  });
});
