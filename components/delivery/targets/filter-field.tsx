"use client";

import { CircleHelpIcon } from "lucide-react";
import { useId } from "react";
import { TextField } from "#components/delivery/form-fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { compileSearch } from "#lib/inspection/search-grammar.ts";

/** What can be searched for, by example. */
const EXAMPLES: readonly (readonly [text: string, meaning: string])[] = [
  ["order", "the word anywhere: method, path, query, headers, body"],
  ['"two words"', "the same with spaces"],
  ["-order", "must not hold; so does NOT order"],
  ["method:post", "the method contains it; method=POST is it"],
  ["path:/orders", "the path below the bin; query:page=2 the query"],
  ["header:X-Event=push", "a header's value; header:X-Event: it is there"],
  ["body.data.id", "the JSON body has the field"],
  ["body.amount >= 100", "also = != > < <= ; numbers compare as numbers"],
  ["body.items.*.sku:A7", "any item of a list; : asks whether it contains"],
  ["status:verified", "what the signature check said; also failed, none, …"],
];

/** The search that requests must match: what is wrong with it is shown where it is. */
export function FilterField(props: {
  id: string;
  value: string;
  onText: (text: string) => void;
  /** Of the server. */
  problem: string | undefined;
}) {
  const { id, value, onText, problem } = props;
  const search = compileSearch(value);
  const wrong = search.ok ? null : search;
  return (
    <div className="relative">
      <TextField
        id={id}
        label="Filter"
        className="font-mono"
        placeholder="everything"
        maxLength={1000}
        value={value}
        onText={onText}
        problem={wrong ? `Character ${wrong.position + 1}: ${wrong.message}.` : problem}
        hint={wrong ? <Marked text={value} position={wrong.position} /> : "All terms must hold."}
      />
      <div className="absolute -top-1.5 right-0 max-md:-top-3">
        <FilterHelp />
      </div>
    </div>
  );
}

/** The text once more, with the place that could not be read. The sentence says it to those who listen. */
function Marked({ text, position }: { text: string; position: number }) {
  return (
    <code aria-hidden="true" className="wrap-anywhere whitespace-pre-wrap font-mono">
      {text.slice(0, position)}
      <mark className="rounded-sm bg-destructive/20 px-px text-destructive underline decoration-wavy">
        {text.slice(position, position + 1).trim() || "␣"}
      </mark>
      {text.slice(position + 1)}
    </code>
  );
}

function FilterHelp() {
  const titleId = useId();
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm">
          <CircleHelpIcon /> How to write it
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-labelledby={titleId}
        className="max-h-96 w-[min(30rem,calc(100vw-2rem))] overflow-y-auto p-3"
      >
        <h3 id={titleId} className="mb-2 font-medium">
          What a filter can say
        </h3>
        <dl className="grid gap-x-4 gap-y-1.5 text-xs sm:grid-cols-[auto_minmax(0,1fr)]">
          {EXAMPLES.map(([text, meaning]) => (
            <div key={text} className="contents">
              <dt className="font-mono">{text}</dt>
              <dd className="text-muted-foreground max-sm:mb-1">{meaning}</dd>
            </div>
          ))}
        </dl>
      </PopoverContent>
    </Popover>
  );
}
