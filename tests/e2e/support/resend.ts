import { expect, type Locator, type Page } from "@playwright/test";
import type { Inspector } from "./inspector.ts";

/** The resend dialog and the deliveries of the open request. */
export type Resend = {
  dialog: Locator;
  target: Locator;
  method: Locator;
  headers: Locator;
  body: Locator;
  part: (name: "Headers" | "Body") => Locator;
  sendButton: Locator;
  /** Opens the dialog by its key and waits for it. */
  open: () => Promise<void>;
  /** Opens the dialog, sends to a target as captured, and waits until the dialog is gone. */
  sendTo: (target: string) => Promise<void>;
  /** Newest first. */
  deliveries: Locator;
};

/** What there is of resending on a page. */
export function resendOn(page: Page, inspector: Inspector): Resend {
  const dialog = page.getByRole("dialog", { name: "Resend" });
  const target = dialog.getByRole("textbox", { name: "Target URL" });
  const open = async () => {
    await expect(inspector.detail).toBeVisible();
    await page.keyboard.press("r");
    await expect(target).toBeFocused();
  };
  return {
    dialog,
    target,
    method: dialog.getByRole("textbox", { name: "Method" }),
    headers: dialog.getByRole("textbox", { name: "Headers" }),
    body: dialog.getByRole("textbox", { name: "Body" }),
    part: (name) => dialog.getByRole("tab", { name }),
    sendButton: dialog.getByRole("button", { name: "Send", exact: true }),
    open,
    async sendTo(url) {
      await open();
      await target.fill(url);
      await target.press("Enter");
      await expect(dialog).toBeHidden();
    },
    deliveries: inspector.detail.locator("[data-delivery-id]"),
  };
}
