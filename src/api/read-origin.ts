import type { FastifyRequest } from "fastify";

const MAX_CLIENT = 200;

/** From where a request comes: shown to the person among their sessions. */
export function readOrigin(request: FastifyRequest): { address: string; client: string | null } {
  const client = request.headers["user-agent"]?.replace(/[^\x20-\x7e]/g, "").slice(0, MAX_CLIENT) ?? null;
  return { address: request.ip, client };
}
