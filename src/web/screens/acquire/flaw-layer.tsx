/** Draws over the picture what is missing, burnt out or black. */
import { useEffect, useRef } from "react";
import type { Schema } from "../../api/client.ts";
import { type FlawColours, type FlawShares, markFlaws } from "../../viewers/mark-flaws.ts";
import styles from "./acquisition-page.module.css";

interface FlawLayerProps {
  readonly acquisition: Schema<"Acquisition">;
  readonly onShares: (shares: FlawShares) => void;
}

export function FlawLayer({ acquisition, onShares }: FlawLayerProps) {
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
      const { over, shares } = markFlaws(data, width, ofHeights, readColours(canvas.current));
      context.putImageData(new ImageData(over, width, height), 0, 0);
      told.current(shares);
    };
    image.src = `/v1/acquisitions/${acquisition.id}/preview.png`;
    return () => {
      image.onload = null;
    };
  }, [acquisition.id, ofHeights]);
  return <canvas ref={canvas} className={styles.over} />;
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
