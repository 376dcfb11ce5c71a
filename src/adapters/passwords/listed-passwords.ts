import { dictionary } from "@zxcvbn-ts/language-common";
import type { CommonPasswords } from "../../ports/common-passwords.ts";

/** The 49,000 most used passwords of public breaches, as the package ships them; read when first asked. */
export function createListedPasswords(): CommonPasswords {
  let listed: ReadonlySet<string> | null = null;
  return {
    has(text) {
      listed ??= new Set(dictionary["passwords-common"].map((word) => word.toLowerCase()));
      return listed.has(text);
    },
  };
}
