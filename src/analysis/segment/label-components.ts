/** One 4-connected region of marked points. */
export interface Component {
  readonly label: number;
  readonly count: number;
  readonly touchesBorder: boolean;
  readonly centreX: number;
  readonly centreY: number;
}

/** Labels the 4-connected regions of points marked 1; labels start at 1, other points keep 0. */
export function labelComponents(
  marked: Uint8Array,
  width: number,
  height: number,
): { labels: Int32Array; components: Component[] } {
  const labels = new Int32Array(marked.length);
  const stack = new Int32Array(marked.length);
  const components: Component[] = [];
  for (let start = 0; start < marked.length; start++) {
    if (marked[start] === 0 || labels[start] !== 0) continue;
    const label = components.length + 1;
    let top = 0;
    let count = 0;
    let sumX = 0;
    let sumY = 0;
    let touchesBorder = false;
    labels[start] = label;
    stack[top++] = start;
    while (top > 0) {
      const at = stack[--top];
      const x = at % width;
      const y = (at - x) / width;
      count++;
      sumX += x;
      sumY += y;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) touchesBorder = true;
      const visit = (next: number): void => {
        if (marked[next] === 0 || labels[next] !== 0) return;
        labels[next] = label;
        stack[top++] = next;
      };
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    components.push({ label, count, touchesBorder, centreX: sumX / count, centreY: sumY / count });
  }
  return { labels, components };
}
