/**
 * Sends to addresses that people enter, and therefore nowhere within: https only, public addresses only, redirects not followed. The
 * name is resolved once, every address that it stands for is looked at, and the connection goes to one of these very addresses: what
 * the name stands for a moment later plays no part.
 */
import type { LookupAddress } from "node:dns";
import { lookup as resolveName } from "node:dns/promises";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { RibinError } from "../../domain/errors.ts";
import type { WebhookSender } from "../../ports/webhook-sender.ts";

export interface SenderOptions {
  /** CIDR of networks that are allowed although they are not public; there http is allowed too. */
  readonly networks: readonly string[];
  readonly timeoutMs?: number;
  /** Instead of the system's; for tests. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

const TIMEOUT_MS = 10_000;
const MOST_ANSWER_BYTES = 65_536;

export function createGuardedSender(options: SenderOptions): WebhookSender {
  const networks = options.networks.map((cidr) => ipaddr.parseCIDR(cidr));
  const resolve = options.resolve ?? ((host: string) => resolveName(host, { all: true, verbatim: true }));
  const within = (address: string) => {
    const parsed = ipaddr.process(address);
    return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
  };

  function assertAllowed(url: string): void {
    const { protocol, hostname, username, password } = parse(url);
    if (username !== "" || password !== "") throw refuse("names a user; leave it out");
    if (protocol === "http:" && networks.length === 0) throw refuse("is not https");
    if (protocol !== "https:" && protocol !== "http:") throw refuse("is not https");
    const host = bare(hostname);
    if (isIP(host) !== 0) assertAddress(host, protocol);
  }

  function assertAddress(address: string, protocol: string): void {
    if (within(address)) return;
    if (protocol === "http:") throw refuse("is not https");
    // The range of everything that is no address of the public internet has another name: private, loopback, linkLocal, and so on.
    if (ipaddr.process(address).range() !== "unicast") throw refuse("stands for an address within a network");
  }

  async function findAddress(host: string, protocol: string): Promise<LookupAddress> {
    const found =
      isIP(host) !== 0
        ? [{ address: host, family: isIP(host) }]
        : await resolve(host).catch((cause) => {
            throw new RibinError("UNAVAILABLE", "The webhook's host has no address.", { cause });
          });
    for (const { address } of found) assertAddress(address, protocol);
    const [first] = found;
    if (first === undefined) throw new RibinError("UNAVAILABLE", "The webhook's host has no address.");
    return first;
  }

  return {
    assertAllowed,
    async post(url, headers, body) {
      assertAllowed(url);
      const target = parse(url);
      const address = await findAddress(bare(target.hostname), target.protocol);
      return send(
        target,
        address,
        { "content-type": "application/json", ...headers },
        body,
        options.timeoutMs ?? TIMEOUT_MS,
      );
    },
  };
}

function send(
  target: URL,
  address: LookupAddress,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeoutMs: number,
): Promise<number> {
  const pinned: LookupFunction = (_host, { all }, callback) => {
    if (all === true) callback(null, [address]);
    else callback(null, address.address, address.family);
  };
  const start = target.protocol === "https:" ? requestHttps : requestHttp;
  const length = String(Buffer.byteLength(body));
  return new Promise<number>((resolve, reject) => {
    const fail = (what: string, cause?: unknown) =>
      reject(new RibinError("UNAVAILABLE", `The webhook's receiver ${what}.`, { cause }));
    // A connection of its own each time: a kept one would go where the name stood before.
    const request = start(
      target,
      { method: "POST", headers: { ...headers, "content-length": length }, lookup: pinned, agent: false },
      (response) => {
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > MOST_ANSWER_BYTES) request.destroy();
        });
        // The status is all that counts of the answer.
        response.on("close", () => resolve(response.statusCode ?? 0));
        response.on("error", () => {});
      },
    );
    const timer = setTimeout(() => {
      fail("gave no answer in time");
      request.destroy();
    }, timeoutMs);
    request.on("error", (cause: NodeJS.ErrnoException) =>
      fail(`could not be reached (${cause.code ?? "error"})`, cause),
    );
    request.on("close", () => clearTimeout(timer));
    request.end(body);
  });
}

function parse(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw refuse("is no address");
  }
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "");

function refuse(what: string): RibinError {
  return new RibinError("WEBHOOK_ADDRESS_REFUSED", `The webhook's address ${what}.`);
}
