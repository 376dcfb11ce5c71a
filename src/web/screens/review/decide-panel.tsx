/** What comes next for this person: one thing at a time, by the state of the linkage. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { Button } from "../../design/controls.tsx";
import { Notice, Panel, Stack } from "../../design/parts.tsx";
import type { Linkage } from "../../records/use-linkage.ts";
import { ConcludeForm, ReviewForm } from "./conclude-forms.tsx";
import { ConfirmHit } from "./confirm-hit.tsx";
import { ConsultationPanel } from "./consultation-panel.tsx";
import { findStep, type Step } from "./find-step.ts";
import { KeptWords } from "./kept-words.tsx";
import { holdsTyped } from "./typed.ts";
import { VerifyPanel } from "./verify-panel.tsx";

interface DecidePanelProps {
  readonly linkage: Linkage;
  readonly tag: string;
}

/** What the system asks of this person about the linkage, or null. */
function useAskedOfMe(linkageId: string) {
  const self = useSelf();
  const open = useAsked(
    ["verifications", "open"],
    () => ask(api.GET("/v1/verifications", { params: { query: { limit: 200 } } })),
    { enabled: hasRole(self, "firearms_examiner", "verifier") },
  );
  return open.data?.items.find((item) => item.linkageId === linkageId) ?? null;
}

/**
 * The step that the person sees. One in which they typed something stays before their eyes when somebody else moves the linkage on, until
 * they looked: a form that went away would take along what was typed in it.
 */
function useHeldStep(linkageId: string, now: Step): { step: Step; onLooked: () => void } {
  const [held, setHeld] = useState(now);
  const stays = held !== now && holdsTyped(linkageId, held);
  useEffect(() => {
    if (!stays) setHeld(now);
  }, [stays, now]);
  return { step: stays ? held : now, onLooked: () => setHeld(now) };
}

export function DecidePanel({ linkage, tag }: DecidePanelProps) {
  const { t } = useTranslation("review");
  const self = useSelf();
  const asked = useAskedOfMe(linkage.id);
  const [done, setDone] = useState(false);
  const now = findStep(self, linkage, asked);
  const { step, onLooked } = useHeldStep(linkage.id, now);
  const onDone = () => setDone(true);
  return (
    <Panel title={t(`step.${step}`)}>
      <Stack>
        {done ? (
          <Notice tone="good" live title={t("recorded")}>
            {t("recordedNext")}
          </Notice>
        ) : null}
        <StepBody {...{ step, linkage, tag, asked, onDone, onLooked }} />
        <KeptWords key={step} linkageId={linkage.id} step={step} />
        {linkage.nobodyEligible === true ? (
          <Notice tone="warn" title={t("nobodyEligible")}>
            {t("nobodyEligibleAbout")}
          </Notice>
        ) : null}
      </Stack>
    </Panel>
  );
}

interface StepBodyProps extends DecidePanelProps {
  readonly step: Step;
  readonly asked: ReturnType<typeof useAskedOfMe>;
  readonly onDone: () => void;
  readonly onLooked: () => void;
}

function StepBody({ step, linkage, tag, asked, onDone, onLooked }: StepBodyProps) {
  const { t } = useTranslation("review");
  switch (step) {
    case "review":
      return <ReviewForm {...{ linkage, tag, onDone, onLooked }} />;
    case "conclude":
      return (
        <>
          <ConcludeForm {...{ linkage, tag, onDone, onLooked }} />
          <ReviewAgain {...{ linkage, tag, onDone, onLooked }} />
        </>
      );
    case "verify":
      return asked === null ? null : <VerifyPanel {...{ linkage, tag, asked, onDone, onLooked }} />;
    case "confirm":
      return <ConfirmHit linkage={linkage} tag={tag} />;
    case "consult":
      return <ConsultationPanel {...{ linkage, tag, asked, onDone, onLooked }} />;
    case "hit":
      return (
        <p>
          {t("stepAbout.hit")}{" "}
          {linkage.hitId === null ? null : <Link to={`/hits/${linkage.hitId}`}>{t("openHit")}</Link>}
        </p>
      );
    default:
      return <p>{t(`stepAbout.${step}`)}</p>;
  }
}

/** A lead may still be reviewed from images until microscopy starts. Opened, it is the form that the digits act on. */
function ReviewAgain(props: Parameters<typeof ReviewForm>[0]) {
  const { t } = useTranslation("review");
  const [open, setOpen] = useState(false);
  if (open) return <ReviewForm {...props} />;
  return (
    <Button look="quiet" onClick={() => setOpen(true)}>
      {t("reviewAgain")}
    </Button>
  );
}
