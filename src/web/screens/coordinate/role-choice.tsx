/** The roles that this coordinator may give: those that reach beyond a state are the region's to give. */
import { useTranslation } from "react-i18next";
import { hasRole, type Role, useSelf } from "../../app/session.tsx";
import { CheckField } from "../../design/controls.tsx";
import { Stack } from "../../design/parts.tsx";

const ROLES = [
  "lab_technician",
  "firearms_examiner",
  "verifier",
  "investigator",
  "national_coordinator",
  "regional_coordinator",
  "auditor",
] as const satisfies readonly Role[];
const REGIONAL: readonly Role[] = ["regional_coordinator", "auditor"];

interface RoleChoiceProps {
  readonly roles: readonly Role[];
  readonly onChoose: (roles: Role[]) => void;
}

export function RoleChoice({ roles, onChoose }: RoleChoiceProps) {
  const { t } = useTranslation(["people", "account"]);
  const region = hasRole(useSelf(), "regional_coordinator");
  return (
    <fieldset>
      <legend>{t("rolesOf")}</legend>
      <Stack gap={2}>
        {ROLES.filter((role) => region || !REGIONAL.includes(role)).map((role) => (
          <CheckField
            key={role}
            label={t(`account:roleNames.${role}`)}
            checked={roles.includes(role)}
            onChange={(event) =>
              onChoose(event.target.checked ? [...roles, role] : roles.filter((each) => each !== role))
            }
          />
        ))}
      </Stack>
    </fieldset>
  );
}
