/** The bar over the marks: how both are shown, how each is drawn, what the hand does. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/controls.tsx";
import { Key } from "../../design/parts.tsx";
import { ToolGroup, ToolSwitch } from "../../design/tool-group.tsx";
import { type Layout, type Look, lock, set, type Tool } from "../../viewers/microscope-state.ts";
import styles from "./compare.module.css";
import type { UsedMicroscope } from "./use-microscope.ts";

const LAYOUTS = { side: undefined, split: "s", blend: "b", difference: "d", flicker: "f" } as const;
const LOOKS = { relief: undefined, height: "h", grey: undefined } as const;
const TOOLS = { move: undefined, light: "l", align: "a", measure: "m", profile: "p", annotate: "t" } as const;

interface ToolsProps {
  readonly used: UsedMicroscope;
  /** Pictures have no relief to light. */
  readonly lit: boolean;
  readonly hasCells: boolean;
  readonly onSave: () => void;
}

export function MicroscopeTools({ used: { store, state, microscope }, lit, hasCells, onSave }: ToolsProps) {
  const { t } = useTranslation("compare");
  const keysOf = <Name extends string>(keys: Readonly<Record<Name, string | undefined>>) =>
    Object.entries(keys) as [Name, string | undefined][];
  return (
    <div className={styles.tools} role="toolbar" aria-label={t("tool")}>
      <ToolGroup
        name={t("layout")}
        value={state.layout}
        choices={keysOf<Layout>(LAYOUTS).map(([value, key]) => ({
          value,
          label: t(`layouts.${value}`),
          shortcut: key,
        }))}
        onChoose={(layout) => store.change(set({ layout, held: false }))}
      />
      {lit ? (
        <ToolGroup
          name={t("look")}
          value={state.look}
          choices={keysOf<Look>(LOOKS).map(([value, key]) => ({ value, label: t(`looks.${value}`), shortcut: key }))}
          onChoose={(look) => store.change(set({ look }))}
          // A difference is of the heights themselves, however each mark is drawn.
          disabled={state.layout === "difference"}
        />
      ) : null}
      <ToolGroup
        name={t("tool")}
        value={state.tool}
        choices={keysOf<Tool>(TOOLS)
          .filter(([value]) => lit || value !== "light")
          .map(([value, key]) => ({ value, label: t(`tools.${value}`), shortcut: key }))}
        onChoose={(tool) => store.change(set({ tool, start: null }))}
      />
      <div className={styles.switches}>
        {hasCells ? (
          <ToolSwitch
            label={t("cells.short")}
            on={state.cells}
            shortcut="c"
            onToggle={() => store.change(set({ cells: !state.cells }))}
          />
        ) : null}
        {state.layout === "side" ? (
          <ToolSwitch label={t("lock")} on={state.locked} shortcut="k" onToggle={() => store.change(lock)} />
        ) : null}
        <Button look="quiet" onClick={() => microscope.current?.showWhole()}>
          {t("fit")} <Key>0</Key>
        </Button>
        <Button look="quiet" onClick={onSave}>
          {t("save")} <Key>w</Key>
        </Button>
      </div>
    </div>
  );
}
