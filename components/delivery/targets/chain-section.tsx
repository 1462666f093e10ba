"use client";

import { ChoiceField, LinesField, TextField } from "#components/delivery/form-fields.tsx";
import { chainProblem, MAX_CHAIN_LINKS } from "#lib/delivery/chain-links.ts";
import { ChainDrawing } from "./chain-drawing.tsx";
import { type ChainTarget, chainFrom } from "./chains.ts";
import { FormSection } from "./form-section.tsx";
import type { ChainDraft, TargetDraft } from "./target-draft.ts";
import type { SectionProps } from "./target-form.tsx";

const NONE = "none";

/** Where the answer of this target goes on to. */
export function ChainSection({ id, target, draft, change, problems, others }: SectionProps) {
  const { chain } = draft;
  const written = chainTargetOf(target?.id ?? "new", draft);
  const all = [written, ...others];
  const problem =
    problems.chain ?? (chain === null ? undefined : problemWords(chainProblem(linksOf(all))));
  const next = others.find((other) => other.id === chain?.targetId);
  const set = (changes: Partial<ChainDraft>) => {
    if (chain) change({ chain: { ...chain, ...changes } });
  };
  const choose = (targetId: string) => {
    if (targetId === NONE) return change({ chain: null });
    const body = chain?.body ?? "response";
    const rest = { url: chain?.url ?? "", headers: chain?.headers ?? "" };
    change({ chain: { targetId, body, ...rest, bodyTemplate: chain?.bodyTemplate ?? "" } });
  };
  return (
    <FormSection
      title="Chain"
      summary={
        next === undefined ? "its answer goes nowhere" : `its answer goes on to ${next.name}`
      }
      hasProblem={problem !== undefined}
    >
      <ChoiceField
        id={`${id}-chain`}
        label="When it succeeds, send on to"
        value={chain?.targetId ?? NONE}
        onValue={choose}
        choices={[[NONE, "Nothing"], ...others.map((other) => [other.id, other.name] as const)]}
        problem={problem}
        hint={
          others.length === 0
            ? "Save another target first."
            : `A chain has at most ${MAX_CHAIN_LINKS} links.`
        }
      />
      {chain === null ? null : (
        <>
          <ChainDrawing label="The chain from here" steps={chainFrom(written, all)}>
            {({ name }) => <span className="wrap-anywhere line-clamp-2">{name}</span>}
          </ChainDrawing>
          <ChoiceField
            id={`${id}-chain-body`}
            label="With"
            value={chain.body}
            onValue={(body) => set({ body })}
            choices={[
              ["response", "the body that this target answered"],
              ["original", "the body that was captured"],
            ]}
          />
          <TextField
            id={`${id}-chain-url`}
            label="URL instead of its own"
            className="font-mono"
            placeholder="https://example.com/orders/{{response.body.id}}"
            value={chain.url}
            onText={(url) => set({ url })}
          />
          <LinesField
            id={`${id}-chain-headers`}
            label="Headers to add"
            placeholder="X-Status: {{response.status}}"
            value={chain.headers}
            onText={(headers) => set({ headers })}
          />
          <LinesField
            id={`${id}-chain-template`}
            label="Body instead"
            placeholder={'{"order": "{{response.body.id}}"}'}
            value={chain.bodyTemplate}
            onText={(bodyTemplate) => set({ bodyTemplate })}
            hint="Mustache, without code: response.status, response.body, response.text, response.headers, request.body, request.headers."
          />
        </>
      )}
    </FormSection>
  );
}

/** The target as it will be when it is saved. */
function chainTargetOf(id: string, { name, chain }: TargetDraft): ChainTarget {
  return {
    id,
    name: name.trim() === "" ? "This target" : name,
    chain: chain && {
      targetId: chain.targetId,
      body: chain.body,
      template: {
        url: chain.url.trim() === "" ? null : chain.url,
        headers: [],
        body: chain.bodyTemplate === "" ? null : chain.bodyTemplate,
      },
    },
  };
}

function linksOf(targets: readonly ChainTarget[]): Map<string, string | undefined> {
  return new Map(targets.map(({ id, chain }) => [id, chain?.targetId]));
}

function problemWords(problem: string | null): string | undefined {
  return problem === null ? undefined : `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
}
