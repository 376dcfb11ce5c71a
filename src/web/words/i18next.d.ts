import "i18next";
import type { Texts } from "./en/index.ts";
import type { Sayings } from "./en/sayings.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: Texts & { sayings: Sayings };
    returnNull: false;
  }
}
