"use client";

import { Button } from "#components/ui/button.tsx";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { SwitchField } from "./form-fields.tsx";
import type { ResignWish } from "./resend-draft.ts";

/** Whether to sign anew; refused for what had not verified, until the reader insists. */
export function ResignField(props: {
  id: string;
  request: Pick<CapturedRequest, "verification">;
  wish: ResignWish;
  onWish: (wish: ResignWish) => void;
  /** Why the server has refused. */
  problem: string | undefined;
  onInsist: () => void;
}) {
  const { id, request, wish, onWish, problem, onInsist } = props;
  const status = request.verification?.status;
  const isGenuine = status === "verified" || status === "authenticated";
  const doubt = status === undefined ? "was not checked" : "did not verify";
  const hint = isGenuine
    ? "With the target's secret or the bin's, and the time of now."
    : `Its signature ${doubt}: signed anew, the request would look genuine.`;
  return (
    <div className="flex flex-col gap-2">
      <SwitchField
        id={id}
        label="Sign anew"
        checked={wish !== "off"}
        onChecked={(checked) => onWish(checked ? "on" : "off")}
        hint={wish === "force" ? `Signed although its signature ${doubt}.` : hint}
      />
      {problem === undefined ? null : (
        <div className="flex flex-wrap items-center gap-2 rounded-md border border-warning/40 bg-warning/10 p-2.5">
          <p role="alert" className="min-w-0 flex-1 basis-60">
            {problem}
          </p>
          <Button
            id={`${id}-insist`}
            variant="outline"
            size="sm"
            className="scroll-mb-24"
            onClick={onInsist}
          >
            Sign it anyway
          </Button>
        </div>
      )}
    </div>
  );
}
