/** Buttons and fields. Each field has its label, its hint and what is wrong with it tied to it for every reader of the page. */
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type SyntheticEvent,
  use,
  useId,
  useLayoutEffect,
} from "react";
import styles from "./controls.module.css";

type ButtonProps = ComponentProps<"button"> & {
  /** One `primary` a view: what comes next. `danger` for what cannot be taken back. */
  readonly look?: "primary" | "plain" | "quiet" | "danger";
  readonly busy?: boolean;
};

/** While busy it stays where it is, with the focus, says so, and cannot be pressed twice. */
export function Button({ look = "plain", busy = false, type = "button", className, children, ...rest }: ButtonProps) {
  const names = [styles.button, styles[look], className].filter(Boolean).join(" ");
  const once = busy ? { onClick: stop, "aria-disabled": true } : {};
  return (
    <button {...rest} {...once} type={type} className={names} aria-busy={busy}>
      {children}
    </button>
  );
}

/** Of a form too: it is sent by a press of its button, be it by the Enter key in a field. */
const stop = (event: SyntheticEvent) => event.preventDefault();

interface Described {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong, in words; undefined: nothing. */
  readonly error?: Fault | undefined;
}

/** In the reader's language, or with the one that it is in. */
export type Fault = string | { readonly text: string; readonly lang?: string };

/** Hears what fields say beside themselves, so that their form need not say it again; gives how to take it back. */
export const SaidAtFields = createContext<((error: string) => () => void) | null>(null);

function FieldError({ id, fault }: { readonly id?: string; readonly fault: Fault }) {
  const say = use(SaidAtFields);
  const { text, lang } = typeof fault === "string" ? { text: fault, lang: undefined } : fault;
  useLayoutEffect(() => say?.(text), [say, text]);
  return (
    <div id={id} className={styles.error} role="alert" lang={lang}>
      {text}
    </div>
  );
}

interface FieldFrameProps extends Described {
  readonly id: string;
  readonly required?: boolean | undefined;
  readonly children: ReactNode;
}

function FieldFrame({ id, label, hint, error, required, children }: FieldFrameProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {children}
      {hint ? (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      ) : null}
      {error ? <FieldError id={`${id}-error`} fault={error} /> : null}
    </div>
  );
}

function describeBy(id: string, { hint, error }: Described) {
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((each) => each !== null);
  return { "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined, "aria-invalid": error ? true : undefined };
}

/** Browsers take days of six-digit years, of which neither the API nor their own Date makes anything. */
const LAST_DAY: Readonly<Record<string, string>> = { date: "9999-12-31", "datetime-local": "9999-12-31T23:59" };

export function TextField({ label, hint, error, ...rest }: Described & ComponentProps<"input">) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <FieldFrame {...{ id, label, hint, error }} required={rest.required}>
      <input
        max={LAST_DAY[rest.type ?? ""]}
        {...rest}
        id={id}
        className={styles.input}
        {...describeBy(id, { label, hint, error })}
      />
    </FieldFrame>
  );
}

export function TextArea({ label, hint, error, rows = 3, ...rest }: Described & ComponentProps<"textarea">) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <FieldFrame {...{ id, label, hint, error }} required={rest.required}>
      <textarea {...rest} id={id} rows={rows} className={styles.input} {...describeBy(id, { label, hint, error })} />
    </FieldFrame>
  );
}

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

type SelectProps = Described & ComponentProps<"select"> & { readonly choices: readonly Choice[] };

export function SelectField({ label, hint, error, choices, ...rest }: SelectProps) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <FieldFrame {...{ id, label, hint, error }} required={rest.required}>
      <select {...rest} id={id} className={styles.input} {...describeBy(id, { label, hint, error })}>
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A text with a list of what is known; any other text may be typed. */
export function SuggestField({
  choices,
  ...rest
}: Parameters<typeof TextField>[0] & { readonly choices: readonly Choice[] }) {
  const list = useId();
  return (
    <>
      <TextField {...rest} list={list} autoComplete="off" />
      <datalist id={list}>
        {choices.map(({ value, label }) => (
          <option key={`${value}/${label}`} value={value} label={label} />
        ))}
      </datalist>
    </>
  );
}

export function CheckField({ label, hint, error, ...rest }: Described & Omit<ComponentProps<"input">, "type">) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <div className={styles.check}>
      <input {...rest} type="checkbox" id={id} {...describeBy(id, { label, hint, error })} />
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      ) : null}
      {error ? <FieldError id={`${id}-error`} fault={error} /> : null}
    </div>
  );
}

/** One of a few, all in sight. */
export function RadioGroup<Value extends string>({
  legend,
  name,
  value,
  choices,
  onChoose,
  error,
}: {
  readonly legend: string;
  readonly name: string;
  readonly value: Value | null;
  readonly choices: readonly (Choice<Value> & { readonly hint?: string })[];
  readonly onChoose: (value: Value) => void;
  readonly error?: Fault | undefined;
}) {
  return (
    <fieldset className={styles.radios} aria-invalid={error ? true : undefined}>
      <legend className={styles.label}>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.radio}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChoose(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint ? <span className={styles.hint}>{choice.hint}</span> : null}
          </span>
        </label>
      ))}
      {error ? <FieldError fault={error} /> : null}
    </fieldset>
  );
}
