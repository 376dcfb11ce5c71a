import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Role, StateCode } from "../../src/domain/vocabulary.ts";
import { readAuditEvents } from "../../src/usecases/audit/read-audit-events.ts";
import { acceptInvitation } from "../../src/usecases/people/accept-invitation.ts";
import { createAccount } from "../../src/usecases/people/create-account.ts";
import { createLab } from "../../src/usecases/people/create-lab.ts";
import { inviteAccount } from "../../src/usecases/people/invite-account.ts";
import { listAccounts } from "../../src/usecases/people/list-accounts.ts";
import { listLabs } from "../../src/usecases/people/list-labs.ts";
import { listStations } from "../../src/usecases/people/list-stations.ts";
import { registerStation } from "../../src/usecases/people/register-station.ts";
import { revokeStation } from "../../src/usecases/people/revoke-station.ts";
import { updateAccount } from "../../src/usecases/people/update-account.ts";
import { authenticateToken } from "../../src/usecases/sign-in/authenticate-token.ts";
import { signIn } from "../../src/usecases/sign-in/sign-in.ts";
import { signOut } from "../../src/usecases/sign-in/sign-out.ts";
import { openWorld, SYSTEM, type World } from "../support/decision-world.ts";
import { openTestSql } from "../support/test-sql.ts";

const PASSWORD = "correct horse battery";
let world: World;
let coordinator: RequestContext;
let regional: RequestContext;
let auditor: RequestContext;

