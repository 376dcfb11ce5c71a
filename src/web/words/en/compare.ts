export const compare = {
  title: "Comparison",
  nothing: "Nothing to compare here",
  examineFirst: {
    title: "Describe your own exhibit first",
    body: "The comparison and the other image open once you have recorded your examination of your own exhibit. What you see first must not be led by what you compare it with.",
    go: "Examine the exhibit",
  },
};
