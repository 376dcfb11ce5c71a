/** A small picture of an acquisition; its place where there is none. */
import { useState } from "react";
import type { Schema } from "../api/client.ts";
import styles from "./records.module.css";
import { useMay } from "./use-may.ts";

export function Thumb({ of }: { readonly of: Schema<"Acquisition"> }) {
  const may = useMay();
  const [broken, setBroken] = useState(false);
  if (!of.hasPreview || !may.seeImages || broken) return <span className={styles.thumb} aria-hidden="true" />;
  return (
    // What it shows stands in words beside it.
    <img
      className={styles.thumb}
      src={`/v1/acquisitions/${of.id}/preview.png?side=128`}
      alt=""
      loading="lazy"
      onError={() => setBroken(true)}
    />
  );
}
