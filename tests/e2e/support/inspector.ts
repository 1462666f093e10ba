import type { Locator, Page } from "@playwright/test";

/** The parts of the inspector that tests look at and press, by what a reader is told they are. */
export type Inspector = {
  page: Page;
  connection: Locator;
  list: Locator;
  rows: Locator;
  /** The row of one request, by its id. */
  row: (requestId: string) => Locator;
  filter: Locator;
  /** The open request. */
  detail: Locator;
  tab: (name: string) => Locator;
  /** Opens one of the open request's tabs. */
  openTab: (name: string) => Promise<void>;
  /** Shows the body of the open request in one of its views. */
  showBodyAs: (view: string) => Promise<void>;
  /** Presses an entry of the menu of the open request. */
  chooseForRequest: (entry: string) => Promise<void>;
  /** Presses an entry of the menu of the bin. */
  chooseForBin: (entry: string) => Promise<void>;
  /** The ids of the rows that are drawn, from the top. */
  drawnIds: () => Promise<string[]>;
};

/** The inspector on a page. */
export function inspectorOf(page: Page): Inspector {
  const list = page.getByRole("listbox", { name: "Requests, newest first" });
  const detail = page.getByRole("article");
  const rows = list.getByRole("option");
  const tab = (name: string) => detail.getByRole("tab", { name });
  const choose = async (menu: Locator, entry: string) => {
    await menu.click();
    await page.getByRole("menuitem", { name: entry }).click();
  };
  return {
    page,
    connection: page.locator("[data-connection]"),
    list,
    rows,
    row: (requestId) => list.locator(`[data-request-id="${requestId}"]`),
    filter: page.getByRole("textbox", { name: "Filter requests" }),
    detail,
    tab,
    openTab: (name) => tab(name).click(),
    showBodyAs: (view) => detail.getByRole("radio", { name: view, exact: true }).click(),
    chooseForRequest: (entry) =>
      choose(page.getByRole("button", { name: "More for this request" }), entry),
    chooseForBin: (entry) =>
      choose(page.getByRole("button", { name: /: switch or change$/ }), entry),
    drawnIds: () =>
      rows.evaluateAll((elements) =>
        elements
          .map((element) => ({
            id: element.getAttribute("data-request-id") ?? "",
            top: element.getBoundingClientRect().top,
          }))
          .sort((a, b) => a.top - b.top)
          .map(({ id }) => id),
      ),
  };
}
