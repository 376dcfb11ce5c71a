import { readFile } from "node:fs/promises";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import { composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { ROLES, type Role, STATE_CODES } from "../../domain/vocabulary.ts";
import { createAccount } from "../../usecases/create-account.ts";
import { type Command, readChoice, readText } from "../command.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin account create --email E --name N --state CODE --roles ROLE[,ROLE] [--lab ID] [--password-file FILE] [--json]

Makes an account on the database that the settings name: how the first regional coordinator comes to be. Everybody else is
made over the API. The password is the first line of FILE, or of standard input.

Roles: ${ROLES.join(", ")}
`;

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
    json: { type: "boolean" },
  },
  positionals: { min: 1, max: 1 },
  async run({ options, positionals, output }) {
    if (positionals[0] !== "create") throw new RibinError("USAGE", "ribin account knows only: create.");
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
    const password = await readPassword(readText(options, "password-file"));
    const service = await composeService(loadConfig());
    try {
      const context = { actor: SYSTEM_ACTOR, requestId: "cli" };
      const input = { email, name, state, roles, password, labId };
      const account = await createAccount(service.deps, context, input);
      const result = { id: account.id, email: account.email, state, roles: account.roles };
      writeResult(output, options.json === true, result, () => `Made account ${account.id} for ${account.email}.`);
    } finally {
      await service.close();
    }
  },
};

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
