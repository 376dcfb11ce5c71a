/** The rules of who may do what, written by hand and from no code: what `can`, the API and the database are each held against. */
import type { Actor, Target } from "../../src/domain/permission.ts";
import type { Action } from "../../src/domain/permission-actions.ts";
import { ROLES } from "../../src/domain/vocabulary.ts";

/** What is asked for, as seen by a person of Jamaica; each has a letter. */
export const TARGETS: Readonly<Record<string, Target>> = {
  o: { ownerStates: ["JM"] },
  x: { ownerStates: ["BB"] },
  r: { ownerStates: ["BB"], released: true },
  a: { ownerStates: ["BB"], imagesAgreed: true },
  p: { ownerStates: ["JM", "BB"] },
  q: { ownerStates: ["JM", "BB"], imagesAgreed: true },
  s: { ownerStates: ["JM", "BB"], released: true },
};

/**
 * The whole of who may do what. Columns as in ACTORS. o: own; x: another state's; r: another's, released; a: another's, images
 * agreed; p: a pair of own and another's; q: such a pair, images agreed; s: such a pair, released. "-": nothing.
 */
const MATRIX = `
                         tech     examiner verifier investig national regional auditor  station  system
account.create           -        -        -        -        opqs     oxrapqs  -        -        oxrapqs
account.invite           -        -        -        -        opqs     oxrapqs  -        -        oxrapqs
account.read             -        -        -        -        opqs     oxrapqs  -        -        oxrapqs
account.update           -        -        -        -        opqs     oxrapqs  -        -        -
acquisition.create       opqs     -        -        -        -        -        -        opqs     -
acquisition.read         opqs     orpqs    orpqs    orpqs    orpqs    -        -        opqs     -
acquisition.image.read   opqs     orapqs   orapqs   -        -        -        -        -        -
acquisition.outline      opqs     opqs     -        -        -        -        -        -        -
agreement.create         -        -        -        -        -        oxrapqs  -        -        -
agreement.read           -        opqs     opqs     -        opqs     oxrapqs  oxrapqs  -        -
agreement.withdraw       -        -        -        -        -        oxrapqs  -        -        -
annotation.draw          -        oqs      oqs      -        -        -        -        -        -
annotation.read          -        oqs      oqs      -        oqs      -        oxrapqs  -        -
audit.read               -        -        -        -        opqs     -        oxrapqs  -        -
audit.verify             -        -        -        -        -        -        oxrapqs  -        -
calendar.record          -        -        -        -        opqs     -        -        -        -
bundle_key.create        -        -        -        -        opqs     -        -        -        -
bundle_key.read          opqs     opqs     -        -        opqs     -        -        -        -
bundle_key.revoke        -        -        -        -        opqs     -        -        -        -
candidate.read           -        opqs     opqs     -        opqs     -        -        -        -
candidate.evidence.read  -        oqs      oqs      -        -        -        -        -        -
case.create              opqs     opqs     -        -        -        -        -        -        -
case.read                opqs     orpqs    orpqs    orpqs    orpqs    -        -        opqs     -
case.update              opqs     opqs     -        -        -        -        -        -        -
consultation.ask_third   -        opqs     opqs     -        opqs     oxrapqs  -        -        -
consultation.state       -        oqs      oqs      -        -        -        -        -        -
correlation.read         opqs     opqs     opqs     -        opqs     oxrapqs  oxrapqs  -        -
correlation.request      -        opqs     -        -        opqs     -        -        -        -
correlation.request_all  -        -        -        -        -        oxrapqs  -        -        -
custody.read             opqs     orpqs    orpqs    orpqs    orpqs    -        -        -        -
custody.record           opqs     opqs     -        -        -        -        -        -        -
evidence.export          -        -        -        -        opqs     -        -        -        -
examination.read         -        opqs     opqs     -        opqs     -        oxrapqs  -        -
evidence.remove          -        -        -        -        opqs     -        -        -        -
exhibit.create           opqs     opqs     -        -        -        -        -        -        -
exhibit.examine          -        opqs     opqs     -        -        -        -        -        -
exhibit.read             opqs     orpqs    orpqs    orpqs    orpqs    -        -        opqs     -
exhibit.update           opqs     opqs     -        -        -        -        -        -        -
firearm.read             opqs     orpqs    orpqs    orpqs    orpqs    -        -        -        -
firearm.record           opqs     opqs     -        -        -        -        -        -        -
exhibit_times.read       opqs     opqs     opqs     opqs     opqs     -        -        -        -
exhibit_times.record     opqs     opqs     -        -        -        -        -        -        -
firearm_group.merge      -        opqs     -        -        -        -        -        -        -
firearm_group.read       -        opqs     opqs     opqs     opqs     oxrapqs  -        -        -
firearm_group.split      -        opqs     -        -        -        -        -        -        -
hit.confirm              -        opqs     opqs     -        -        -        -        -        -
hit.read                 -        opqs     opqs     opqs     opqs     oxrapqs  -        -        -
indicator.read           -        opqs     -        opqs     opqs     -        -        -        -
indicator.record         -        opqs     -        opqs     opqs     -        -        -        -
import.apply             opqs     opqs     -        -        -        -        -        -        -
import.create            opqs     opqs     -        -        -        -        -        -        -
import.read              opqs     opqs     -        -        opqs     -        -        -        -
job.read                 opqs     -        -        -        opqs     oxrapqs  oxrapqs  -        oxrapqs
job.retry                opqs     -        -        -        opqs     oxrapqs  -        -        oxrapqs
lab.create               -        -        -        -        opqs     oxrapqs  -        -        oxrapqs
lab.read                 oxrapqs  oxrapqs  oxrapqs  oxrapqs  oxrapqs  oxrapqs  oxrapqs  -        oxrapqs
link_chart.read          -        opqs     opqs     opqs     opqs     oxrapqs  -        -        -
linkage.conclude         -        oqs      -        -        -        -        -        -        -
linkage.read             -        opqs     opqs     -        opqs     oxrapqs  -        -        -
linkage.review           -        oqs      -        -        -        -        -        -        -
linkage.verify           -        oqs      oqs      -        -        -        -        -        -
model.manage             -        -        -        -        -        -        -        -        oxrapqs
model.read               opqs     opqs     opqs     -        opqs     oxrapqs  oxrapqs  -        oxrapqs
nomination.decide        -        -        -        -        opqs     -        -        -        -
nomination.read          -        -        -        -        opqs     -        -        -        -
queue.read               -        -        -        -        opqs     oxrapqs  -        -        -
proficiency.read         -        -        -        -        opqs     -        oxrapqs  -        -
proficiency.seed         -        -        -        -        opqs     -        -        -        -
refusal.read             opqs     -        -        -        opqs     -        -        -        -
release.create           -        -        -        -        opqs     -        -        -        -
release.read             -        opqs     opqs     -        opqs     -        -        -        -
release.withdraw         -        -        -        -        opqs     -        -        -        -
removal.read             -        opqs     opqs     opqs     opqs     -        oxrapqs  -        -
report.issue             -        opqs     -        opqs     opqs     -        -        -        -
report.read              -        -        -        -        opqs     -        -        -        -
report.withdraw          -        opqs     -        -        opqs     -        -        -        -
retention.manage         -        -        -        -        opqs     -        -        -        -
retention.read           -        -        -        -        opqs     -        oxrapqs  -        -
report_request.answer    -        -        -        -        opqs     -        -        -        -
report_request.create    -        -        -        opqs     opqs     -        -        -        -
report_request.read      -        -        -        -        opqs     -        -        -        -
report_request_part.read -        -        -        -        opqs     -        -        -        -
station.create           -        -        -        -        opqs     -        -        -        -
station.read             opqs     -        -        -        opqs     -        -        -        -
station.revoke           -        -        -        -        opqs     -        -        -        -
statistics.read          -        -        -        -        opqs     oxrapqs  oxrapqs  -        -
trace.read               -        opqs     -        opqs     opqs     -        -        -        -
trace.record             -        opqs     -        opqs     opqs     -        -        -        -
trace.request            -        opqs     -        opqs     opqs     -        -        -        -
verification.decline     -        opqs     opqs     -        -        -        -        -        -
verification.read        -        opqs     opqs     -        -        -        -        -        -
verification.reassign    -        -        -        -        opqs     oxrapqs  -        -        -
webhook.manage           -        -        -        -        opqs     -        -        -        -
webhook.read             -        -        -        -        opqs     -        -        -        -
`;

