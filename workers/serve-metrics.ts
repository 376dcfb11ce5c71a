/** A worker has no API; where the settings name a port, it tells its metrics there, and nothing else. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ServedMetrics {
  readonly port: number;
  close(): Promise<void>;
}

export async function serveMetrics(
  source: { readonly contentType: string; metrics(): Promise<string> },
  at: { readonly host: string; readonly port: number },
): Promise<ServedMetrics> {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    const text = await source.metrics().catch(() => null);
    if (text === null) response.writeHead(500).end();
    else response.writeHead(200, { "content-type": source.contentType }).end(text);
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(at.port, at.host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
