/**
 * Acts that come seldom and cannot be taken back, clicked as people do: declined, consulted about, corrected, merged, withdrawn, unlinked; and
 * how the auditor finds them afterwards.
 */
import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import type { ExaminersWorld } from "../../support/examiners-world.ts";
import { describeInBrowser, dropFile, openSignedIn, openTab, type WatchedPage } from "../../support/open-workbench.ts";
import type { Person } from "../../support/served-world.ts";
import { conclude, decide, openLinkage } from "../../support/workbench-decisions.ts";

const DECLINED = "I examined the first exhibit in court.";
const RENEWED = "They are away until the end of the month.";

export function describeActs(opened: () => ExaminersWorld): void {
  const tabs: WatchedPage[] = [];
  afterEach(async () => {
    for (const { faults, strangers, close } of tabs.splice(0)) {
      await close();
      expect({ faults, strangers }).toEqual({ faults: [], strangers: [] });
    }
  });

  /** Whom the system asks about that linkage. */
  async function findAsked(linkage: string): Promise<Person> {
    for (const person of opened().others) {
      const { items = [] } = (await person.send("GET", "/v1/verifications")).body;
      if (items.some(({ linkageId }) => linkageId === linkage)) return person;
    }
    throw new Error("Nobody is asked.");
  }

  async function sitDown(person: Person): Promise<Page> {
    const tab = await openSignedIn(opened().world.url(), person);
    tabs.push(tab);
    return tab.page;
  }

  describeInBrowser("a verification and what follows it", () => {
    test("is declined with a reason, and another is asked", async () => {
      const declining = await findAsked(opened().linkages.disputed);
      const page = await sitDown(declining);
      await page.goto("/verifications");
      await page.getByRole("row").getByRole("button", { name: "Decline" }).click();
      const dialog = page.getByRole("dialog", { name: "Decline the verification" });
      await dialog.getByText("whoever is asked next read your reason").waitFor();
      await dialog.getByLabel("Why you cannot verify it").fill(DECLINED);
      await dialog.getByRole("button", { name: "Decline" }).click();
      await page.getByText("You are asked for nothing").waitFor();
      const next = await findAsked(opened().linkages.disputed);
      expect(next.email).not.toBe(declining.email);
      expect((await next.send("GET", "/v1/verifications")).body.items).toMatchObject([{ reason: DECLINED }]);
    });

    test("is assigned anew by a coordinator, who says why, and the one after is asked", async () => {
      const asked = await findAsked(opened().linkages.disputed);
      const page = await sitDown(opened().tt.coordinator);
      await page.goto(`/linkages/${opened().linkages.disputed}`);
      const table = page.getByRole("table", { name: "Whom the system asked" });
      await table.getByRole("row").getByRole("button", { name: "Have it assigned anew" }).click();
      const dialog = page.getByRole("dialog", { name: "Have it assigned anew" });
      await dialog.getByText("whoever is asked next read it, so say nothing of what was concluded").waitFor();
      const go = dialog.getByRole("button", { name: "Have it assigned anew" });
      expect(await go.isDisabled()).toBe(true);
      await dialog.getByLabel("Why somebody else should be asked").fill(RENEWED);
      await go.click();
      await dialog.waitFor({ state: "detached" });
      await table.getByText(RENEWED).waitFor();
      expect(await table.getByRole("row").getByText("Somebody else was asked").count()).toBe(2);
      const next = await findAsked(opened().linkages.disputed);
      expect(next.email).not.toBe(asked.email);
      expect((await asked.send("GET", "/v1/verifications")).body.items).toEqual([]);
      // Blind as whoever was asked first.
      const { conclusions } = (await next.send("GET", `/v1/linkages/${opened().linkages.disputed}`)).body;
      expect(conclusions).toEqual([]);
    });

    test("that differs is consulted about: each states what they see, a third is asked once, sees everything and decides", async () => {
      const second = await findAsked(opened().linkages.disputed);
      await conclude(second, opened().linkages.disputed, "inconclusive_a");
      const page = await sitDown(opened().tt.examiner);
      await page.goto(`/linkages/${opened().linkages.disputed}`);
      await page.getByRole("heading", { name: "Consultation" }).waitFor();
      await page.getByLabel("What you see").fill("Six ridges run through at the aperture.");
      await page.getByRole("button", { name: "Record the statement" }).click();
      await page.getByText("Has stated").waitFor();
      const statement = "Two ridges at most; the rest is the primer's own.";
      await decide(second, `/v1/linkages/${opened().linkages.disputed}/consultation/statements`, { statement });
      const ask = page.getByRole("button", { name: "Ask for a third examiner" });
      await ask.click();
      const dialog = page.getByRole("dialog", { name: "Ask for a third examiner" });
      await dialog
        .getByLabel("Why the two of you do not come to one conclusion")
        .fill("We see the same ridges differently.");
      await dialog.getByRole("button", { name: "Ask for a third examiner" }).click();
      await page.getByText("A third examiner is asked").waitFor();
      expect(await ask.count()).toBe(0);

      const third = await findAsked(opened().linkages.disputed);
      expect([opened().tt.examiner.email, second.email]).not.toContain(third.email);
      await openLinkage(third, opened().linkages.disputed);
      const theirs = await sitDown(third);
      await theirs.goto("/verifications");
      await theirs.getByRole("link", { name: "Third opinion in a consultation" }).click();
      await theirs.getByText(statement).waitFor();
      await theirs.getByText("Six ridges run through at the aperture.").waitFor();
      await theirs.getByRole("radio", { name: /Identification/ }).check();
      await theirs.getByLabel("Reasons").fill("The ridges agree over a third of the circumference.");
      await theirs.getByRole("button", { name: "Record the conclusion" }).click();
      await theirs.getByText("It is recorded", { exact: true }).waitFor();
      const { state } = (await opened().tt.examiner.send("GET", `/v1/linkages/${opened().linkages.disputed}`)).body;
      expect(state).toBe("under microscopy");
    });
  });

  describeInBrowser("a hit", () => {
    test("of one firearm with another: their groups are merged, with why", async () => {
      const page = await sitDown(opened().tt.examiner);
      await page.goto("/firearm-groups");
      await page.getByRole("row").getByRole("link").first().click();
      await page.getByRole("button", { name: "Merge with another group" }).click();
      const dialog = page.getByRole("dialog", { name: "Merge two groups" });
      await dialog.getByLabel("Why they are of one firearm").fill("The pistol was found, and fired both.");
      await dialog.getByRole("button", { name: "Merge them" }).click();
      await page.getByText("It became one with another group").first().waitFor();
      await dialog.waitFor({ state: "hidden" });
      expect(await page.getByRole("checkbox").count()).toBe(4);
      const { items } = (await opened().tt.examiner.send("GET", "/v1/firearm-groups")).body;
      expect(items).toMatchObject([{ exhibits: 4, hits: 2 }]);
    });

    test("is withdrawn where who identified puts their conclusion right: the old words stay, struck", async () => {
      const page = await sitDown(opened().tt.examiner);
      await page.goto(`/linkages/${opened().linkages.second}`);
      await page.getByRole("button", { name: "Correct", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Correct your conclusion" });
      await dialog.getByText("a hit of it is withdrawn with its reports", { exact: false }).waitFor();
      await dialog.getByRole("radio", { name: /Inconclusive A/ }).check();
      await dialog.getByLabel("Reasons").fill("The ridges also lie on other pistols of this make.");
      await dialog
        .getByLabel("Why the earlier conclusion was wrong")
        .fill("Subclass marks were taken for individual ones.");
      await dialog.getByRole("button", { name: "Record the correction" }).click();
      await page.getByRole("heading", { name: "Consultation" }).waitFor();
      await dialog.waitFor({ state: "hidden" });
      await page.getByText("you; corrected later").waitFor();
      await page.getByText("Subclass marks were taken for individual ones.").waitFor();
      const { state, hitId } = (await opened().tt.examiner.send("GET", `/v1/linkages/${opened().linkages.second}`))
        .body;
      expect({ state, hitId }).toEqual({ state: "consultation", hitId: null });
    });
  });

  describeInBrowser("a report", () => {
    test("that is withdrawn says so, with why, and to whoever checks a copy of it", async () => {
      const report = await opened().tt.investigator.make("/v1/reports", {
        linkageId: opened().linkages.first,
        kind: "hit",
      });
      const { bytes } = await opened().tt.investigator.send("GET", `/v1/reports/${report}/pdf`);
      const checking = await openTab(opened().world.url());
      tabs.push(checking);
      const check = async (verdict: string) => {
        await checking.page.goto("/verify-report");
        await dropFile(checking.page.getByText("Drop the report here"), "report.pdf", bytes);
        await checking.page.getByText(verdict).waitFor();
      };
      await check("Genuine: issued and unchanged");
      const page = await sitDown(opened().tt.coordinator);
      await page.goto(`/reports/${report}`);
      await page.getByRole("button", { name: "Withdraw the report" }).click();
      const dialog = page.getByRole("dialog", { name: "Withdraw this report?" });
      await dialog.getByLabel("Why it no longer stands").fill("The firearm was named wrongly.");
      await dialog.getByRole("button", { name: "Withdraw the report" }).click();
      await page.getByText("The reason given: The firearm was named wrongly.", { exact: false }).waitFor();
      expect(await page.getByRole("button", { name: "Withdraw the report" }).count()).toBe(0);
      await check("Genuine, but withdrawn");
    });

    test("is found by the auditor in the trail, with who and what narrows it, and with where the chain stands", async () => {
      const page = await sitDown(opened().tt.auditor);
      await page.goto("/audit");
      await page.getByLabel("Action").selectOption("report.withdrawn");
      await page.getByRole("button", { name: "Search", exact: true }).click();
      await page.waitForURL("**/audit?*action=report.withdrawn*");
      // What was listed before may stand there for a moment.
      await page.getByRole("row").nth(2).waitFor({ state: "detached" });
      await page.getByRole("row").nth(1).waitFor();
      expect(await page.getByRole("row").count()).toBe(2);
      await page.getByRole("button", { name: /^Open/ }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("report.withdrawn", { exact: true }).waitFor();
      await page.keyboard.press("Escape");
      // Everything that was done to this report, by anybody.
      const row = page.getByRole("row").nth(1);
      await row.getByRole("button").nth(1).click();
      await page.waitForURL("**/audit?*targetKind=report*");
      await page.getByLabel("Action").selectOption("");
      await page.getByRole("button", { name: "Search", exact: true }).click();
      await page.waitForURL((url) => !url.search.includes("action="));
      await page.getByRole("row").nth(2).waitFor();
      expect(await page.getByRole("row").count()).toBeGreaterThanOrEqual(3);
      await page.getByRole("link", { name: "Chain and keys" }).click();
      await page.getByRole("heading", { name: "Where the chain stands" }).waitFor();
      await page.getByRole("row").nth(1).waitFor();
    });
  });

  describeInBrowser("an agreement", () => {
    test("is given new terms, and withdrawn: who has marks open sees no more of them, and keeps what they typed", async () => {
      const theirs = await sitDown(await findSecond(opened().linkages.second));
      await theirs.goto(`/linkages/${opened().linkages.second}`);
      await theirs.getByLabel("What you see").fill("Words that took an afternoon.");
      const page = await sitDown(opened().world.regional);
      await page.goto("/sharing");
      await page.getByRole("button", { name: "New terms" }).click();
      const terms = page.getByRole("dialog");
      await terms.getByLabel("Examiners see each other’s images of candidates").uncheck();
      await terms.getByRole("button", { name: "Record these terms" }).click();
      await page.getByText("Only that a candidate exists; no images").waitFor();
      await page.getByText("Terms no. 2").waitFor();
      await theirs.getByRole("button", { name: "Record the statement" }).click();
      await theirs.getByRole("heading", { name: "Images are not permitted" }).waitFor();
      expect(await theirs.getByRole("application").count()).toBe(0);
      await theirs.getByText("What you typed, not sent").waitFor();
      await theirs.getByText("Words that took an afternoon.").waitFor();

      await page.getByRole("button", { name: "Withdraw", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: /^Withdraw the agreement of/ });
      await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
      await page.getByText(/^Withdrawn /).waitFor();
      expect(await page.getByRole("button", { name: "New terms" }).count()).toBe(0);
    });
  });

  /** Who concluded about it beside the first examiner. */
  async function findSecond(linkage: string): Promise<Person> {
    const { conclusions } = (await opened().tt.examiner.send("GET", `/v1/linkages/${linkage}`)).body;
    const accounts = (conclusions as { accountId: string }[]).map(({ accountId }) => accountId);
    for (const person of opened().others) {
      if (accounts.includes(String((await person.send("GET", "/v1/me")).body.id))) return person;
    }
    throw new Error("Nobody else concluded.");
  }

  describeInBrowser("an identity at a provider", () => {
    test("is unlinked; where it is the only way to sign in that has to be said first", async () => {
      const name = "Li Wei";
      const account = {
        state: "TT",
        labId: opened().tt.coordinator.labId,
        email: `${randomUUID()}@ribin.example`,
        name,
      };
      const made = await opened().tt.coordinator.send("POST", "/v1/accounts", { ...account, roles: ["verifier"] });
      const begun = { provider: "police", invitation: made.body.invitationToken };
      const { body } = await opened().tt.coordinator.send("POST", "/v1/sessions/openid", begun);
      const callbackUrl = await opened().provider.browse(String(body.authorizationUrl), { accountId: randomUUID() });
      const signedIn = await opened().tt.coordinator.send("POST", "/v1/sessions/openid/completion", {
        flow: body.flow,
        callbackUrl,
      });
      expect(signedIn.status).toBe(201);

      const page = await sitDown(opened().tt.coordinator);
      await page.goto("/people");
      await page.getByRole("button", { name: `Change ${name}` }).click();
      const dialog = page.getByRole("dialog", { name });
      await dialog.getByRole("button", { name: "Unlink" }).click();
      const confirming = page.getByRole("dialog", { name: "Unlink the identity" });
      await confirming.getByText("What is open through it ends at once").waitFor();
      await confirming.getByLabel("Why it is unlinked").selectOption("at_risk");
      await confirming.getByRole("button", { name: "Unlink" }).click();
      await confirming.getByLabel("The person is to be left without a sign-in until they are invited again").check();
      await confirming.getByRole("button", { name: "Unlink" }).click();
      await confirming.waitFor({ state: "detached" });
      await dialog.getByRole("button", { name: "Unlink" }).waitFor({ state: "detached" });
      const id = String(made.body.id);
      const unlinked = `/v1/audit-events?action=identity.unlinked&targetId=${id}`;
      expect((await opened().tt.coordinator.send("GET", unlinked)).body.items).toMatchObject([
        { detail: { reason: "at_risk", waysLeft: 0 } },
      ]);
      expect((await opened().tt.coordinator.send("GET", `/v1/accounts/${id}/sign-in`)).body).toEqual({
        hasPassword: false,
        identities: [],
      });
    });
  });
}
