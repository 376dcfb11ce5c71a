/** Draws over the picture what is missing, burnt out or black. */
import { useEffect, useRef } from "react";
import type { Schema } from "../../api/client.ts";
import { type FlawColours, type FlawShares, markFlaws } from "../../viewers/mark-flaws.ts";
import type { Frame } from "../../viewers/outline-shapes.ts";
import styles from "./acquisition-page.module.css";

interface FlawLayerProps {
  readonly acquisition: Schema<"Acquisition">;
  /** Of the mark, as an SVG path in the frame's units; null: all of the picture is looked at. */
  readonly mark: string | null;
  readonly frame: Frame | null;
  readonly onShares: (shares: FlawShares) => void;
}

export function FlawLayer({ acquisition, mark, frame, onShares }: FlawLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const told = useRef(onShares);
  told.current = onShares;
  const ofHeights = acquisition.format === "X3P";
  useEffect(() => {
    const image = new Image();
    image.onload = () => {
      if (canvas.current === null) return;
      const { naturalWidth: width, naturalHeight: height } = image;
      canvas.current.width = width;
      canvas.current.height = height;
      const context = canvas.current.getContext("2d", { willReadFrequently: true });
      if (context === null) return;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const within = mark === null || frame === null ? null : fillMark(mark, frame, width, height);
      const { over, shares } = markFlaws(data, width, ofHeights, readColours(canvas.current), within);
      context.putImageData(new ImageData(over, width, height), 0, 0);
      told.current(shares);
    };
    image.src = `/v1/acquisitions/${acquisition.id}/preview.png`;
    return () => {
      image.onload = null;
    };
  }, [acquisition.id, ofHeights, mark, frame]);
  return <canvas ref={canvas} className={styles.over} />;
}

/** The pixels of the mark, by the last of their four bytes. */
function fillMark(mark: string, frame: Frame, width: number, height: number): Uint8ClampedArray | null {
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (context === null) return null;
  context.scale(width / (2 * frame.halfWidth), height / (2 * frame.halfHeight));
  context.translate(frame.halfWidth, frame.halfHeight);
  context.fill(new Path2D(mark), "evenodd");
  return context.getImageData(0, 0, width, height).data;
}

/** Of the palette of the theme, as the styles of this page name them. */
function readColours(element: Element): FlawColours {
  const style = getComputedStyle(element);
  const read = (name: string): readonly [number, number, number] => {
    const hex = style.getPropertyValue(name).trim().replace("#", "");
    const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) || 0;
    return [part(0), part(2), part(4)];
  };
  return { missing: read("--urgent"), white: read("--mark-b"), black: read("--mark-a") };
}
