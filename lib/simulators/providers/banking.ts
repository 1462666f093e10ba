import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleEvent, SampleProvider } from "#lib/simulators/provider.ts";

const ADYEN_MOCKS =
  "https://github.com/Adyen/adyen-node-api-library/blob/main/src/__mocks__/notification";
const MOLLIE: PayloadSource = {
  url: "https://docs.mollie.com/reference/payments-api-webhooks",
  licence: "public documentation",
  abridged: true,
};
const COINBASE: PayloadSource = {
  url: "https://docs.cdp.coinbase.com/commerce/docs/webhooks-fields",
  licence: "public documentation",
  abridged: true,
};
const PLAID: PayloadSource = {
  url: "https://plaid.com/docs/api/products/transactions/#webhooks",
  licence: "public documentation",
};
const XERO: PayloadSource = {
  url: "https://developer.xero.com/documentation/guides/webhooks/overview/",
  licence: "public documentation",
};
const INTUIT: PayloadSource = {
  url: "https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks",
  licence: "public documentation",
};

function adyen(id: string, label: string, file: string, item: (moment: Moment) => object) {
  return {
    id,
    topic: id.toUpperCase(),
    label,
    source: { url: `${ADYEN_MOCKS}/${file}.json`, licence: "MIT" },
    payload: (moment) => ({
      live: "false",
      notificationItems: [
        {
          NotificationRequestItem: {
            additionalData: {},
            amount: { currency: "EUR", value: 4900 },
            eventCode: id.toUpperCase(),
            eventDate: moment.iso(-1).replace(/\.\d+Z/, "+00:00"),
            merchantAccountCode: "LighthouseLabsECOM",
            paymentMethod: "visa",
            success: "true",
            ...item(moment),
          },
        },
      ],
    }),
  } satisfies SampleEvent;
}

function adyenAuthorisation(moment: Moment) {
  return {
    additionalData: {
      expiryDate: "03/2030",
      authCode: "1234",
      cardSummary: "1111",
      totalFraudScore: "10",
    },
    merchantReference: "A-10293",
    operations: ["CANCEL", "CAPTURE", "REFUND"],
    pspReference: moment.code(16, "payment"),
    reason: "1234:1111:03/2030",
  };
}

function adyenRefund(moment: Moment) {
  return {
    merchantReference: "A-10293",
    originalReference: moment.code(16, "payment"),
    pspReference: moment.code(16, "refund"),
    reason: "",
  };
}

function molliePayment(moment: Moment) {
  const id = `tr_${moment.token(22, "payment")}`;
  const site = "https://lighthouse-labs.example";
  return {
    resource: "payment",
    id,
    mode: "test",
    amount: { currency: "EUR", value: "49.00" },
    description: "Beacon Team plan",
    method: "creditcard",
    sequenceType: "oneoff",
    redirectUrl: `${site}/thanks`,
    webhookUrl: `${site}/mollie`,
    metadata: { order_id: "A-10293" },
    profileId: `pfl_${moment.token(10, "profile")}`,
    status: "paid",
    isCancelable: false,
    createdAt: moment.iso(-20).replace(/\.\d+Z/, "+00:00"),
    paidAt: moment.iso(-1).replace(/\.\d+Z/, "+00:00"),
    _links: {
      self: {
        href: `https://api.mollie.com/v2/payments/${id}`,
        type: "application/hal+json",
      },
      documentation: { href: "https://docs.mollie.com/reference/get-payment", type: "text/html" },
    },
  };
}

function coinbaseCharge(moment: Moment) {
  const local = { amount: "49.00", currency: "EUR" };
  const code = moment.code(8, "charge");
  return {
    id: Number(moment.digits(8, "delivery")),
    scheduled_for: moment.iso(-1),
    attempt_number: 1,
    event: {
      id: moment.id,
      resource: "event",
      type: "charge:confirmed",
      api_version: "2018-03-22",
      created_at: moment.iso(-1),
      data: {
        id: moment.uuid("charge"),
        code,
        name: "Beacon Team",
        description: "Deliveries for the whole team",
        hosted_url: `https://commerce.coinbase.com/charges/${code}`,
        created_at: moment.iso(-300),
        expires_at: moment.iso(3300),
        confirmed_at: moment.iso(-2),
        pricing_type: "fixed_price",
        pricing: { local },
        metadata: { order_id: "A-10293" },
        payments: [],
        timeline: [
          { status: "NEW", time: moment.iso(-300) },
          { status: "PENDING", time: moment.iso(-60) },
          { status: "COMPLETED", time: moment.iso(-2) },
        ],
      },
    },
  };
}

