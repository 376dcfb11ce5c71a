/** The exhibits of a firearm group, numbered so that hits and splits can name them. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { DataTable } from "../../design/parts.tsx";
import { useSideText } from "../../records/sides.tsx";

type Group = Schema<"FirearmGroup">;

interface MembersTableProps {
  readonly group: Group;
  /** Those that are to be split off; null: the reader splits nothing. */
  readonly chosen: readonly string[] | null;
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** 1 is the first of the list. */
export const numberOf = (group: Group, memberId: string): number =>
  group.members.findIndex((member) => member.memberId === memberId) + 1;

export function MembersTable({ group, chosen, onChoose }: MembersTableProps) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const formats = useFormats();
  const { nameOf, kindOf } = useSideText();
  const toggle = (id: string) =>
    onChoose(chosen?.includes(id) ? chosen.filter((each) => each !== id) : [...(chosen ?? []), id]);
  return (
    <DataTable caption={t("groups.members")}>
      <thead>
        <tr>
          {chosen === null ? null : <th scope="col">{t("groups.choose")}</th>}
          <th scope="col">{t("exhibit")}</th>
          <th scope="col">{terms.labels.state}</th>
          <th scope="col">{t("groups.kind")}</th>
          <th scope="col">{terms.labels.contact}</th>
          <th scope="col">{t("groups.joined")}</th>
        </tr>
      </thead>
      <tbody>
        {group.members.map(({ memberId, joinedAt, side }, at) => {
          const name = t("groups.member", { number: at + 1, name: nameOf(side) });
          return (
            <tr key={memberId}>
              {chosen === null ? null : (
                <td>
                  <input
                    type="checkbox"
                    aria-label={t("groups.chooseOne", { name })}
                    checked={chosen.includes(memberId)}
                    onChange={() => toggle(memberId)}
                  />
                </td>
              )}
              <th scope="row">
                {side.exhibitId === null ? name : <Link to={`/exhibits/${side.exhibitId}`}>{name}</Link>}
              </th>
              <td>{terms.states[side.state]}</td>
              <td>{kindOf(side)}</td>
              <td>{side.labContact}</td>
              <td>{formats.moment(joinedAt)}</td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
