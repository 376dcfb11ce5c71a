/** For the few statements whose plan needs a value and not a parameter: text as a literal of SQL. */
export function writeLiteral(text: string): string {
  if (text.includes("\0")) throw new Error("A literal of SQL holds no NUL.");
  return `${text.includes("\\") ? " E" : ""}'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
