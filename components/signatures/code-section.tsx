"use client";

import { useMemo, useState } from "react";
import { CodeView } from "#components/requests/code-view.tsx";
import { bytesFromBase64 } from "#components/requests/request-address.ts";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { ToggleGroup, ToggleGroupItem } from "#components/ui/toggle-group.tsx";
import type { SignatureSetting } from "#lib/bins/schema.ts";
import type { CapturedRequest } from "#lib/requests/schema.ts";
import { CODE_LANGUAGES } from "#lib/signatures/code-samples/code-sample.ts";
import { type CodeRecipe, codeRecipe } from "#lib/signatures/code-samples/recipe.ts";
import { rememberedLanguage, rememberLanguage } from "./remembered-language.ts";
import { asSigned } from "./signature-owner.ts";
import { TabSection } from "./tab-section.tsx";

type CodeSectionProps = {
  request: CapturedRequest;
  captureUrl: string;
  setting: SignatureSetting;
};

/** A program that checks this very request, in the reader's language. */
export function CodeSection({ request, captureUrl, setting }: CodeSectionProps) {
  const { scheme, options } = setting;
  const result = useMemo(
    () =>
      request.bodyBase64 === null
        ? null
        : codeRecipe(
            scheme,
            options,
            asSigned(request, captureUrl, bytesFromBase64(request.bodyBase64)),
          ),
    [request, captureUrl, scheme, options],
  );
  if (result?.ok) return <Sample recipe={result.recipe} />;
  return (
    <TabSection title="Code that checks this request">
      <p className="max-w-prose text-muted-foreground">
        {result?.message ?? "The body is too large to stand inside a program."}
      </p>
    </TabSection>
  );
}

function Sample({ recipe }: { recipe: CodeRecipe }) {
  const [chosen, setChosen] = useState(rememberedLanguage);
  const language = CODE_LANGUAGES.find(({ id }) => id === chosen) ?? CODE_LANGUAGES[0];
  const code = useMemo(() => language.write(recipe), [language, recipe]);
  const command = `WEBHOOK_SECRET='…' ${language.run}`;
  return (
    <TabSection
      title="Code that checks this request"
      action={
        <CopyButton variant="ghost" size="sm" text={code} label={`Copy the ${language.label} code`}>
          Copy
        </CopyButton>
      }
    >
      <ToggleGroup
        type="single"
        aria-label="Language"
        value={language.id}
        onValueChange={(id) => id !== "" && setChosen(rememberLanguage(id))}
        className="max-w-full flex-wrap"
      >
        {CODE_LANGUAGES.map(({ id, label }) => (
          <ToggleGroupItem key={id} value={id}>
            {label}
          </ToggleGroupItem>
        ))}
      </ToggleGroup>
      <div className="flex h-96 resize-y overflow-hidden rounded-md border bg-card">
        <CodeView text={code} language={null} label={`${language.label} code`} query="" />
      </div>
      <p className="text-muted-foreground">
        Saved as <code className="font-mono">{language.filename}</code>, it runs with{" "}
        <code className="wrap-anywhere font-mono">{command}</code>. It needs nothing that does not
        come with {language.label}; the secret is not in it.
      </p>
    </TabSection>
  );
}
