/**
 * What is hashed of an audit event, and how: docs/evidence-model.md tells it to outsiders, who check it without this program.
 * Every leaf is text or null and the members stand in the order of their names, so that JSON.stringify gives the canonical form of
 * RFC 8785. Another member, or another form of one, is another `format`.
 */
import { hash } from "node:crypto";

/** An event as the database holds it, every byte of it: a moment to the microsecond, details as the database's own text. */
export interface AuditContent {
  readonly seq: string;
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorState: string | null;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: string;
  readonly ownerStates: readonly string[];
  readonly requestId: string;
  readonly detail: string;
}

/** A place in a chain: of the region, or of one state. */
export interface ChainPlace {
  readonly position: number;
  /** Hash of what stands before it, 64 hexadecimal digits; NOTHING_BEFORE for the first. */
  readonly previous: string;
}

export interface ChainLink extends ChainPlace {
  readonly chain: string;
}

export const AUDIT_FORMAT = "ribin-audit/1";
const HEAD_FORMAT = "ribin-audit-head/1";
export const NOTHING_BEFORE = "0".repeat(64);

/** The chains of states that an event stands in, each once, in their order. The region's chain has every event. */
export function chainsOf(ownerStates: readonly string[]): readonly string[] {
  return ownerStates.length < 2 ? ownerStates : [...new Set(ownerStates)].sort();
}

/** The text whose SHA-256 is the event's hash. `links` in the order of `chainsOf`. */
export function encodeAuditRecord(content: AuditContent, place: ChainPlace, links: readonly ChainLink[]): string {
  return JSON.stringify({
    action: content.action,
    actorId: content.actorId,
    actorKind: content.actorKind,
    actorState: content.actorState,
    at: content.at,
    chains: links.map(({ chain, position, previous }) => ({ chain, position: String(position), previous })),
    detail: content.detail,
    format: AUDIT_FORMAT,
    ownerStates: content.ownerStates,
    position: String(place.position),
    previous: place.previous,
    requestId: content.requestId,
    seq: content.seq,
    targetId: content.targetId,
    targetKind: content.targetKind,
  });
}

/** The last event of a chain. */
export interface ChainTip {
  readonly position: number;
  readonly hash: string;
}

export interface AuditHead extends ChainTip {
  readonly number: number;
  readonly at: string;
  readonly keyId: string;
  /** Hash of the head before. */
  readonly previous: string;
  /** Of every state that has events. */
  readonly chains: readonly (ChainTip & { readonly chain: string })[];
}

/** The text that is signed, and whose SHA-256 the next head names. */
export function encodeAuditHead(head: AuditHead): string {
  const byName = [...head.chains].sort((a, b) => (a.chain < b.chain ? -1 : 1));
  return JSON.stringify({
    at: head.at,
    chains: byName.map(({ chain, hash, position }) => ({ chain, hash, position: String(position) })),
    format: HEAD_FORMAT,
    hash: head.hash,
    keyId: head.keyId,
    number: String(head.number),
    position: String(head.position),
    previous: head.previous,
  });
}

/** SHA-256 of the text's UTF-8 bytes, 64 hexadecimal digits. */
export function hashText(text: string): string {
  return hash("sha256", text, "hex");
}
