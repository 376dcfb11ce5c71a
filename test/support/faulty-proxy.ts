/** A TCP proxy that fails as networks and servers do, in front of a real server. */
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/**
 * pass: as if it were not there. refuse: nobody listens, and what was open is gone. cut: what is open breaks, and each new connection breaks
 * after its first bytes. slow: every piece takes `SLOW_MS` more. half-open: connections are taken and stay open, and nothing ever comes.
 */
export type ProxyMode = "pass" | "refuse" | "cut" | "slow" | "half-open";

export interface FaultyProxy {
  readonly port: number;
  setMode(mode: ProxyMode): Promise<void>;
  /** Connections that were made since it was opened. */
  countConnections(): number;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket | null;
  /** Fell silent: also when the network is well again, as a connection that a router has forgotten. */
  silent: boolean;
  bytes: number;
}

const CUT_AFTER_BYTES = 20_000;
const SLOW_MS = 40;

export async function openFaultyProxy(target: { readonly host: string; readonly port: number }): Promise<FaultyProxy> {
  const pairs = new Set<Pair>();
  let mode: ProxyMode = "pass";
  let connections = 0;
  let listener: Server | null = null;

  function breakPair(pair: Pair): void {
    pairs.delete(pair);
    for (const socket of [pair.client, pair.server]) {
      if (socket !== null && !socket.destroyed) socket.resetAndDestroy();
    }
  }

  function relay(from: Socket, to: Socket, pair: Pair): void {
    const write = (chunk: Buffer) => {
      if (to.destroyed) return;
      if (!to.write(chunk)) {
        from.pause();
        to.once("drain", () => from.resume());
      }
    };
    // What is on its way comes before the end of who sent it.
    let [onItsWay, ended] = [0, false];
    const end = () => {
      ended = true;
      if (onItsWay === 0 && !pair.silent) to.end();
    };
    from.on("data", (chunk: Buffer) => {
      if (pair.silent) return;
      pair.bytes += chunk.length;
      if (mode === "cut" && pair.bytes > CUT_AFTER_BYTES) return breakPair(pair);
      if (mode !== "slow") return write(chunk);
      from.pause();
      onItsWay += 1;
      setTimeout(() => {
        onItsWay -= 1;
        from.resume();
        write(chunk);
        if (ended) end();
      }, SLOW_MS);
    });
    from.on("end", end);
    from.on("close", end);
    // What the other side does is told by the end of the connection.
    from.on("error", () => breakPair(pair));
  }

  function accept(client: Socket): void {
    connections += 1;
    const silent = mode === "half-open";
    const server = silent ? null : connect(target);
    const pair: Pair = { client, server, silent, bytes: 0 };
    pairs.add(pair);
    client.setNoDelay(true);
    client.on("close", () => {
      pairs.delete(pair);
      if (silent) return;
      // Where it was broken and not ended nothing more is told to the server.
      if (!client.readableEnded) server?.destroy();
    });
    client.on("error", () => breakPair(pair));
    if (server === null) {
      client.resume();
      return;
    }
    relay(client, server, pair);
    relay(server, client, pair);
  }

  async function listen(port: number): Promise<number> {
    listener = createServer(accept);
    listener.listen(port, "127.0.0.1");
    await once(listener, "listening");
    const address = listener.address();
    if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
    return address.port;
  }

  async function stopListening(): Promise<void> {
    const stopped = listener;
    listener = null;
    for (const pair of [...pairs]) breakPair(pair);
    if (stopped === null) return;
    const closed = once(stopped, "close");
    stopped.close();
    await closed;
  }

  const port = await listen(0);
  return {
    port,
    countConnections: () => connections,
    async setMode(next) {
      mode = next;
      if (next === "refuse") return stopListening();
      if (next === "cut") for (const pair of [...pairs]) breakPair(pair);
      if (next === "half-open") for (const pair of pairs) pair.silent = true;
      if (listener === null) await listen(port);
    },
    close: stopListening,
  };
}
