interface Queue {
  running: number;
  readonly waiting: (() => void)[];
}

const queues = new WeakMap<object, Queue>();

/**
 * Does `work` when fewer than `places` of the same `resource` are at it; the others wait in the order they came. For what holds a
 * whole file in memory: as many at a time as there are threads to read them, however many are sent at once.
 */
export async function takeTurn<T>(resource: object, places: number, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(resource) ?? { running: 0, waiting: [] };
  queues.set(resource, queue);
  if (queue.running < places) queue.running += 1;
  // Who ends hands over the place: it is never free while somebody waits.
  else await new Promise<void>((resolve) => queue.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next === undefined) queue.running -= 1;
    else next();
  }
}
