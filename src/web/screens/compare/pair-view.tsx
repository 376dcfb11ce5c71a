/** One pair of marks of a linkage: under the microscope, with what the comparison found of it. */
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { Contained } from "../../app/contained.tsx";
import { Said } from "../../app/said.tsx";
import { useLengths } from "../../app/use-lengths.ts";
import { useTerms } from "../../app/use-words.ts";
import { Notice } from "../../design/parts.tsx";
import { ToolGroup } from "../../design/tool-group.tsx";
import { ReceivedImages } from "../../records/image/received-images.tsx";
import { prepareToDraw } from "../../viewers/pick-renderer.ts";
import styles from "./compare.module.css";
import { LandProfiles } from "./land-profiles.tsx";
import { Microscope } from "./microscope.tsx";
import { type MarkPair, type PairEvidence, useEvidence, useMarks } from "./use-marks.ts";

type Candidate = Schema<"LinkageDetail">["candidates"][number];
type Side = Schema<"CandidateEvidence">["sides"][number];

interface PairProps {
  readonly linkageId: string;
  readonly verified: boolean;
  readonly candidate: Candidate;
}

export function PairView({ linkageId, verified, candidate }: PairProps) {
  const { t } = useTranslation("compare");
  if (candidate.comparable === null) return <Notice tone="note" title={t("notCompared")} />;
  if (!candidate.comparable)
    return (
      <Notice tone="note" title={t("notComparable")}>
        <Said of={candidate.reasonSaid} />
      </Notice>
    );
  const failed = (
    <Notice tone="warn" live title={t("broken.title")}>
      {t("broken.body")}
    </Notice>
  );
  return (
    <Contained key={candidate.id} failed={failed}>
      <ComparedPair {...{ linkageId, verified, candidate }} />
    </Contained>
  );
}

function ComparedPair({ linkageId, verified, candidate }: PairProps) {
  const marks = useMarks(candidate.id);
  useEffect(() => {
    // After the questions are sent.
    const soon = setTimeout(prepareToDraw);
    return () => clearTimeout(soon);
  }, []);
  const { evidence, found } = useEvidence(candidate.id);
  return (
    <Asked query={evidence} lines={6}>
      {({ sides, comparisons, acquisitionA, acquisitionB }) => (
        <Asked query={marks.first} lines={6}>
          {() =>
            marks.pair === null ? null : (
              <ShownPair
                acquisitions={[acquisitionA, acquisitionB]}
                {...{ linkageId, verified, candidate, sides, comparisons, found }}
                pair={marks.pair}
                coarse={!marks.fine && !marks.full.isError}
              />
            )
          }
        </Asked>
      )}
    </Asked>
  );
}

interface ShownPairProps extends PairProps {
  readonly acquisitions: readonly [string, string];
  readonly comparisons: Schema<"CandidateEvidence">["comparisons"];
  readonly sides: readonly Side[];
  readonly found: PairEvidence;
  readonly pair: MarkPair;
  readonly coarse: boolean;
}

function ShownPair(props: ShownPairProps) {
  const { linkageId, verified, candidate, acquisitions, sides, comparisons, found, pair, coarse } = props;
  const { t } = useTranslation("compare");
  const terms = useTerms();
  const lengths = useLengths(pair.scaleKnown);
  const nameOf = (letter: string, side: Side | undefined) =>
    [letter, side && terms.states[side.state], side?.caseFacts?.caseNumber, side?.caseFacts?.exhibitNumber]
      .filter(Boolean)
      .join(" · ");
  const [nameA, nameB] = [nameOf("A", sides[0]), nameOf("B", sides[1])];
  const names = useMemo(() => ({ a: nameA, b: nameB }), [nameA, nameB]);
  const [received, setReceived] = useState(false);
  const hasImage = pair.a.kind === "reflectance" || pair.b.kind === "reflectance";
  const choice = hasImage ? (
    <div className={styles.choice}>
      <ShownChoice {...{ received }} onChoose={setReceived} />
    </div>
  ) : null;
  if (received) {
    const images = [
      { acquisitionId: acquisitions[0], name: nameA },
      { acquisitionId: acquisitions[1], name: nameB },
    ];
    return (
      <>
        {choice}
        <ReceivedImages images={images} />
      </>
    );
  }
  return (
    <>
      {choice}
      {pair.scaleKnown ? null : <Notice tone="warn">{t("scaleUnknown")}</Notice>}
      <Microscope
        pair={pair}
        evidence={found}
        on={{ linkageId, candidateId: candidate.id, comparisonId: pair.comparisonId, comparisons, verified }}
        names={names}
        fileName={`${terms.regions[candidate.region]} ${candidate.id}.png`}
        coarse={coarse}
      />
      {pair.profiles === null ? null : (
        <LandProfiles profiles={pair.profiles} segments={found.segments} {...{ lengths, names }} />
      )}
    </>
  );
}

interface ShownChoiceProps {
  readonly received: boolean;
  readonly onChoose: (received: boolean) => void;
}

/** What was compared, or what it was made of. */
function ShownChoice({ received, onChoose }: ShownChoiceProps) {
  const { t } = useTranslation("image");
  return (
    <ToolGroup
      name={t("how")}
      value={received ? "received" : "prepared"}
      choices={(["prepared", "received"] as const).map((value) => ({ value, label: t(value) }))}
      onChoose={(value) => onChoose(value === "received")}
    />
  );
}
