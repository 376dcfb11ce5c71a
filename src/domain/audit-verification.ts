/**
 * Checks an audit trail event by event, in the order of its chain, holding only the last of each chain. It reads no database: what
 * it is given may come from one or from an exported file.
 */
import {
  type AuditContent,
  type ChainLink,
  type ChainPlace,
  type ChainTip,
  chainsOf,
  encodeAuditHead,
  encodeAuditRecord,
  hashText,
  NOTHING_BEFORE,
} from "./audit-record.ts";
import { type ParsedHead, parseHeadRecord } from "./parse-head-record.ts";

/** A place of the region's chain as it is stored. */
export interface StoredRecord extends ChainPlace {
  readonly seq: string;
  /** Null: the event is gone. */
  readonly content: AuditContent | null;
  readonly links: readonly ChainLink[];
  readonly hash: string;
}

export interface SignedHead {
  /** The bytes that were signed, as text. */
  readonly record: string;
  readonly hash: string;
  /** base64url */
  readonly signature: string;
}

/** What may be wrong, by a code: the workbench has words for each in its reader's language. */
export const AUDIT_FAULTS = [
  "place_missing",
  "out_of_order",
  "event_gone",
  "event_swapped",
  "event_changed",
  "states_changed",
  "state_event_missing",
  "unchained",
  "head_changed",
  "head_key_unknown",
  "head_signature",
  "head_missing",
  "head_out_of_order",
  "head_of_others",
  "unsigned",
  "custody_changed",
] as const;
export type AuditFault = (typeof AUDIT_FAULTS)[number];

/** What is wrong, and where. */
export interface Finding {
  /** Of the region's chain; of a head, where it stands. */
  readonly position: number;
  readonly seq: string | null;
  readonly head: number | null;
  readonly fault: AuditFault;
  readonly reason: string;
}

type Wrong = readonly [fault: AuditFault, reason: string];

export interface AuditVerdict {
  readonly whole: boolean;
  readonly firstBroken: Finding | null;
  /** Of all that is broken, the first few. */
  readonly findings: readonly Finding[];
  readonly broken: number;
  readonly records: number;
  readonly heads: number;
  /** Events of each state that were checked. */
  readonly chains: Readonly<Record<string, number>>;
  /** Where the last signed head stands, and its moment. */
  readonly signedTo: { readonly position: number; readonly at: string } | null;
}

export interface AuditVerifierOptions {
  readonly checkSignature: (keyId: string, bytes: Uint8Array, signature: string) => "valid" | "invalid" | "unknown key";
  /** One state's events only: the places between them are other states', and the region's hashes cannot be followed. */
  readonly state: string | null;
}

export interface AuditVerifier {
  takeRecord(record: StoredRecord): void;
  /** After the record that stands at its position, in the order of the heads. */
  takeHead(head: SignedHead): void;
  /** Something that the source found out by itself. */
  report(finding: Finding): void;
  finish(): AuditVerdict;
}

const FINDINGS_KEPT = 20;

const describe = ([fault, reason]: Wrong) => ({ fault, reason });

