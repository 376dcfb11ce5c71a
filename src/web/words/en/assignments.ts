export const assignments = {
  title: "Whom the system asked",
  none: "Nobody was asked yet",
  noneMeans:
    "After a first conclusion the system asks somebody else to verify it, who is not shown what was concluded.",
  part: "For what",
  who: "Person",
  nobody: "Nobody is eligible",
  standing: "Standing",
  do: "What can be done",
  standings: {
    open: "Asked until {{until}}",
    nobody: "Tried again every hour",
    answered: "Answered",
    replaced: "Somebody else was asked",
    over: "No longer asked",
  },
  renew: {
    go: "Have it assigned anew",
    title: "Have it assigned anew",
    about:
      "The system asks somebody else by its rules, and never this person for it again. Your reason is kept; coordinators and whoever is asked next read it, so say nothing of what was concluded.",
    reason: "Why somebody else should be asked",
  },
};