function plaidTransactions(moment: Moment) {
  return {
    webhook_type: "TRANSACTIONS",
    webhook_code: "SYNC_UPDATES_AVAILABLE",
    item_id: moment.token(37, "item"),
    initial_update_complete: true,
    historical_update_complete: false,
    environment: "sandbox",
  };
}

function xeroInvoice(moment: Moment) {
  const invoice = moment.uuid("invoice");
  return {
    events: [
      {
        resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${invoice}`,
        resourceId: invoice,
        eventDateUtc: moment.iso(-1).replace("Z", ""),
        eventType: "UPDATE",
        eventCategory: "INVOICE",
        tenantId: moment.uuid("tenant"),
        tenantType: "ORGANISATION",
      },
    ],
    firstEventSequence: 1,
    lastEventSequence: 1,
    entropy: moment.code(20, "entropy"),
  };
}

function intuitInvoice(moment: Moment) {
  const entity = {
    name: "Invoice",
    id: "214",
    operation: "Create",
    lastUpdated: moment.iso(-1),
  };
  return {
    eventNotifications: [
      { realmId: moment.digits(16, "realm"), dataChangeEvent: { entities: [entity] } },
    ],
  };
}

export const BANKING: readonly SampleProvider[] = [
  {
    id: "adyen",
    label: "Adyen",
    scheme: "adyen",
    format: "json",
    path: "/adyen",
    headers: () => [
      ["Content-Type", "application/json; charset=utf-8"],
      ["User-Agent", "Adyen HttpClient 1.0"],
    ],
    events: [
      adyen("authorisation", "Payment authorised", "authorisationTrue", adyenAuthorisation),
      adyen("refund", "Refund", "refundTrue", adyenRefund),
    ],
  },
  {
    id: "mollie",
    label: "Mollie",
    scheme: "mollie",
    format: "json",
    path: "/mollie",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "Mollie HTTP client/1.0"],
    ],
    events: [{ id: "payment.paid", label: "Payment paid", source: MOLLIE, payload: molliePayment }],
  },
  {
    id: "coinbase-commerce",
    label: "Coinbase Commerce",
    scheme: "coinbase-commerce",
    format: "json",
    path: "/coinbase",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "weipay-webhooks"],
    ],
    events: [
      {
        id: "charge-confirmed",
        topic: "charge:confirmed",
        label: "Charge confirmed",
        source: COINBASE,
        payload: coinbaseCharge,
      },
    ],
  },
  {
    id: "plaid",
    label: "Plaid",
    scheme: "plaid",
    format: "indented",
    path: "/plaid",
    headers: () => [
      ["Content-Type", "application/json"],
      ["Accept", "*/*"],
    ],
    events: [
      {
        id: "sync_updates_available",
        topic: "SYNC_UPDATES_AVAILABLE",
        label: "New transactions",
        source: PLAID,
        payload: plaidTransactions,
      },
    ],
  },
  {
    id: "xero",
    label: "Xero",
    scheme: "xero",
    format: "json",
    path: "/xero",
    headers: () => [["Content-Type", "application/json; charset=utf-8"]],
    events: [
      { id: "invoice-update", label: "Invoice updated", source: XERO, payload: xeroInvoice },
    ],
  },
  {
    id: "intuit",
    label: "Intuit QuickBooks",
    scheme: "intuit",
    format: "json",
    path: "/intuit",
    headers: () => [
      ["Content-Type", "application/json"],
      ["User-Agent", "intuit_notification_server/1.0"],
    ],
    events: [
      { id: "invoice-create", label: "Invoice created", source: INTUIT, payload: intuitInvoice },
    ],
  },
];
