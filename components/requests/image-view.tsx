"use client";

import { useEffect, useState } from "react";
import { detectImageType } from "#lib/inspection/image-type.ts";
import type { BodyBytes } from "./use-body-bytes.ts";

/** A captured image, shown as nothing but an image: by its first bytes, from a blob. */
export function ImageView({ bytes, name }: { bytes: BodyBytes; name: string }) {
  const [url, setUrl] = useState<string | null>(null);
  const [size, setSize] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    const type = detectImageType(bytes);
    if (type === null) return;
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    setBroken(false);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);

  if (broken) {
    return (
      <p className="p-4 text-muted-foreground">
        The browser can't draw this image; it may be cut off. Its bytes are under Hex.
      </p>
    );
  }
  return (
    <figure className="flex h-full min-h-0 flex-col items-center justify-center gap-2 overflow-auto p-4">
      {url === null ? null : (
        <img
          src={url}
          alt={`Captured: ${name}`}
          decoding="async"
          className="max-h-[60vh] max-w-full rounded-sm border object-contain"
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setSize(`${naturalWidth} × ${naturalHeight}`)
          }
          onError={() => setBroken(true)}
        />
      )}
      <figcaption className="text-muted-foreground text-xs">{size ?? " "}</figcaption>
    </figure>
  );
}
