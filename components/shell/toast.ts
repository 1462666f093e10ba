/** A short message about what was just done. */
export type Toast = {
  kind: "success" | "error";
  message: string;
  /** Why, or what to do about it. */
  description?: string | undefined;
};

type Details = Pick<Toast, "description">;

const waiting: Toast[] = [];
let show: ((toast: Toast) => void) | null = null;
let callForShower: () => void = () => {};

/** Says how something went, in a corner of the page. What shows it is loaded when first needed. */
export const toast = {
  success: (message: string, details: Details = {}) =>
    say({ kind: "success", message, ...details }),
  error: (message: string, details: Details = {}) => say({ kind: "error", message, ...details }),
};

function say(next: Toast): void {
  if (show !== null) show(next);
  else {
    waiting.push(next);
    callForShower();
  }
}

/** Calls `call` when a toast has nobody to show it; returns how to stop that. */
export function onToastWaiting(call: () => void): () => void {
  callForShower = call;
  if (waiting.length > 0) call();
  return () => {
    callForShower = () => {};
  };
}

/** Gives `next` every toast, those that wait first; returns how to stop that. */
export function showToasts(next: (toast: Toast) => void): () => void {
  show = next;
  for (const toast of waiting.splice(0)) next(toast);
  return () => {
    show = null;
  };
}
