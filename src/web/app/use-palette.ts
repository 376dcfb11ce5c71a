/** The colours and the size of the design for what is drawn on canvases; drawn anew when the theme changes, or the text of the page grows. */
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
  /** For what is drawn in its usual size, and enlarged as a whole. */
  readonly font: string;
  /** How much larger than usual the text of the page is, as on a 4K monitor: what is drawn grows with it. */
  readonly enlarged: number;
}

const USUAL_PIXELS = 16;

let read: { theme: string | undefined; palette: CanvasPalette } | null = null;

function readPalette(): CanvasPalette {
  const { theme } = document.documentElement.dataset;
  const style = getComputedStyle(document.documentElement);
  const enlarged = Number.parseFloat(style.fontSize) / USUAL_PIXELS;
  if (read !== null && read.theme === theme && read.palette.enlarged === enlarged) return read.palette;
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
    enlarged,
  };
  read = { theme, palette };
  return palette;
}

export function usePalette(): CanvasPalette {
  return useSyncExternalStore((listener) => {
    const observer = new MutationObserver(listener);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    // On another monitor.
    window.addEventListener("resize", listener);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", listener);
    };
  }, readPalette);
}
