/** Who asks: sessions, second factors, invitations. */
import type { ErrorDefinition } from "./error-definition.ts";

export const SIGN_IN_ERRORS = {
  UNAUTHENTICATED: {
    status: 401,
    passing: true,
    title: "No valid sign-in",
    remedy: "Send a valid bearer token, or sign in again.",
  },
  SIGN_IN_FAILED: {
    status: 401,
    passing: true,
    title: "Sign-in failed",
    remedy: "Check the e-mail address and the password.",
  },
  SECOND_FACTOR_FAILED: {
    status: 401,
    passing: true,
    title: "The second factor was not accepted",
    remedy: "Wait for the next code of your authenticator, or use a recovery code; after a few minutes sign in again.",
  },
  SECOND_FACTOR_REQUIRED: {
    status: 403,
    passing: true,
    title: "A second factor must be enrolled first",
    remedy: "Enrol one: POST /v1/me/second-factor, then POST /v1/me/second-factor/confirmation.",
  },
  INVITATION_INVALID: {
    status: 403,
    title: "The invitation is not valid",
    remedy: "Ask your coordinator for a new invitation; each can be used once, until it expires.",
  },
  SIGN_IN_HELD: {
    status: 429,
    passing: true,
    title: "Too many failed tries",
    remedy: "Wait for the seconds given in Retry-After, or ask your coordinator to end the wait.",
  },
  PROVIDER_SIGN_IN_FAILED: {
    status: 401,
    passing: true,
    title: "The sign-in at the identity provider failed",
    remedy: "Begin the sign-in again; if it repeats, the operator finds the cause in the log under the request id.",
  },
  LOGOUT_TOKEN_REFUSED: {
    status: 400,
    title: "The logout token was not accepted",
    remedy:
      "For the provider: send a new logout token by OpenID Connect Back-Channel Logout 1.0; the operator finds the cause in the log under the request id.",
  },
  LAST_SIGN_IN: {
    status: 409,
    title: "The person could not sign in any more",
    remedy: "Link another identity or have a password set first; or say that this is meant with leavesNoSignIn.",
  },
  SET_UP_CODE_INVALID: {
    status: 403,
    title: "The set-up code was not accepted",
    remedy: "Copy it whole from the file that the service's log names; it counts once. A restart writes a new one.",
  },
  SET_UP_DONE: {
    status: 409,
    title: "The region was set up already",
    remedy: "Sign in; the coordinators invite everybody else.",
  },
  IDENTITY_UNKNOWN: {
    status: 403,
    title: "No account belongs to this identity",
    remedy: "Ask the coordinator of your state for an invitation, and begin the sign-in with it.",
  },
} as const satisfies Record<string, ErrorDefinition>;
