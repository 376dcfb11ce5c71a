/** What of the queue is shown, as the address says it. */
import { api, ask, type Schema } from "../../api/client.ts";
import { hasRole, type Self } from "../../app/session.tsx";

type State = Schema<"Linkage">["state"];

interface View {
  readonly states: readonly State[];
  readonly only?: "overdue" | "urgent";
}

export const VIEWS = {
  due: { states: ["candidate"] },
  overdue: { states: ["candidate"], only: "overdue" },
  urgent: { states: ["candidate"], only: "urgent" },
  leads: { states: ["lead"] },
  microscopy: { states: ["under microscopy"] },
  consultation: { states: ["consultation"] },
  settled: { states: ["hit", "inconclusive", "eliminated"] },
} as const satisfies Record<string, View>;
export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as readonly ViewName[];

export const SORTS = ["due", "age", "score"] as const;
export type Sort = (typeof SORTS)[number];

export interface QueueView {
  readonly name: ViewName;
  readonly sort: Sort;
}

/** Clocks are a state's own: who looks at every state's queue has it by age. */
export const hasClocks = (self: Self): boolean => !hasRole(self, "regional_coordinator");

export function readView(query: URLSearchParams, self: Self): QueueView {
  const name = VIEW_NAMES.find((each) => each === query.get("show")) ?? "due";
  const view: View = VIEWS[name];
  if (view.only !== undefined && !hasClocks(self)) return { name: "due", sort: "age" };
  if (view.only !== undefined) return { name, sort: "due" };
  const usual = name === "due" && hasClocks(self) ? "due" : "age";
  return { name, sort: SORTS.find((each) => each === query.get("sort")) ?? usual };
}

const PAGE = 200;
/** The first page is what the eye sees; it comes sooner for being short. */
const FIRST_PAGE = 60;

export function readQueue({ name, sort }: QueueView, cursor: string | undefined) {
  const { states, only }: View = VIEWS[name];
  const query = { state: [...states], sort, ...(only === undefined ? {} : { only }) };
  const page = cursor === undefined ? { limit: FIRST_PAGE } : { limit: PAGE, cursor };
  return ask(api.GET("/v1/linkages", { params: { query: { ...query, ...page } } }));
}

/** The queue's place among what was read. */
export const keyOfQueue = ({ name, sort }: QueueView) => ["linkages", "queue", name, sort] as const;
