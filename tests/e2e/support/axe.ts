import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Scans what the page shows now: nothing that axe calls serious or critical, by all its rules in the
 * light theme and by those about colors in the dark one, as nothing else differs. `within` names the
 * parts of a page that is too long to be scanned whole.
 */
export async function expectAccessible(
  page: Page,
  where: string,
  within: string[] = ["html"],
): Promise<void> {
  const scan = () => within.reduce((axe, selector) => axe.include(selector), scanner(page));
  await expectNoViolations(page, "light", scan(), where);
  await expectNoViolations(page, "dark", scan().withRules(["color-contrast"]), where);
}

/** Without frames there is no need for the page of its own in which axe joins their results. */
const scanner = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

async function expectNoViolations(
  page: Page,
  theme: "light" | "dark",
  axe: AxeBuilder,
  where: string,
): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${theme}\\b`));
  const { violations } = await axe.analyze();
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
    }));
  expect(found, `${where}, ${theme}`).toEqual([]);
}
