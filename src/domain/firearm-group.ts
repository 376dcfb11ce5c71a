/** What happens to an exhibit's place in a firearm group. */
export const GROUP_RECORD_KINDS = ["created", "joined", "merged", "split", "left"] as const;
export type GroupRecordKind = (typeof GROUP_RECORD_KINDS)[number];
