import type { Role, StateCode } from "../../domain/vocabulary.ts";
import type { HttpClient } from "../http-client.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Why the people of a demonstration read what belongs to other states: they work through queues of many cases. */
export const PURPOSE = {
  purpose: "examination",
  statement: "Works through the queue of candidates as they come.",
  noCaseReason: "queue_review",
};

/** Signs in, states the purpose of this session of work, and gives the client of that person. */
export async function signInAs(server: HttpClient, credentials: Credentials): Promise<HttpClient> {
  const session = await server.post<{ token: string }>("/v1/sessions", credentials);
  const person = server.withToken(session.token);
  await person.post("/v1/me/work-purpose", PURPOSE);
  return person;
}

/** A coordinator makes an account; its person accepts the invitation with their own password and signs in. */
export async function hirePerson(
  coordinator: HttpClient,
  account: { state: StateCode; labId: string | null; name: string; roles: readonly Role[] },
  credentials: Credentials,
): Promise<HttpClient> {
  const { email, password } = credentials;
  const made = await coordinator.post<{ invitationToken: string }>("/v1/accounts", { ...account, email });
  await coordinator.post("/v1/invitations/acceptance", { token: made.invitationToken, password });
  return signInAs(coordinator, credentials);
}
