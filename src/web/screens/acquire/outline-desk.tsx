/** The picture with its shapes, the list of them beside it, and their saving. */
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Refusal, toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { Button, TextArea } from "../../design/controls.tsx";
import { Notice, Panel, Stack } from "../../design/parts.tsx";
import { type Frame, type Shape, toRing } from "../../viewers/outline-shapes.ts";
import { OutlineCanvas } from "./outline-canvas.tsx";
import { type NewOutlines, PART_OF_REGION, type Part, partsOf } from "./outline-parts.ts";
import styles from "./outlines-page.module.css";
import { ShapeList } from "./shape-list.tsx";
import { useShapes } from "./use-shapes.ts";

interface OutlineDeskProps {
  readonly found: Schema<"Acquisition">;
  readonly tag: string;
  readonly frame: Frame;
  readonly standing: readonly Shape[];
  /** Reads anew how the acquisition stands. */
  readonly onTakeUp: () => void;
}

export function OutlineDesk({ found, tag, frame, standing, onTakeUp }: OutlineDeskProps) {
  const { t } = useTranslation("acquire");
  const navigate = useNavigate();
  const parts = partsOf(found.region);
  const compared = PART_OF_REGION[found.region] ?? "BreechFace";
  const shapes = useShapes(`outlines.${found.id}`, standing, frame);
  const [reason, setReason, forgetReason] = useDraft(`outlines.${found.id}.reason`, "");
  const add = (kind: Shape["kind"]) => {
    const lacks = !shapes.shapes.some(({ part }) => part === compared);
    shapes.add(kind, lacks ? compared : "Damage");
  };
  const save = useAct(
    ({ body, seen }: { body: NewOutlines; seen: string }, key) => {
      const header = { "If-Match": seen, "Idempotency-Key": key };
      const params = { path: { acquisitionId: found.id }, header };
      return ask(api.POST("/v1/acquisitions/{acquisitionId}/outlines", { params, body }));
    },
    {
      refresh: [["acquisitions"]],
      onDone: () => {
        shapes.forget();
        forgetReason();
        void navigate(`/acquisitions/${found.id}`);
      },
    },
  );
  useShortcuts([
    { key: "c", does: t("keys.circle"), act: () => add("circle") },
    { key: "p", does: t("keys.polygon"), act: () => add("polygon") },
    { key: "z", does: t("keys.undo"), act: shapes.undo },
  ]);
  const drawn = shapes.shapes.some(({ part }) => part === compared);
  const moved = save.error instanceof Refusal && save.error.code === "PRECONDITION_FAILED";
  return (
    <form
      className={styles.desk}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: { outlines: toOutlines(shapes.shapes, frame), reason }, seen: tag });
      }}
    >
      <Panel flush>
        <OutlineCanvas acquisition={found} frame={frame} shapes={shapes} />
      </Panel>
      <Stack>
        <Panel title={t("shapes")}>
          <ShapeList shapes={shapes} parts={parts} onAdd={add} />
        </Panel>
        <Panel>
          <Stack>
            {drawn ? null : <Notice tone="warn">{t("needed", { part: t(`parts.${compared}`) })}</Notice>}
            <TextArea
              label={t("reason")}
              hint={t("reasonHint")}
              required
              value={reason}
              error={save.error ? toRefusal(save.error).of("reason") : undefined}
              onChange={(event) => setReason(event.target.value)}
            />
            {moved ? (
              <Notice tone="warn" live title={t("changedTitle")}>
                <p>{t("changedText")}</p>
                <Button
                  onClick={() => {
                    save.reset();
                    onTakeUp();
                  }}
                >
                  {t("takeUp")}
                </Button>
              </Notice>
            ) : save.error ? (
              <RefusalNotice error={save.error} />
            ) : null}
            <Button type="submit" look="primary" disabled={!drawn} busy={save.isPending}>
              {t("saveOutlines")}
            </Button>
            <small className={styles.soft}>{t("saveMeans")}</small>
          </Stack>
        </Panel>
      </Stack>
    </form>
  );
}

/** The API's outlines: the rings of each part together. */
function toOutlines(shapes: readonly Shape[], frame: Frame): NewOutlines["outlines"] {
  const parts = [...new Set(shapes.map(({ part }) => part as Part))];
  const ringsOf = (part: Part) =>
    shapes.filter((shape) => shape.part === part).map((shape) => [...toRing(shape, frame)]);
  return parts.map((part) => ({ part, rings: ringsOf(part) }));
}
