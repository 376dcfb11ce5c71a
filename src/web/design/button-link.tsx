/** A way to another page that stands among buttons and looks as they do. */
import { Link, type LinkProps } from "react-router";
import styles from "./controls.module.css";

interface ButtonLinkProps extends LinkProps {
  readonly look?: "primary" | "plain";
}

export function ButtonLink({ look = "plain", ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={`${styles.button} ${styles.link} ${styles[look]}`} />;
}
