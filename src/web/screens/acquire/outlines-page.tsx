/** Drawing and correcting the outlines of a mark: by mouse, by keyboard, over the picture of the file. */
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Schema } from "../../api/client.ts";
import { Asked, AskedPage } from "../../app/asked.tsx";
import { useTerms } from "../../app/use-words.ts";
import { Empty, PageHead, Stack } from "../../design/parts.tsx";
import { useAcquisition, useExhibit, useOutlines } from "../../records/use-records.ts";
import { frameOf, type Shape, toShape } from "../../viewers/outline-shapes.ts";
import { OutlineDesk } from "./outline-desk.tsx";
import { OutlineHistory } from "./outline-history.tsx";
import { isDrawable, type Part, partsOf } from "./outline-parts.ts";

export function OutlinesPage() {
  const { acquisitionId = "" } = useParams();
  const found = useAcquisition(acquisitionId);
  return (
    <AskedPage query={found}>
      {({ data, tag }) => <OutlinesView found={data} tag={tag} onTakeUp={() => void found.refetch()} />}
    </AskedPage>
  );
}

interface OutlinesViewProps {
  readonly found: Schema<"Acquisition">;
  readonly tag: string;
  readonly onTakeUp: () => void;
}

function OutlinesView({ found, tag, onTakeUp }: OutlinesViewProps) {
  const { t } = useTranslation("acquire");
  const terms = useTerms();
  const outlines = useOutlines(found.id);
  const number = useExhibit(found.exhibitId).data?.data.exhibitNumber ?? "…";
  const frame = frameOf(found.inspection);
  return (
    <>
      <PageHead
        title={t("outlinesOf", { region: terms.regions[found.region], number })}
        about={t("outlinesAbout")}
        actions={<Link to={`/acquisitions/${found.id}`}>{t("back")}</Link>}
      />
      {frame === null || !isDrawable(found.region) ? (
        <Empty title={t("noOutlines")} />
      ) : (
        <Asked query={outlines}>
          {(versions) => (
            <Stack>
              <OutlineDesk
                key={versions.find(({ standing }) => standing)?.id ?? "none"}
                {...{ found, tag, onTakeUp, frame }}
                standing={shapesOf(versions, frame, partsOf(found.region))}
              />
              <OutlineHistory versions={versions} />
            </Stack>
          )}
        </Asked>
      )}
    </>
  );
}

/** What stands, as shapes; parts that cannot be drawn here are left out of what a person moves, as the API knows only drawable ones. */
function shapesOf(
  versions: readonly Schema<"OutlineVersion">[],
  frame: NonNullable<ReturnType<typeof frameOf>>,
  parts: readonly Part[],
): readonly Shape[] {
  const standing = versions.find((version) => version.standing);
  return (standing?.outlines ?? []).flatMap(({ part, rings }, at) =>
    parts.includes(part as Part)
      ? rings.map((ring, index) => toShape(`${part}-${String(at)}-${String(index)}`, part, ring, frame))
      : [],
  );
}
