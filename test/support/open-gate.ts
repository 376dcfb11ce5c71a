/** Holds back whoever waits for `passed` until `open` is called. */
export function openGate(): { open(): void; readonly passed: Promise<void> } {
  let open = () => {};
  const passed = new Promise<void>((pass) => {
    open = pass;
  });
  return { open: () => open(), passed };
}
