/** Looks again and again, with a pause after each look, until told to stop or until a look says that nothing is left. */
export interface Looking {
  /** Resolves when the running look is over. */
  stop(): Promise<void>;
}

/** `look` returns the milliseconds until the next one, null for never again; it does not throw. No pause keeps the process alive. */
export function startLooking(look: () => Promise<number | null>): Looking {
  let stopped = false;
  let wake = () => {};
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (!stopped) {
      const pause = await look();
      if (pause === null) return;
      if (!stopped) await rest(pause);
    }
  }

  const running = run();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
