import { queueOptionsSymbol, type TaskQueue } from "piscina";

/** The tasks that wait for a thread: those of low priority come when no other waits; within a priority, as they came. */
export class PriorityTaskQueue implements TaskQueue {
  readonly #normal: QueuedTask[] = [];
  readonly #low: QueuedTask[] = [];

  get size(): number {
    return this.#normal.length + this.#low.length;
  }

  push(task: QueuedTask): void {
    this.#listOf(task).push(task);
  }

  unshift(task: QueuedTask): void {
    this.#listOf(task).unshift(task);
  }

  shift(): QueuedTask | null {
    return this.#normal.shift() ?? this.#low.shift() ?? null;
  }

  remove(task: QueuedTask): void {
    const list = this.#listOf(task);
    const at = list.indexOf(task);
    if (at >= 0) list.splice(at, 1);
  }

  #listOf(task: QueuedTask): QueuedTask[] {
    return task[queueOptionsSymbol] === LOW[queueOptionsSymbol] ? this.#low : this.#normal;
  }
}

type QueuedTask = Parameters<TaskQueue["push"]>[0];

/** What a task of low priority carries beside its content; it does not go to the thread. */
export const LOW = { [queueOptionsSymbol]: Object.freeze({ priority: "low" }) };
