/** Signing in, one's own account, and the people, labs and stations of a state. In the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { createAccount } from "./accounts/create-account.ts";
import { inviteAccount } from "./accounts/invite-account.ts";
import { linkIdentity } from "./accounts/link-identity.ts";
import { listAccounts } from "./accounts/list-accounts.ts";
import { readAccountSignIn } from "./accounts/read-account-sign-in.ts";
import { unlinkIdentity } from "./accounts/unlink-identity.ts";
import { unlockAccount } from "./accounts/unlock-account.ts";
import { updateAccount } from "./accounts/update-account.ts";
import { acceptInvitation } from "./invitations/accept-invitation.ts";
import { createLab } from "./labs/create-lab.ts";
import { listLabs } from "./labs/list-labs.ts";
import { beginSecondFactor } from "./me/begin-second-factor.ts";
import { changePassword } from "./me/change-password.ts";
import { confirmSecondFactor } from "./me/confirm-second-factor.ts";
import { endOwnSession } from "./me/end-own-session.ts";
import { listOwnSessions } from "./me/list-own-sessions.ts";
import { readMe } from "./me/read-me.ts";
import { readOwnSignIn } from "./me/read-own-sign-in.ts";
import { readSecondFactor } from "./me/read-second-factor.ts";
import { readWorkPurpose } from "./me/read-work-purpose.ts";
import { removeSecondFactor } from "./me/remove-second-factor.ts";
import { stateWorkPurpose } from "./me/state-work-purpose.ts";
import { beginOpenIdSignIn } from "./openid/begin-openid-sign-in.ts";
import { completeOpenIdSignIn } from "./openid/complete-openid-sign-in.ts";
import { endProviderSessions } from "./openid/end-provider-sessions.ts";
import { listSignInMethods } from "./openid/list-sign-in-methods.ts";
import { completeSession } from "./sessions/complete-session.ts";
import { createSession } from "./sessions/create-session.ts";
import { deleteSession } from "./sessions/delete-session.ts";
import { setUpRegion } from "./set-up/set-up-region.ts";
import { listStates } from "./states/list-states.ts";
import { listStations } from "./stations/list-stations.ts";
import { registerStation } from "./stations/register-station.ts";
import { revokeStation } from "./stations/revoke-station.ts";

export const PEOPLE_ROUTES: readonly Route[] = [
  createSession,
  completeSession,
  listSignInMethods,
  beginOpenIdSignIn,
  completeOpenIdSignIn,
  endProviderSessions,
  deleteSession,
  acceptInvitation,
  setUpRegion,
  readMe,
  readOwnSignIn,
  listOwnSessions,
  endOwnSession,
  readWorkPurpose,
  stateWorkPurpose,
  changePassword,
  readSecondFactor,
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  listAccounts,
  createAccount,
  updateAccount,
  inviteAccount,
  unlockAccount,
  readAccountSignIn,
  linkIdentity,
  unlinkIdentity,
  listLabs,
  createLab,
  listStations,
  registerStation,
  revokeStation,
  listStates,
];
