import { readFile } from "node:fs/promises";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import { composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import { type RequestContext, SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { ROLES, type Role, STATE_CODES } from "../../domain/vocabulary.ts";
import type { Deps } from "../../usecases/deps.ts";
import { createAccount } from "../../usecases/people/create-account.ts";
import { createOperatorAccount } from "../../usecases/people/create-operator-account.ts";
import { findAccountByEmail } from "../../usecases/people/find-account-by-email.ts";
import { inviteAccount } from "../../usecases/people/invite-account.ts";
import { type Command, readChoice, readText } from "../command.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin account create --email E --name N --state CODE --roles ROLE[,ROLE] [--lab ID] [--invite | --password-file FILE] [--json]
       ribin account invite --email E [--removes-second-factor] [--json]

create makes an account on the database that the settings name: how the first regional coordinator comes to be. Everybody else
is made over the API. With --invite the coordinator sets the password with the token that is printed; else it is the first line
of FILE, or of standard input, and the audit trail says that the operator set it.

invite prints a new invitation for an account: how a coordinator who lost the password (and, with --removes-second-factor, the
authenticator) comes back where no other coordinator is left.

Roles: ${ROLES.join(", ")}
`;

const CONTEXT: RequestContext = { actor: SYSTEM_ACTOR, requestId: "cli" };

export const accountCommand: Command = {
  name: "account",
  usage: USAGE,
  options: {
    email: { type: "string" },
    name: { type: "string" },
    state: { type: "string" },
    roles: { type: "string" },
    lab: { type: "string" },
    "password-file": { type: "string" },
    invite: { type: "boolean" },
    "removes-second-factor": { type: "boolean" },
    json: { type: "boolean" },
  },
  positionals: { min: 1, max: 1 },
  async run({ options, positionals, output }) {
    const [verb] = positionals;
    if (verb !== "create" && verb !== "invite") {
      throw new RibinError("USAGE", "ribin account knows only: create, invite.");
    }
    const asJson = options.json === true;
    if (verb === "invite") {
      const email = readText(options, "email");
      if (email === undefined) throw new RibinError("USAGE", "ribin account invite needs --email.");
      const removesSecondFactor = options["removes-second-factor"] === true;
      const invited = await withService((deps) => inviteByEmail(deps, email, removesSecondFactor));
      writeResult(output, asJson, invited, () => describeInvitation(invited));
      return;
    }
    const account = readAccount(options);
    if (options.invite === true) {
      const invited = await withService(async (deps) => {
        const { account: made, invitation } = await createAccount(deps, CONTEXT, account);
        return { id: made.id, email: made.email, ...invitation };
      });
      writeResult(output, asJson, invited, () => describeInvitation(invited));
      return;
    }
    const password = await readPassword(readText(options, "password-file"));
    const made = await withService((deps) => createOperatorAccount(deps, CONTEXT, { ...account, password }));
    const result = { id: made.id, email: made.email, state: account.state, roles: made.roles };
    writeResult(output, asJson, result, () => `Made account ${made.id} for ${made.email}.`);
  },
};

async function withService<T>(work: (deps: Deps) => Promise<T>): Promise<T> {
  const service = await composeService(loadConfig());
  try {
    return await work(service.deps);
  } finally {
    await service.close();
  }
}

async function inviteByEmail(deps: Deps, email: string, removesSecondFactor: boolean) {
  const account = await findAccountByEmail(deps, CONTEXT, { email });
  return {
    id: account.id,
    email,
    ...(await inviteAccount(deps, CONTEXT, { accountId: account.id, removesSecondFactor })),
  };
}

function describeInvitation(invited: { email: string; token: string; expiresAt: Date }): string {
  return `Invitation for ${invited.email}, until ${invited.expiresAt.toISOString()}, shown this once: ${invited.token}`;
}

function readAccount(options: Parameters<Command["run"]>[0]["options"]) {
  const [email, name] = [readText(options, "email"), readText(options, "name")];
  const state = readChoice(options, "state", STATE_CODES);
  const roles = parseRoles(readText(options, "roles"));
  if (email === undefined || name === undefined || state === undefined || roles.length === 0) {
    throw new RibinError("USAGE", "ribin account create needs --email, --name, --state and --roles.");
  }
  const labId = readText(options, "lab") ?? null;
  if (!z.email().max(320).safeParse(email).success) {
    throw new RibinError("USAGE", `--email: "${email}" is not an e-mail address.`);
  }
  if (labId !== null && !isUuid(labId)) throw new RibinError("USAGE", `--lab: "${labId}" is not the id of a lab.`);
  return { email, name, state, roles, labId };
}

function parseRoles(text: string | undefined): Role[] {
  return (text ?? "")
    .split(",")
    .filter((word) => word !== "")
    .map((word) => {
      const role = ROLES.find((candidate) => candidate === word.trim());
      if (role === undefined) throw new RibinError("USAGE", `--roles: "${word}" is not one of ${ROLES.join(", ")}.`);
      return role;
    });
}

async function readPassword(file: string | undefined): Promise<string> {
  const text = file === undefined ? await readStandardInput() : await readFile(file, "utf8").catch(() => null);
  const [password] = (text ?? "").split(/\r?\n/);
  if (password === undefined || password === "") {
    throw new RibinError("USAGE", "No password: give --password-file FILE, or the password on standard input.");
  }
  return password;
}

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY) throw new RibinError("USAGE", "Pipe the password in, or give --password-file FILE.");
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  return text;
}
