/** All routes with their settings, as they were registered: 405 needs them, and the tests walk them. */
import type { FastifyContextConfig } from "fastify";
import type { App } from "../fastify-types.ts";

export interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly config: FastifyContextConfig;
}

declare module "fastify" {
  interface FastifyInstance {
    routeTable: readonly RouteEntry[];
  }
}

/** Call before any route is registered. */
export function installRouteTable(app: App): void {
  const table: RouteEntry[] = [];
  app.decorate("routeTable", table);
  app.addHook("onRoute", (route) => {
    // The table keeps the very settings that the route will have: hooks that run later add to them.
    const config = Object.assign({}, route.config);
    route.config = config;
    for (const method of [route.method].flat()) table.push({ method, url: route.url, config });
  });
}

/** The methods that some route takes at `path`, in the order of their names. */
export function listMethodsAt(table: readonly RouteEntry[], path: string): readonly string[] {
  const methods = table.filter((route) => toPattern(route.url).test(path)).map((route) => route.method);
  return [...new Set(methods)].sort();
}

function toPattern(url: string): RegExp {
  const escaped = url.replace(/[.+?^$(){}|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/:[A-Za-z]+/g, "[^/]+").replace(/\*/g, ".*")}/?$`);
}
