/** The labels of a space's vectors by ids, so that a scan tells by a whole number what a search accepts. */
import {
  type AcceptedLabels,
  ANY_LABEL,
  MOST_LABELS,
  NO_KIND,
  NO_OWNER,
  packLabels,
} from "../../analysis/nearest/scan-labels.ts";
import type { MemorySearch, VectorLabels } from "../../ports/vector-memory.ts";

export interface LabelTable {
  pack(labels: VectorLabels): number;
  /** Every label is asked for once, however many vectors have it. */
  select(accepts: MemorySearch["accepts"]): AcceptedLabels;
}

export function createLabelTable(): LabelTable {
  const owners = createIds(NO_OWNER + 1, MOST_LABELS.owner);
  const kinds = createIds(NO_KIND + 1, MOST_LABELS.kind);
  return {
    pack: ({ owner, kind }) => packLabels(owners.give(owner), kinds.give(kind)),
    select: ({ owner, kind }) => ({ owner: owners.mark(owner), kind: kinds.mark(kind) }),
  };
}

function createIds(first: number, most: number) {
  const ids = new Map<string, number>();
  return {
    give(label: string): number {
      const known = ids.get(label);
      if (known !== undefined) return known;
      const id = first + ids.size;
      // The database filters what it cannot.
      if (id >= most) return ANY_LABEL;
      ids.set(label, id);
      return id;
    },
    mark(accepts: (label: string) => boolean): Uint8Array {
      const marks = new Uint8Array(first + ids.size);
      marks[ANY_LABEL] = 1;
      for (const [label, id] of ids) marks[id] = accepts(label) ? 1 : 0;
      return marks;
    },
  };
}
