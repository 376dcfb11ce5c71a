/** Who may do what with the own state's evidence (src/domain/permission-grants.ts); the API holds everybody to it. */
import { hasRole, type Self, useSelf } from "../app/session.tsx";

/** Enters and corrects cases and exhibits, records custody, times and firearms. */
const enters = (self: Self) => hasRole(self, "lab_technician", "firearms_examiner");

export function useMay(ownerState?: string) {
  const self = useSelf();
  const own = ownerState === undefined || ownerState === self.state;
  return {
    enter: own && enters(self),
    remove: own && hasRole(self, "national_coordinator"),
    acquire: own && hasRole(self, "lab_technician"),
    outline: own && enters(self),
    trace: own && hasRole(self, "firearms_examiner", "investigator", "national_coordinator"),
    indicate: own && hasRole(self, "firearms_examiner", "investigator", "national_coordinator"),
    seeImages: hasRole(self, "lab_technician", "firearms_examiner", "verifier"),
    seeExaminations: hasRole(self, "firearms_examiner", "verifier", "national_coordinator", "auditor"),
    seeCandidates: hasRole(self, "firearms_examiner", "verifier", "national_coordinator"),
  };
}
