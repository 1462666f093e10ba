"use client";

import { SwitchField } from "#components/delivery/form-fields.tsx";
import { FilterField } from "./filter-field.tsx";
import type { SectionProps } from "./target-form.tsx";

/** Which requests go to the target by themselves. */
export function RuleFields({ id, draft, change, problems }: SectionProps) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium">Which requests</legend>
      <SwitchField
        id={`${id}-forward`}
        label="Send new requests on automatically"
        checked={draft.forward}
        onChecked={(forward) => change({ forward })}
        hint={
          draft.forward ? undefined : "Only what is sent by hand or by a chain goes to this target."
        }
      />
      {draft.forward ? (
        <>
          <FilterField
            id={`${id}-filter`}
            value={draft.filter}
            onText={(filter) => change({ filter })}
            problem={problems.filter}
          />
          <SwitchField
            id={`${id}-onlyVerified`}
            label="Only verified requests"
            checked={draft.onlyVerified}
            onChecked={(onlyVerified) => change({ onlyVerified })}
            hint="Those whose signature the bin has checked and found right."
          />
          <SwitchField
            id={`${id}-deliverOnce`}
            label="Each event once"
            checked={draft.deliverOnce}
            onChecked={(deliverOnce) => change({ deliverOnce })}
            hint="An event that its provider sent again is not sent on again."
          />
        </>
      ) : null}
    </fieldset>
  );
}