export function createAuditVerifier({ checkSignature, state }: AuditVerifierOptions): AuditVerifier {
  let region: ChainTip = { position: 0, hash: NOTHING_BEFORE };
  const tips = new Map<string, ChainTip>();
  const findings: Finding[] = [];
  let [broken, records, heads] = [0, 0, 0];
  let lastHead: { number: number; hash: string; position: number; at: string } | null = null;

  function report(finding: Finding): void {
    broken += 1;
    if (findings.length < FINDINGS_KEPT) findings.push(finding);
  }

  function findWrong(record: StoredRecord): Wrong | null {
    const { content, position, previous, links, hash } = record;
    if (state === null) {
      if (position !== region.position + 1) return ["place_missing", `position ${region.position + 1} is missing`];
      if (previous !== region.hash) return ["out_of_order", "it does not name the hash of the event before it"];
    } else if (position <= region.position) return ["out_of_order", "it stands out of order"];
    if (content === null) return ["event_gone", "its event is gone"];
    if (content.seq !== record.seq) return ["event_swapped", "its place is of another event"];
    const chains = chainsOf(content.ownerStates);
    const linked = links.length === chains.length && chains.every((chain, at) => links[at]?.chain === chain);
    if (!linked) return ["states_changed", "its places in the states' chains are not those of its owner states"];
    if (state !== null && !chains.includes(state)) return ["states_changed", `it is no event of ${state}`];
    // Before the places: whoever changed the event is told so, not what follows from it.
    if (hashText(encodeAuditRecord(content, record, links)) !== hash)
      return ["event_changed", "its content does not give its hash"];
    for (const link of links) {
      if (state !== null && link.chain !== state) continue;
      const tip = tips.get(link.chain);
      if (link.position !== (tip?.position ?? 0) + 1)
        return ["state_event_missing", `an event of ${link.chain} before it is missing`];
      if (link.previous !== (tip?.hash ?? NOTHING_BEFORE))
        return ["out_of_order", `it does not follow the event of ${link.chain} before it`];
    }
    return null;
  }

  function takeRecord(record: StoredRecord): void {
    records += 1;
    const wrong = findWrong(record);
    if (wrong !== null) report({ ...describe(wrong), position: record.position, seq: record.seq, head: null });
    // What follows is held against what is stored, so that one broken event is one finding.
    region = { position: record.position, hash: record.hash };
    for (const { chain, position } of record.links) {
      if (state === null || chain === state) tips.set(chain, { position, hash: record.hash });
    }
  }

  function findWrongOfHead(head: SignedHead, parsed: ParsedHead | null): Wrong | null {
    if (parsed === null || encodeAuditHead(parsed) !== head.record) return ["head_changed", "its record is not one"];
    if (hashText(head.record) !== head.hash) return ["head_changed", "its record does not give its hash"];
    const verdict = checkSignature(parsed.keyId, Buffer.from(head.record), head.signature);
    if (verdict === "unknown key")
      return ["head_key_unknown", `it is signed with the key ${parsed.keyId}, which is none of those published`];
    if (verdict === "invalid") return ["head_signature", "its signature does not hold"];
    if (parsed.number !== (lastHead?.number ?? 0) + 1)
      return ["head_missing", `head ${(lastHead?.number ?? 0) + 1} is missing`];
    if (parsed.previous !== (lastHead?.hash ?? NOTHING_BEFORE))
      return ["head_out_of_order", "it does not name the hash of the head before it"];
    if (lastHead !== null && parsed.position < lastHead.position)
      return ["head_out_of_order", "it stands before the head before it"];
    return state === null ? findWrongTips(parsed) : findWrongTip(parsed, state);
  }

  function findWrongTips(parsed: ParsedHead): Wrong | null {
    if (parsed.position !== region.position)
      return ["head_of_others", `it signs events up to ${parsed.position}, which are not there`];
    if (parsed.hash !== region.hash) return ["head_of_others", "it signs another hash of the region's last event"];
    if (parsed.chains.length !== tips.size) return ["head_of_others", "it does not name every state's last event"];
    for (const { chain } of parsed.chains) {
      const wrong = findWrongTip(parsed, chain);
      if (wrong !== null) return wrong;
    }
    return null;
  }

  function findWrongTip(parsed: ParsedHead, chain: string): Wrong | null {
    const signed = parsed.chains.find((tip) => tip.chain === chain);
    const tip = tips.get(chain);
    if (signed?.position === tip?.position && signed?.hash === tip?.hash) return null;
    return ["head_of_others", `it signs another last event of ${chain}`];
  }

  function takeHead(head: SignedHead): void {
    heads += 1;
    const parsed = parseHeadRecord(head.record);
    const wrong = findWrongOfHead(head, parsed);
    const number = parsed?.number ?? (lastHead?.number ?? 0) + 1;
    const position = parsed?.position ?? region.position;
    if (wrong !== null) report({ ...describe(wrong), position, seq: null, head: number });
    lastHead = { number, hash: head.hash, position, at: parsed?.at ?? "" };
  }

  return {
    takeRecord,
    takeHead,
    report,
    finish: () => ({
      whole: broken === 0,
      firstBroken: findings[0] ?? null,
      findings,
      broken,
      records,
      heads,
      chains: Object.fromEntries(
        [...tips].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, tip]) => [name, tip.position]),
      ),
      signedTo: lastHead === null ? null : { position: lastHead.position, at: lastHead.at },
    }),
  };
}
