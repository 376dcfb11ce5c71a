/** What the plugins add to Fastify's requests and routes. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { ErrorCode } from "../domain/errors.ts";
import type { Actor } from "../domain/permission.ts";
import type { ApiService } from "./api-config.ts";
import type { IdempotencyHandle } from "./plugins/idempotency.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Null until authentication; a route that is not public is never reached with null. */
    actor: Actor | null;
    /** The Idempotency-Key of this request and what is known of it; null without one. */
    idempotency: IdempotencyHandle | null;
  }

  interface FastifyContextConfig {
    /**
     * Only "public" routes answer without a sign-in, and only "enrolling" ones a session that must enrol a second factor first.
     * Absent: an authenticated actor is required who has what the region requires.
     */
    access?: "public" | "enrolling";
    /**
     * "sign_in": the queries of this route are made by the role that knows people and their credentials and sees no evidence. Absent:
     * by the role that sees what the actor may see (docs/security.md).
     */
    asks?: "sign_in";
    /** "none": the header is not honoured (documented at the route). "deferred": the body is hashed while it streams. */
    idempotency?: "none" | "deferred";
    /** Members of body and response that are kept neither in the hash nor in the stored response. */
    secretFields?: readonly string[];
    /** The route changes a record that the caller must have read: If-Match is required. */
    ifMatch?: boolean;
    /** Further headers that the route reads, for the API description. */
    headers?: Readonly<Record<string, string>>;
    /** Bodies by media type, for the API description, of a route that parses its body itself. */
    bodies?: Readonly<Record<string, z.ZodType>>;
    /** Codes that this route's usecase may answer with, beside those that every route has. For the API description. */
    errors?: readonly ErrorCode[];
  }
}

/** Fastify with zod contracts. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A file of `routes/` exports one of these. */
export type Route = (app: App, service: ApiService) => void;