export const ROWS = MATRIX.trim()
  .split("\n")
  .slice(1)
  .map((line) => line.trim().split(/\s+/))
  .map(([action, ...cells]) => ({ action: action as Action, cells }));

/** The letters of the table that such a target is to such an actor. */
function describe(actor: Actor, target: Target): string {
  const own = actor.state !== null && target.ownerStates.includes(actor.state);
  const flags = (target.released ? "s" : "") + (target.imagesAgreed ? "q" : "");
  if (own) return target.ownerStates.length === 1 ? "o" : `p${flags}`;
  return `x${flags.replace("s", "r").replace("q", "a")}`;
}

/** What the hand-written rules say. */
export function isGranted(actor: Actor, action: Action, target: Target): boolean {
  const { cells } = ROWS.find((row) => row.action === action)!;
  const letters = [...describe(actor, target)];
  const grants = (column: number) => letters.some((letter) => cells[column]!.includes(letter));
  if (actor.kind === "system") return cells.at(-1) !== "-";
  if (actor.mustEnrol) return false;
  if (actor.kind === "station") {
    const { actions = null, exhibitTypes = null } = actor.scope ?? {};
    const inLab = target.labId === undefined || target.labId === actor.labId;
    const inActions = actions === null || actions.some((each) => each === action);
    const inTypes =
      exhibitTypes === null || target.exhibitType === undefined || exhibitTypes.includes(target.exhibitType);
    return grants(ROLES.length) && inLab && inActions && inTypes;
  }
  // What is about a person and not a role: one's own report, and one's own request for one.
  if (["report.read", "report_request.read"].includes(action) && target.issuedTo === actor.id) return true;
  return actor.roles.some((role) => grants(ROLES.indexOf(role)));
}
