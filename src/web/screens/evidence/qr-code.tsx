/** A QR code as one path, so that it prints sharp at every size. */
import QRCode from "qrcode";
import { useMemo } from "react";

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => drawCode(text), [text]);
  // Four modules of white around it, as readers need.
  const box = `-4 -4 ${String(size + 8)} ${String(size + 8)}`;
  return (
    <svg viewBox={box} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="currentColor" />
    </svg>
  );
}

function drawCode(text: string): { size: number; path: string } {
  // Half of the damage that a scratched label may bear: level Q.
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: "Q" }).modules;
  const path = Array.from(data).flatMap((dark, i) => (dark ? [`M${i % size} ${Math.floor(i / size)}h1v1h-1z`] : []));
  return { size, path: path.join("") };
}
