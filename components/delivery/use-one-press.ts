import { useEffect, useRef, useState } from "react";

/** How a press ended; `ignored` when one was still under way, or the form is gone. */
export type PressResult<Answer> =
  | { state: "sent"; answer: Answer }
  | { state: "failed"; error: unknown }
  | { state: "ignored" };

/** Does one thing at a time, however often a button is pressed; ends with the component. */
export function useOnePress(): {
  sending: boolean;
  press: <Answer>(work: (signal: AbortSignal) => Promise<Answer>) => Promise<PressResult<Answer>>;
} {
  const [sending, setSending] = useState(false);
  const underWay = useRef<AbortController>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  const press = async <Answer>(
    work: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<PressResult<Answer>> => {
    if (underWay.current) return { state: "ignored" };
    const controller = new AbortController();
    underWay.current = controller;
    setSending(true);
    try {
      return { state: "sent", answer: await work(controller.signal) };
    } catch (error) {
      return controller.signal.aborted ? { state: "ignored" } : { state: "failed", error };
    } finally {
      underWay.current = null;
      setSending(false);
    }
  };
  return { sending, press };
}
