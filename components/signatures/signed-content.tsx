import { memo } from "react";
import { CopyButton } from "#components/shell/copy-button.tsx";
import { formatBytes, formatCount } from "#lib/format.ts";
import type { SignedPart } from "#lib/signatures/schema.ts";
import { type ContentPiece, contentPieces, describeContent, excerpt } from "./content-pieces.ts";
import { TabSection } from "./tab-section.tsx";

const HEAD_CHARS = 3000;
const TAIL_CHARS = 600;
const PART_NAMES: Record<string, string> = {
  body: "Body",
  timestamp: "Timestamp",
  url: "URL",
  method: "Method",
  literal: "Fixed text",
};

type SignedContentProps = {
  parts: readonly SignedPart[];
  /** The parts hold the first 64 KiB only. */
  truncated: boolean;
  bodyBytes: number;
};

/**
 * What the signature is computed over, part by part, with nothing in it hidden. Memoised: the pane
 * is drawn again with every batch of arrivals.
 */
export const SignedContent = memo(SignedContentParts);

function SignedContentParts({ parts, truncated, bodyBytes }: SignedContentProps) {
  const content = parts.map((part) => part.text).join("");
  return (
    <TabSection
      title="Signed content"
      action={
        <CopyButton
          variant="ghost"
          size="sm"
          text={content}
          label={
            truncated ? "Copy the first 64 KiB of the signed content" : "Copy the signed content"
          }
        >
          Copy
        </CopyButton>
      }
    >
      <p className="max-w-prose text-muted-foreground empty:hidden">
        {parts.length > 1 ? "These parts joined, with nothing between them. " : null}
        {truncated
          ? `Here and in Copy it ends after 64 KiB; the body has ${formatBytes(bodyBytes)}. `
          : null}
        {content.includes("\uFFFD") ? "Bytes that fit no character show as �." : null}
      </p>
      <dl className="flex flex-col divide-y rounded-md border bg-card">
        {parts.map((part, at) => (
          <Part key={at} {...part} isWhole={!truncated} />
        ))}
      </dl>
    </TabSection>
  );
}

function Part({ name, text, isWhole }: SignedPart & { isWhole: boolean }) {
  const { head, omittedChars, tail } = excerpt(text, HEAD_CHARS, TAIL_CHARS);
  return (
    <div className="grid gap-x-3 gap-y-1 px-3 py-1.5 @lg:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="wrap-anywhere text-muted-foreground">{PART_NAMES[name] ?? name}</dt>
      <dd className="flex min-w-0 flex-col gap-1">
        <code className="wrap-anywhere whitespace-pre-wrap font-mono">
          <Pieces pieces={contentPieces(head, isWhole && omittedChars === 0)} />
          {omittedChars === 0 ? null : (
            <span className="my-1 block font-sans text-muted-foreground text-xs">
              … {formatCount(omittedChars, "character")} not shown …
            </span>
          )}
          <Pieces pieces={contentPieces(tail, isWhole)} />
        </code>
        {name === "body" ? (
          <span className="text-muted-foreground text-xs">{describeContent(text, isWhole)}</span>
        ) : null}
      </dd>
    </div>
  );
}

function Pieces({ pieces }: { pieces: readonly ContentPiece[] }) {
  return pieces.map((piece, at) =>
    piece.kind === "text" ? (
      piece.text
    ) : (
      <span key={at}>
        <span
          title={piece.name}
          // Every line end read aloud would drown the content: the words below tell them.
          aria-hidden={piece.kind === "blank"}
          className={
            piece.kind === "blank"
              ? "mx-px select-none rounded-[2px] bg-muted px-0.5 text-[0.75em] text-muted-foreground"
              : "mx-px select-none rounded-[2px] bg-warning/20 px-0.5 text-[0.85em] text-warning"
          }
        >
          {piece.label}
        </span>
        {piece.text === "\n" ? "\n" : null}
      </span>
    ),
  );
}
