/** The colours of the design for what is drawn on canvases; drawn anew when the theme changes. */
import { useSyncExternalStore } from "react";

export interface CanvasPalette {
  readonly ink: string;
  readonly inkSoft: string;
  readonly ground: string;
  readonly line: string;
  readonly a: string;
  readonly b: string;
  readonly accentSoft: string;
  readonly chosen: string;
  readonly backdrop: string;
  readonly onStage: string;
  readonly font: string;
}

let read: { theme: string | undefined; palette: CanvasPalette } | null = null;

function readPalette(): CanvasPalette {
  const { theme } = document.documentElement.dataset;
  if (read !== null && read.theme === theme) return read.palette;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const palette = {
    ink: token("--ink"),
    inkSoft: token("--ink-soft"),
    ground: token("--surface"),
    line: token("--line"),
    a: token("--mark-a"),
    b: token("--mark-b"),
    accentSoft: token("--accent-soft"),
    chosen: token("--chosen"),
    backdrop: token("--stage"),
    onStage: token("--on-stage"),
    font: `600 12px ${token("--font")}`,
  };
  read = { theme, palette };
  return palette;
}

export function usePalette(): CanvasPalette {
  return useSyncExternalStore((listener) => {
    const observer = new MutationObserver(listener);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, readPalette);
}
