/** Nobody is both of the two people of a decision through an account whose sign-in they issued. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import { linkIdentity, unlinkIdentity } from "../../src/repositories/people/identities.ts";
import { acceptInvitation as acceptRow, replaceInvitation } from "../../src/repositories/people/invitations.ts";
import { acceptInvitation } from "../../src/usecases/people/accept-invitation.ts";
import { inviteAccount } from "../../src/usecases/people/invite-account.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { recordConclusion } from "../../src/usecases/review/record-conclusion.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { agree, enterEvidence, openWorld, propose, type World } from "../support/decision-world.ts";
import { documentEverything, prepareConclusion } from "../support/review-steps.ts";
import { openTestSql } from "../support/test-sql.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(await openTestSql());
  await agree(world.deps, await world.hire("JM", "regional_coordinator"), "JM", "BB");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

async function reset(by: RequestContext, whom: RequestContext) {
  const input = { accountId: whom.actor.id, removesSecondFactor: false };
  const { token } = await inviteAccount(world.deps, by, input);
  await acceptInvitation(world.deps, { token, password: "seven geese over the harbour", requestId: "test" });
  world.clock.advance(1_000);
}

/** As a sign-in at a provider with an invitation that `by` issued would have it. */
async function linkIdentityBy(by: RequestContext, whom: RequestContext): Promise<string> {
  const { sql, clock } = world.deps;
  const [id, invitationId, accountId, at] = [randomUUID(), randomUUID(), whom.actor.id, clock.now()];
  const issued = {
    ownerState: "JM",
    removesSecondFactor: false,
    issuedBy: by.actor.id,
    issuedByKind: "account",
  } as const;
  const times = { createdAt: at, expiresAt: new Date(at.getTime() + 60_000) };
  const invitation = {
    id: invitationId,
    accountId,
    purpose: "link",
    provider: "police",
    tokenHash: id,
    ...times,
  } as const;
  await sql.transaction((tx) => replaceInvitation(tx, { ...invitation, ...issued }));
  await acceptRow(sql, invitationId, at);
  await linkIdentity(sql, { id, accountId, issuer: "https://idp.example", subject: id, invitationId, createdAt: at });
  world.clock.advance(1_000);
  return id;
}

async function openLead(examiner: RequestContext) {
  const technician = await world.hire("JM", "lab_technician");
  const other = await world.hire("BB", "lab_technician");
  const sides = [await enterEvidence(world.deps, technician), await enterEvidence(world.deps, other)] as const;
  const { linkageId } = await propose(world.deps, ...sides);
  await decide(examiner, linkageId, "review");
  return linkageId;
}

async function decide(by: RequestContext, linkageId: string, what: "review" | "conclude") {
  const { version } = await readLinkage(world.deps, by, { id: linkageId });
  const given = { linkageId, expectedVersion: version, reasons: "Marks agree." };
  if (what === "review") await reviewCandidate(world.deps, by, { ...given, decision: "lead" });
  else {
    await documentEverything(world.deps.sql);
    await prepareConclusion(world.deps.sql, linkageId, by.actor.id);
    await recordConclusion(world.deps, by, { ...given, conclusion: "identification" });
  }
}

const refused = expect.objectContaining({ code: "SAME_EXAMINER" });

test("who reset an account verifies nothing with it, in either order, and the try is recorded", async () => {
  const chief = await world.hire("JM", "firearms_examiner", "national_coordinator");
  const puppet = await world.hire("JM", "firearms_examiner", "verifier");
  await reset(chief, puppet);
  for (const [first, second] of [
    [chief, puppet],
    [puppet, chief],
  ] as const) {
    const linkageId = await openLead(first);
    await decide(first, linkageId, "conclude");
    await expect(decide(second, linkageId, "conclude")).rejects.toEqual(refused);
    const { rows } = await world.deps.sql.query(
      "select actor_id, detail from audit_events where target_id = $1 and action = 'linkage.same_hand_refused'",
      [linkageId],
    );
    expect(rows).toEqual([{ actor_id: second.actor.id, detail: { issuedBy: chief.actor.id } }]);
    const third = await world.hire("JM", "firearms_examiner", "verifier");
    await decide(third, linkageId, "conclude");
  }
});

test("another coordinator's invitation makes them two again", async () => {
  const chief = await world.hire("JM", "firearms_examiner", "national_coordinator");
  const colleague = await world.hire("JM", "firearms_examiner", "verifier");
  await reset(chief, colleague);
  await reset(await world.hire("TT", "regional_coordinator"), colleague);
  const linkageId = await openLead(chief);
  await decide(chief, linkageId, "conclude");
  await decide(colleague, linkageId, "conclude");
  expect((await readLinkage(world.deps, chief, { id: linkageId })).state).toBe("under microscopy");
});

test("who had an identity linked could be behind it as long as it stands, whoever invited since", async () => {
  const chief = await world.hire("JM", "firearms_examiner", "national_coordinator");
  const colleague = await world.hire("JM", "firearms_examiner", "verifier");
  const regional = await world.hire("TT", "regional_coordinator");
  const identityId = await linkIdentityBy(chief, colleague);
  await reset(regional, colleague);
  const linkageId = await openLead(chief);
  await decide(chief, linkageId, "conclude");
  await expect(decide(colleague, linkageId, "conclude")).rejects.toEqual(refused);
  await unlinkIdentity(world.deps.sql, colleague.actor.id, identityId);
  await decide(colleague, linkageId, "conclude");
});

test("who had an identity linked is not rid of it by unlinking: what was said by it stays said", async () => {
  const chief = await world.hire("JM", "firearms_examiner", "national_coordinator");
  const puppet = await world.hire("JM", "firearms_examiner", "verifier");
  const identityId = await linkIdentityBy(chief, puppet);
  const linkageId = await openLead(puppet);
  await decide(puppet, linkageId, "conclude");
  await unlinkIdentity(world.deps.sql, puppet.actor.id, identityId);
  await expect(decide(chief, linkageId, "conclude")).rejects.toEqual(refused);
});

test("an identity that was linked takes nothing from who issued the credentials beside it", async () => {
  const chief = await world.hire("JM", "firearms_examiner", "national_coordinator");
  const colleague = await world.hire("JM", "firearms_examiner", "verifier");
  await reset(chief, colleague);
  await linkIdentityBy(await world.hire("TT", "regional_coordinator"), colleague);
  const linkageId = await openLead(chief);
  await decide(chief, linkageId, "conclude");
  await expect(decide(colleague, linkageId, "conclude")).rejects.toEqual(refused);
});
