/** Near vectors are sought by a plan of that moment: by which index depends on the settings of the transaction and on how many there are. */
export const isPlannedAnew = (text: string): boolean => text.includes("<=>");