beforeAll(async () => {
  world = await openWorld(await openTestSql());
  coordinator = await world.hire("JM", "national_coordinator");
  regional = await world.hire("TT", "regional_coordinator");
  auditor = await world.hire("TT", "auditor");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

const denied = (code: string) => expect.objectContaining({ code });
let people = 0;
type Given = Partial<Parameters<typeof createAccount>[2]> & { readonly password?: string };
/** An account whose person accepted the invitation. */
async function create(by: RequestContext, roles: readonly Role[], { password = PASSWORD, ...given }: Given = {}) {
  const email = `person${++people}@example.org`;
  const account = { state: "JM" as StateCode, labId: null, email, name: "Zoë Núñez", roles };
  const { invitation } = await createAccount(world.deps, by, { ...account, ...given });
  return acceptInvitation(world.deps, { token: invitation.token, password, requestId: "test" });
}
async function enter(email: string, password = PASSWORD) {
  const step = await signIn(world.deps, { email, password, requestId: "test" });
  if (step.kind !== "session") throw new Error("A second factor was asked for.");
  return step;
}

describe("sign-in", () => {
  test.each(["a reset", "disabling it"])("by the old password, overtaken by %s, opens nothing", async (what) => {
    const { deps } = world;
    const account = await create(coordinator, ["verifier"]);
    const overtake = async () => {
      if (what === "a reset") {
        const { token } = await inviteAccount(deps, coordinator, { accountId: account.id, removesSecondFactor: false });
        await acceptInvitation(deps, { token, password: "seven geese over the harbour", requestId: "test" });
        return;
      }
      await updateAccount(deps, coordinator, { id: account.id, expectedVersion: 1, disabled: true });
    };
    // The hash was read and the password is right: what comes between that and the session is what counts.
    const passwords: typeof deps.passwords = {
      ...deps.passwords,
      async verifyPassword(password, stored) {
        const matches = await deps.passwords.verifyPassword(password, stored);
        await overtake();
        return matches;
      },
    };
    const input = { email: account.email, password: PASSWORD, requestId: "test" };
    const { sql, clock, limits } = deps;
    await expect(signIn({ sql, clock, limits, passwords }, input)).rejects.toEqual(denied("SIGN_IN_FAILED"));
    const { rows } = await deps.sql.query("select id from sessions where account_id = $1", [account.id]);
    expect(rows).toEqual([]);
  });

  test("gives a token whose hash alone is kept, and which ends with its time or by signing out", async () => {
    const { deps, clock } = world;
    const account = await create(coordinator, ["verifier"]);
    const { token, expiresAt } = await enter(account.email.toUpperCase());
    expect(token).toMatch(/^rbs_[A-Za-z0-9_-]{43}$/);
    expect(expiresAt.getTime() - clock.now().getTime()).toBe(12 * 3_600_000);
    const actor = await authenticateToken(deps, { token });
    expect(actor).toEqual({ kind: "account", id: account.id, state: "JM", labId: null, roles: ["verifier"] });
    const { rows } = await deps.sql.query("select token_hash from sessions");
    expect(rows.map((row) => row.token_hash)).not.toContain(token);
    const other = await enter(account.email);
    await signOut(deps, { actor: actor!, requestId: "test" }, { token });
    await signOut(deps, { actor: actor!, requestId: "test" }, { token });
    expect(await authenticateToken(deps, { token })).toBeNull();
    expect(await authenticateToken(deps, { token: other.token })).not.toBeNull();
    clock.advance(12 * 3_600_000);
    expect(await authenticateToken(deps, { token: other.token })).toBeNull();
    const trail = await readAuditEvents(deps, coordinator, { limit: 50, actorId: account.id });
    expect(trail.items.map((event) => event.action)).toEqual([
      "invitation.accepted",
      "session.created",
      "session.created",
      "session.revoked",
    ]);
  });

  test("tells nothing about why it failed, and records that it did without the address", async () => {
    const { deps } = world;
    const account = await create(coordinator, ["verifier"]);
    const failures = [
      enter(account.email, "a wrong password"),
      enter("nobody@example.org"),
      updateAccount(deps, coordinator, { id: account.id, expectedVersion: 1, disabled: true }).then(() =>
        enter(account.email),
      ),
    ];
    const errors = (await Promise.allSettled(failures)).map((end) => (end.status === "rejected" ? end.reason : null));
    const [first] = errors;
    expect(first).toEqual(denied("SIGN_IN_FAILED"));
    for (const error of errors) expect([error.code, error.message]).toEqual([first.code, first.message]);
    const trail = await readAuditEvents(deps, auditor, { limit: 200 });
    const failed = trail.items.filter((event) => event.action === "session.failed");
    expect(failed.map((event) => event.targetId).sort()).toEqual([account.id, account.id, "unknown"].sort());
    expect(JSON.stringify(failed)).not.toContain("@");
  });

  test.each(["", "rbs_", "rbt_x", `rbs_${"A".repeat(43)}`, "Bearer x", "null"])(
    "%p is nobody's token",
    async (token) => {
      expect(await authenticateToken(world.deps, { token })).toBeNull();
    },
  );
});

describe("accounts", () => {
  test("only the region and the operator give the roles that reach beyond a state", async () => {
    for (const role of ["regional_coordinator", "auditor"] as const) {
      await expect(create(coordinator, ["verifier", role])).rejects.toEqual(denied("FORBIDDEN"));
      expect((await create(regional, [role])).roles).toEqual([role]);
      expect((await create(SYSTEM, [role])).roles).toEqual([role]);
    }
  });

  test("a national coordinator makes and changes accounts of the own state only", async () => {
    const { deps } = world;
    await expect(create(coordinator, ["verifier"], { state: "BB" })).rejects.toEqual(denied("FORBIDDEN"));
    const foreign = await create(regional, ["verifier"], { state: "BB" });
    const change = { id: foreign.id, expectedVersion: 1, disabled: true };
    await expect(updateAccount(deps, coordinator, change)).rejects.toEqual(denied("NOT_FOUND"));
    const overseer = await create(regional, ["auditor"]);
    const takeover = { id: overseer.id, expectedVersion: 1, roles: ["verifier" as Role] };
    await expect(updateAccount(deps, coordinator, takeover)).rejects.toEqual(denied("FORBIDDEN"));
    const own = await create(coordinator, ["verifier"]);
    const promotion = { id: own.id, expectedVersion: 1, roles: ["auditor" as Role] };
    await expect(updateAccount(deps, coordinator, promotion)).rejects.toEqual(denied("FORBIDDEN"));
    const listed = await listAccounts(deps, coordinator, { limit: 200 });
    expect(new Set(listed.items.map((account) => account.ownerState))).toEqual(new Set(["JM"]));
    await expect(listAccounts(deps, coordinator, { limit: 10, state: "BB" })).rejects.toEqual(denied("NOT_FOUND"));
    const everyone = await listAccounts(deps, regional, { limit: 200 });
    expect(new Set(everyone.items.map((account) => account.ownerState))).toEqual(new Set(["JM", "BB", "TT"]));
  });

  test("a coordinator, national or regional, gives no role to themselves, and may lay one down", async () => {
    for (const by of [coordinator, regional]) {
      const own = { id: by.actor.id, expectedVersion: 1 };
      const rise = { ...own, roles: [...by.actor.roles, "firearms_examiner" as Role, "verifier" as Role] };
      await expect(updateAccount(world.deps, by, rise)).rejects.toEqual(denied("FORBIDDEN"));
    }
    const both = await world.hire("JM", "national_coordinator", "verifier");
    const less = { id: both.actor.id, expectedVersion: 1, roles: ["national_coordinator" as Role] };
    expect((await updateAccount(world.deps, both, less)).roles).toEqual(["national_coordinator"]);
  });

  test("a person without the role makes none", async () => {
    const examiner = await world.hire("JM", "firearms_examiner", "investigator", "lab_technician");
    await expect(create(examiner, ["verifier"])).rejects.toEqual(denied("FORBIDDEN"));
    await expect(create(auditor, ["verifier"])).rejects.toEqual(denied("FORBIDDEN"));
  });

  test("refuses a short password, no role, a foreign lab and a taken address", async () => {
    const refused = denied("VALIDATION_FAILED");
    await expect(create(coordinator, ["verifier"], { password: "elevenchars" })).rejects.toEqual(refused);
    await expect(create(coordinator, [])).rejects.toEqual(refused);
    await expect(create(coordinator, ["verifier"], { labId: world.labs.BB.id })).rejects.toEqual(refused);
    const { email } = await create(coordinator, ["verifier"], { email: "Zoe@Example.org" });
    expect(email).toBe("Zoe@Example.org");
    const again = create(coordinator, ["verifier"], { email: "zoe@example.ORG" });
    await expect(again).rejects.toEqual(denied("DUPLICATE_RECORD"));
  });

  test("a password is the same in either form of its accents", async () => {
    const account = await create(coordinator, ["verifier"], { password: "un mot de passe très sûr".normalize("NFC") });
    await expect(enter(account.email, "un mot de passe très sûr".normalize("NFD"))).resolves.toBeDefined();
  });

  test("disabling ends open sessions for good; a change on an old version is refused", async () => {
    const { deps } = world;
    const account = await create(coordinator, ["verifier"]);
    const { token } = await enter(account.email);
    const changed = await updateAccount(deps, coordinator, {
      id: account.id,
      expectedVersion: 1,
      roles: ["firearms_examiner"],
    });
    expect(changed.version).toBe(2);
    expect(await authenticateToken(deps, { token })).toBeNull();
    const again = await enter(account.email);
    expect((await authenticateToken(deps, { token: again.token }))?.roles).toEqual(["firearms_examiner"]);
    const late = updateAccount(deps, coordinator, { id: account.id, expectedVersion: 1, disabled: true });
    await expect(late).rejects.toEqual(denied("PRECONDITION_FAILED"));
    await updateAccount(deps, coordinator, { id: account.id, expectedVersion: 2, disabled: true });
    expect(await authenticateToken(deps, { token: again.token })).toBeNull();
    await updateAccount(deps, coordinator, { id: account.id, expectedVersion: 3, disabled: false });
    expect(await authenticateToken(deps, { token: again.token })).toBeNull();
    await expect(enter(account.email)).resolves.toBeDefined();
  });

  test("are listed page by page, each once", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAccounts(world.deps, regional, { limit: 3, cursor });
      seen.push(...page.items.map((account) => account.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const { rowCount } = await world.deps.sql.query("select 1 from accounts");
    expect([seen.length, new Set(seen).size]).toEqual([rowCount, rowCount]);
    const nonsense = Buffer.from(JSON.stringify(["yesterday", "x"])).toString("base64url");
    for (const wrong of [nonsense, "%%%"]) {
      const read = listAccounts(world.deps, regional, { limit: 3, cursor: wrong });
      await expect(read).rejects.toEqual(denied("CURSOR_INVALID"));
    }
  });
});

describe("labs and stations", () => {
  test("a station's token is shown once and works until it is revoked", async () => {
    const { deps, labs } = world;
    const { station, token } = await registerStation(deps, coordinator, { labId: labs.JM.id, name: "Microscope 1" });
    expect(token).toMatch(/^rbt_/);
    expect(await authenticateToken(deps, { token })).toEqual({
      kind: "station",
      id: station.id,
      state: "JM",
      labId: labs.JM.id,
      roles: [],
    });
    const again = registerStation(deps, coordinator, { labId: labs.JM.id, name: "Microscope 1" });
    await expect(again).rejects.toEqual(denied("DUPLICATE_RECORD"));
    const abroad = registerStation(deps, coordinator, { labId: labs.BB.id, name: "Microscope 1" });
    await expect(abroad).rejects.toEqual(denied("FORBIDDEN"));
    const listed = await listStations(deps, coordinator, { limit: 10 });
    expect(listed.items.map((row) => row.id)).toEqual([station.id]);
    expect(JSON.stringify(listed)).not.toContain(token);
    const stranger = await world.hire("BB", "national_coordinator");
    await expect(revokeStation(deps, stranger, { id: station.id })).rejects.toEqual(denied("NOT_FOUND"));
    await revokeStation(deps, coordinator, { id: station.id });
    expect(await authenticateToken(deps, { token })).toBeNull();
    await expect(revokeStation(deps, coordinator, { id: station.id })).rejects.toEqual(denied("CONFLICT"));
  });

  test("labs are known to all, made for the own state, and named once", async () => {
    const { deps } = world;
    const lab = { state: "JM" as StateCode, name: "Second lab", contact: "+1 876 555 0100" };
    await createLab(deps, coordinator, lab);
    await expect(createLab(deps, coordinator, lab)).rejects.toEqual(denied("DUPLICATE_RECORD"));
    await expect(createLab(deps, coordinator, { ...lab, state: "BB" })).rejects.toEqual(denied("FORBIDDEN"));
    const investigator = await world.hire("BB", "investigator");
    const page = await listLabs(deps, investigator, { limit: 10, state: "JM" });
    expect(page.items.map((row) => row.name)).toEqual(["Lab of JM", "Second lab"]);
  });
});

describe("the audit trail", () => {
  test("an auditor reads all of it, a coordinator the own state's, and the reading is in it", async () => {
    const { deps } = world;
    await create(regional, ["verifier"], { state: "BB" });
    const all = await readAuditEvents(deps, auditor, { limit: 200 });
    expect(new Set(all.items.flatMap((event) => event.ownerStates))).toEqual(new Set(["JM", "BB", "TT"]));
    const own = await readAuditEvents(deps, coordinator, { limit: 200 });
    expect(own.items.every((event) => event.ownerStates.includes("JM"))).toBe(true);
    await expect(readAuditEvents(deps, coordinator, { limit: 10, state: "BB" })).rejects.toEqual(denied("NOT_FOUND"));
    const examiner = await world.hire("JM", "firearms_examiner");
    await expect(readAuditEvents(deps, examiner, { limit: 10 })).rejects.toEqual(denied("FORBIDDEN"));
    const mine = await readAuditEvents(deps, auditor, { limit: 200, actorId: auditor.actor.id });
    expect(mine.items.at(-1)!.action).toBe("audit.read");
    const denials = await readAuditEvents(deps, auditor, { limit: 200, actorId: examiner.actor.id });
    expect(denials.items.map((event) => [event.action, event.detail.action])).toEqual([
      ["work_purpose.stated", undefined],
      ["access.denied", "audit.read"],
    ]);
    const wrong = Buffer.from(JSON.stringify(["x"])).toString("base64url");
    await expect(readAuditEvents(deps, auditor, { limit: 1, cursor: wrong })).rejects.toEqual(denied("CURSOR_INVALID"));
  });
});
