import type { Moment } from "#lib/simulators/moment.ts";
import {
  type PayloadSource,
  type SampleEvent,
  type SampleProvider,
  topicOf,
} from "#lib/simulators/provider.ts";

const CONTENTFUL: PayloadSource = {
  url: "https://www.contentful.com/developers/docs/webhooks/headers/",
  licence: "public documentation",
  abridged: true,
};
const SANITY: PayloadSource = {
  url: "https://www.sanity.io/docs/content-lake/webhooks",
  licence: "public documentation",
};
const NOTION: PayloadSource = {
  url: "https://developers.notion.com/reference/webhooks-events-delivery",
  licence: "public documentation",
};
const FIGMA: PayloadSource = {
  url: "https://developers.figma.com/docs/rest-api/webhooks-events/",
  licence: "public documentation",
};

const link = (linkType: string, id: string) => ({ sys: { type: "Link", linkType, id } });

function contentfulSys(moment: Moment, type: string) {
  return {
    type,
    id: moment.token(22, type),
    space: link("Space", moment.token(12, "space").toLowerCase()),
    environment: link("Environment", "master"),
    revision: 3,
    createdAt: moment.iso(-86_400),
    updatedAt: moment.iso(-1),
    publishedCounter: 3,
    createdBy: link("User", moment.token(22, "user")),
  };
}

function contentfulEntry(moment: Moment) {
  return {
    metadata: { tags: [], concepts: [] },
    sys: { ...contentfulSys(moment, "Entry"), contentType: link("ContentType", "article") },
    fields: {
      title: { "en-US": "How a lantern survives a storm" },
      slug: { "en-US": "how-a-lantern-survives-a-storm" },
      body: { "en-US": "Oil, glass – and patience." },
    },
  };
}

function contentfulAsset(moment: Moment) {
  const path = `${moment.token(12, "space").toLowerCase()}/${moment.token(22, "Asset")}`;
  return {
    metadata: { tags: [], concepts: [] },
    sys: contentfulSys(moment, "Asset"),
    fields: {
      title: { "en-US": "Lantern" },
      file: {
        "en-US": {
          url: `//images.ctfassets.net/${path}/${moment.hex(32)}/lantern.jpg`,
          details: { size: 81_204, image: { width: 1200, height: 800 } },
          fileName: "lantern.jpg",
          contentType: "image/jpeg",
        },
      },
    },
  };
}

function sanityDocument(moment: Moment) {
  return {
    _id: moment.uuid("document"),
    _type: "article",
    _rev: moment.token(22, "revision"),
    _createdAt: moment.iso(-86_400),
    _updatedAt: moment.iso(-1),
    title: "How a lantern survives a storm",
    slug: { _type: "slug", current: "how-a-lantern-survives-a-storm" },
  };
}

function notion(moment: Moment, type: string, entity: string, data: Record<string, unknown>) {
  return {
    id: moment.id,
    timestamp: moment.iso(-1),
    workspace_id: moment.uuid("workspace"),
    workspace_name: "Lighthouse Labs",
    subscription_id: moment.uuid("subscription"),
    integration_id: moment.uuid("integration"),
    type,
    authors: [{ id: moment.uuid("author"), type: "person" }],
    accessible_by: [{ id: moment.uuid("author"), type: "person" }],
    attempt_number: 1,
    entity: { id: moment.uuid(entity), type: entity },
    data,
    api_version: "2025-09-03",
  };
}

function notionPage(moment: Moment) {
  return notion(moment, "page.content_updated", "page", {
    updated_blocks: [{ id: moment.uuid("block"), type: "block" }],
    parent: { id: moment.uuid("space"), type: "space" },
  });
}

function notionComment(moment: Moment) {
  return notion(moment, "comment.created", "comment", {
    page_id: moment.uuid("page"),
    parent: { id: moment.uuid("page"), type: "page" },
  });
}

function figma(
  id: string,
  label: string,
  more: (moment: Moment) => Record<string, unknown>,
): SampleEvent {
  return {
    id: id.toLowerCase(),
    topic: id,
    label,
    source: FIGMA,
    payload: (moment) => ({
      event_type: id,
      file_key: moment.token(22, "file"),
      file_name: "Beacon – screens",
      passcode: "",
      timestamp: moment.iso(-1),
      webhook_id: moment.digits(6, "webhook"),
      ...more(moment),
    }),
  };
}

function figmaComment(moment: Moment) {
  const person = {
    id: moment.digits(18, "user"),
    handle: "Mira Okafor",
    img_url: "https://www.figma.com/api/img/sample",
  };
  return {
    comment: [{ text: "Can the lamp be a little warmer?" }],
    comment_id: moment.digits(9, "comment"),
    created_at: moment.iso(-1),
    mentions: [],
    order_id: "1",
    parent_id: "",
    resolved_at: "",
    triggered_by: person,
    retries: 0,
  };
}

export const CONTENT: readonly SampleProvider[] = [
  {
    id: "contentful",
    label: "Contentful",
    scheme: "contentful",
    format: "json",
    path: "/contentful",
    headers: (moment, event) => [
      ["Content-Type", "application/vnd.contentful.management.v1+json"],
      ["X-Contentful-Topic", topicOf(event)],
      ["X-Contentful-Webhook-Name", "Sample"],
      ["X-Contentful-Idempotency-Key", moment.hex(64, "idempotency")],
    ],
    events: [
      {
        id: "entry.publish",
        topic: "ContentManagement.Entry.publish",
        label: "Entry published",
        source: CONTENTFUL,
        payload: contentfulEntry,
      },
      {
        id: "asset.publish",
        topic: "ContentManagement.Asset.publish",
        label: "Asset published",
        source: CONTENTFUL,
        payload: contentfulAsset,
      },
    ],
  },
  {
    id: "sanity",
    label: "Sanity",
    scheme: "sanity",
    format: "json",
    path: "/sanity",
    headers: (moment, event) => [
      ["Content-Type", "application/json"],
      ["idempotency-key", moment.token(22, "idempotency")],
      ["sanity-dataset", "production"],
      ["sanity-operation", topicOf(event)],
      ["sanity-project-id", moment.token(8, "project").toLowerCase()],
      ["sanity-transaction-id", moment.token(22, "transaction")],
      ["sanity-webhook-id", moment.token(16, "webhook")],
    ],
    events: [{ id: "update", label: "Document updated", source: SANITY, payload: sanityDocument }],
  },
  {
    id: "notion",
    label: "Notion",
    scheme: "notion",
    format: "json",
    path: "/notion",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "notion-api"],
    ],
    events: [
      {
        id: "page.content_updated",
        label: "Page edited",
        source: NOTION,
        payload: notionPage,
      },
      { id: "comment.created", label: "Comment created", source: NOTION, payload: notionComment },
    ],
  },
  {
    id: "figma",
    label: "Figma",
    scheme: "figma",
    format: "json",
    path: "/figma",
    headers: () => [
      ["Content-Type", "application/json"],
      ["Accept", "application/json"],
    ],
    events: [
      figma("FILE_UPDATE", "File updated", () => ({ retries: 0 })),
      figma("FILE_COMMENT", "File commented", figmaComment),
    ],
  },
];
