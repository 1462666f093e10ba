import { expect, test } from "vitest";
import { matchProviders } from "#components/simulators/match-provider.ts";
import { listProviders } from "#lib/simulators/catalogue.ts";

const PROVIDERS = listProviders();
const found = (search: string) =>
  matchProviders(PROVIDERS, search).map(({ provider, event }) =>
    event ? `${provider.id}: ${event.id}` : provider.id,
  );

test("nothing typed finds everything, in the list's order", () => {
  expect(found("")).toEqual(PROVIDERS.map(({ id }) => id));
  expect(found("  ")).toHaveLength(PROVIDERS.length);
});

test("names that begin so come first, then those that have it, then events", () => {
  expect(found("GIT")).toEqual(["gitea", "github", "gitlab"]);
  expect(found("hub")).toEqual(["hubspot", "github"]);
  expect(found("slash")).toEqual(["discord: application_command", "slack: slash-command"]);
});

test("events are found by what the provider calls them", () => {
  expect(found("orders/create")).toEqual(["shopify: orders-create"]);
  expect(found("no such thing")).toEqual([]);
});
