/** Names two exhibits of the own state as a blind known pair, by the numbers that people know them by. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { refuseHere, toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { RadioGroup, SelectField, TextField } from "../../design/controls.tsx";
import { FieldRow } from "../../design/parts.tsx";
import { findOwnCase } from "../../records/find-own-case.ts";

type Source = Schema<"KnownPair">["source"];
type Truth = "sameFirearm" | "differentFirearms";

const SOURCES: readonly Source[] = ["test_fire", "simulated"];
const SIDES = ["A", "B"] as const;
type Side = (typeof SIDES)[number];

interface Draft {
  readonly caseA: string;
  readonly exhibitA: string;
  readonly caseB: string;
  readonly exhibitB: string;
  readonly truth: Truth | null;
  readonly source: Source;
}

const NOTHING: Draft = { caseA: "", exhibitA: "", caseB: "", exhibitB: "", truth: null, source: "test_fire" };

export function KnownPairDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("proficiency");
  const [draft, setDraft, forget] = useDraft("known-pair", NOTHING);
  const find = useFindExhibit();
  const seed = useAct(
    async (input: Draft & { truth: Truth }, key) => {
      const exhibitA = await find("A", input.caseA, input.exhibitA);
      const exhibitB = await find("B", input.caseB, input.exhibitB);
      const body = { exhibitA, exhibitB, sameFirearm: input.truth === "sameFirearm", source: input.source };
      return ask(api.POST("/v1/known-pairs", { body, params: { header: { "Idempotency-Key": key } } }));
    },
    {
      refresh: [["known-pairs"], ["proficiency"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refused = seed.error ? toRefusal(seed.error) : null;
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const { truth } = draft;
  return (
    <FormDialog
      title={t("name.title")}
      open
      onClose={onClose}
      go={t("name.go")}
      busy={seed.isPending}
      incomplete={truth === null || SIDES.some((side) => draft[`case${side}`] === "" || draft[`exhibit${side}`] === "")}
      onSend={() => truth !== null && seed.mutate({ ...draft, truth })}
      error={refused}
    >
      <p>{t("name.about")}</p>
      {SIDES.map((side) => (
        <FieldRow key={side}>
          <TextField
            label={t("name.case", { side })}
            required
            value={draft[`case${side}`]}
            error={refused?.of(`case${side}`)}
            onChange={(event) => set({ [`case${side}`]: event.target.value })}
          />
          <TextField
            label={t("name.exhibit", { side })}
            required
            value={draft[`exhibit${side}`]}
            error={refused?.of(`exhibit${side}`)}
            onChange={(event) => set({ [`exhibit${side}`]: event.target.value })}
          />
        </FieldRow>
      ))}
      <RadioGroup
        legend={t("name.truth")}
        name="truth"
        value={truth}
        choices={(["sameFirearm", "differentFirearms"] as const).map((value) => ({
          value,
          label: t(`truths.${value}`),
        }))}
        error={refused?.of("sameFirearm")}
        onChoose={(chosen) => set({ truth: chosen })}
      />
      <SelectField
        label={t("source")}
        value={draft.source}
        choices={SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
        error={refused?.of("source")}
        onChange={(event) => set({ source: event.target.value as Source })}
      />
    </FormDialog>
  );
}

/** Asks for the exhibit of those numbers; where there is none, a refusal of the field that says so. */
function useFindExhibit() {
  const { t } = useTranslation("proficiency");
  const self = useSelf();
  return async (side: Side, caseNumber: string, exhibitNumber: string): Promise<string> => {
    const noCase = t("name.noCase", { number: caseNumber });
    const caseId = await findOwnCase(caseNumber, self.state, noCase).catch((error: unknown) => {
      throw toRefusal(error).of("caseNumber") === undefined ? error : refuseHere(`case${side}`, noCase);
    });
    const { items } = await ask(api.GET("/v1/exhibits", { params: { query: { caseId, limit: 200 } } }));
    const found = items.find((each) => each.exhibitNumber === exhibitNumber.trim());
    if (found === undefined) throw refuseHere(`exhibit${side}`, t("name.noExhibit", { number: exhibitNumber }));
    return found.id;
  };
}
