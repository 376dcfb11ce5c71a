import {
  findReasons,
  type IbinDecisionCode,
  type IbinIndicator,
  type IbinReason,
  stateOfNomination,
} from "../../domain/intelligence/ibin.ts";
import type { EventType } from "../../domain/vocabulary.ts";
import type { IbinCase } from "../../repositories/intelligence/ibin.ts";

export interface NominationView {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly eventType: EventType;
  readonly occurredOn: string | null;
  readonly restricted: boolean;
  readonly firearms: number;
  readonly exhibits: number;
  readonly calibres: readonly string[];
  readonly state: "proposed" | IbinDecisionCode;
  /** What speaks for it now. */
  readonly reasons: readonly IbinReason[];
  readonly decision: {
    readonly id: string;
    readonly decision: IbinDecisionCode;
    readonly indicators: readonly IbinIndicator[];
    readonly reasons: string;
    readonly decidedBy: string;
    readonly decidedAt: Date;
  } | null;
}

export function viewNomination({ coded, decided, createdAt: _, ...rest }: IbinCase): NominationView {
  const reasons = findReasons({ eventType: rest.eventType, firearms: rest.firearms, coded });
  return { ...rest, state: stateOfNomination(reasons, decided), reasons, decision: decided };
}
