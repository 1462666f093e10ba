"use client";

import { type KeyboardEvent, useState } from "react";
import { EditDialog } from "#components/shell/edit-dialog.tsx";
import { toast } from "#components/shell/toast.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { BinDetail } from "#lib/bins/schema.ts";
import type { ProviderSummary } from "#lib/simulators/schema.ts";
import { EventPicker } from "./event-picker.tsx";
import { changedParts, draftOf, type SampleDraft } from "./sample-draft.ts";
import { SampleForm } from "./sample-form.tsx";
import { useProviders } from "./use-providers.ts";
import { useSamplePreview } from "./use-sample-preview.ts";

type SendSampleDialogProps = {
  bin: Pick<BinDetail, "id" | "signature">;
  onClose: () => void;
  onSent: () => void;
  returnFocusTo: string;
};

const DIALOG_ID = "send-sample-dialog";
const FIRST_PROVIDER = "github";

/** Sends a provider's request, signed, to this bin or to a server of the user's. */
export function SendSampleDialog(props: SendSampleDialogProps) {
  const { bin, onClose, returnFocusTo } = props;
  const providers = useProviders();
  const [isChanged, setChanged] = useState(false);
  return (
    <EditDialog
      id={DIALOG_ID}
      title="Signed sample"
      description="A request as the provider would send it now, signed and sent through the capture URL."
      isChanged={isChanged}
      onClose={onClose}
      returnFocusTo={returnFocusTo}
      onKeyDown={submitOnControlEnter}
    >
      {(close) =>
        providers.state === "ready" ? (
          <ChosenSample
            {...props}
            providers={providers.value}
            firstProvider={providerOf(providers.value, bin.signature?.scheme)}
            onChanged={setChanged}
            onCancel={close}
          />
        ) : (
          <NotYet problem={providers.state === "failed" ? providers.message : null} />
        )
      }
    </EditDialog>
  );
}

/** From anywhere in the dialog, but not from what lies over it. */
function submitOnControlEnter(event: KeyboardEvent<HTMLElement>): void {
  const { currentTarget, target } = event;
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  if (!(target instanceof Node) || !currentTarget.contains(target)) return;
  event.preventDefault();
  currentTarget.querySelector("form")?.requestSubmit();
}

/** The provider whose signatures the bin checks, so that the sample will be right. */
function providerOf(providers: ProviderSummary[], scheme: string | undefined): ProviderSummary {
  const found =
    providers.find((provider) => provider.scheme === scheme) ??
    providers.find((provider) => provider.id === FIRST_PROVIDER);
  return found ?? { id: FIRST_PROVIDER, label: "GitHub", scheme: "", breakages: [], events: [] };
}

function ChosenSample(
  props: SendSampleDialogProps & {
    providers: ProviderSummary[];
    firstProvider: ProviderSummary;
    onChanged: (isChanged: boolean) => void;
    onCancel: () => void;
  },
) {
  const { bin, providers, firstProvider, onChanged, onCancel, onClose, onSent } = props;
  const [provider, setProvider] = useState(firstProvider);
  const [event, setEvent] = useState(firstProvider.events[0]?.id ?? "");
  const preview = useSamplePreview(bin.id, provider.id, event);
  const [edited, setEdited] = useState<{ of: string; draft: SampleDraft } | null>(null);

  const choose = (next: ProviderSummary, eventId: string) => {
    setProvider(next);
    setEvent(eventId);
    setEdited(null);
    onChanged(false);
  };
  const built = preview.state === "ready" ? draftOf(preview.value.request) : null;
  const draft = preview.state === "ready" && edited?.of === preview.value.id ? edited.draft : built;
  return (
    <>
      <EventPicker providers={providers} provider={provider} event={event} onChoose={choose} />
      {preview.state === "ready" && draft && built ? (
        <SampleForm
          binId={bin.id}
          provider={provider.id}
          event={event}
          breakages={provider.breakages}
          preview={preview.value}
          draft={draft}
          onDraft={(next) => {
            setEdited({ of: preview.value.id, draft: next });
            onChanged(Object.values(changedParts(next, built)).includes(true));
          }}
          onCancel={onCancel}
          onSent={({ message, deliveryIds }) => {
            toast.success(message, {
              description:
                deliveryIds.length > 0
                  ? "It is on its way to your URL: see Deliveries of the request."
                  : undefined,
            });
            onClose();
            onSent();
          }}
        />
      ) : (
        <NotYet problem={preview.state === "failed" ? preview.message : null} />
      )}
    </>
  );
}

function NotYet({ problem }: { problem: string | null }) {
  if (problem !== null) {
    return (
      <p role="alert" className="text-destructive">
        {problem}
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-64 w-full" />
      <Skeleton className="h-9 w-full" />
    </div>
  );
}
