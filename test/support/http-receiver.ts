/** A real HTTP server on the loopback that keeps what it is sent and answers as it is told. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface HttpReceiver {
  readonly port: number;
  readonly url: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** The answers to come, in their order; 204 when none is left. "never": no answer at all. */
  readonly answers: (number | "never")[];
  close(): Promise<void>;
}

export async function openHttpReceiver(): Promise<HttpReceiver> {
  const requests: HttpReceiver["requests"] = [];
  const answers: HttpReceiver["answers"] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      requests.push({ path: request.url ?? "", headers: request.headers, body });
      const answer = answers.shift() ?? 204;
      if (answer === "never") return;
      response.writeHead(answer, answer >= 300 && answer < 400 ? { location: "/elsewhere" } : {}).end();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return { port, url: `http://127.0.0.1:${port}/hook`, requests, answers, close };
}
