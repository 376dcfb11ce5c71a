import { v7 as uuidv7 } from "uuid";
import type { SetUpCodeFile } from "../../ports/set-up-code-file.ts";
import { hasAccounts, insertSetUpCode, isOpenSetUpCode } from "../../repositories/sign-in/set-up-codes.ts";
import type { Deps } from "../deps.ts";
import { hashToken, makeToken } from "../sign-in/tokens.ts";

/**
 * At the start of a process: while nobody has an account, a code lies in the file with which the first regional coordinator sits down
 * (`setUpRegion`); the log says where. Later the file is removed.
 */
export async function offerSetUp(deps: Pick<Deps, "sql" | "clock" | "log">, file: SetUpCodeFile): Promise<void> {
  if (await hasAccounts(deps.sql)) return file.remove();
  const lying = await file.read();
  if (lying === null || !(await isOpenSetUpCode(deps.sql, hashToken(lying)))) {
    const code = makeToken("rbu");
    await insertSetUpCode(deps.sql, { id: uuidv7(), codeHash: hashToken(code), createdAt: deps.clock.now() });
    await file.write(code);
  }
  deps.log.info({ path: file.path }, "nobody has an account yet: open /set-up with the code in this file");
}
