import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

const MOCKS =
  "https://github.com/PaddleHQ/paddle-node-sdk/blob/main/src/__tests__/mocks/notifications";

function source(file: string): PayloadSource {
  return { url: `${MOCKS}/${file}.mock.ts`, licence: "Apache-2.0", abridged: true };
}

/** Paddle's ids: a prefix and a ULID. */
function paddleId(moment: Moment, prefix: string, salt = prefix): string {
  return `${prefix}_01${moment.code(24, salt).toLowerCase()}`;
}

function envelope(moment: Moment, type: string, data: Record<string, unknown>) {
  return {
    event_id: paddleId(moment, "evt"),
    event_type: type,
    occurred_at: moment.iso(-1),
    notification_id: paddleId(moment, "ntf"),
    data,
  };
}

function price(moment: Moment) {
  return {
    id: paddleId(moment, "pri"),
    status: "active",
    quantity: { maximum: 999, minimum: 1 },
    tax_mode: "account_setting",
    product_id: paddleId(moment, "pro"),
    unit_price: { amount: "4900", currency_code: "EUR" },
    description: "Monthly (per seat)",
    name: "Monthly (per seat)",
    trial_period: null,
    billing_cycle: { interval: "month", frequency: 1 },
    unit_price_overrides: [],
    type: "standard",
    custom_data: null,
  };
}

function product(moment: Moment) {
  return {
    id: paddleId(moment, "pro"),
    name: "Beacon Team",
    status: "active",
    image_url: null,
    description: "Deliveries for the whole team",
    tax_category: "standard",
    type: "standard",
    custom_data: null,
    created_at: moment.iso(-7_776_000),
  };
}

const TOTALS = { tax: "916", total: "4900", discount: "0", subtotal: "3984" };
const GRAND_TOTALS = {
  fee: "295",
  ...TOTALS,
  credit: "0",
  credit_to_balance: "0",
  balance: "0",
  earnings: "3689",
  grand_total: "4900",
  grand_total_tax: "916",
  currency_code: "EUR",
};

function transactionCompleted(moment: Moment) {
  const id = paddleId(moment, "txn");
  return envelope(moment, "transaction.completed", {
    id,
    items: [{ price: price(moment), quantity: 1 }],
    origin: "web",
    status: "completed",
    details: {
      totals: GRAND_TOTALS,
      line_items: [
        {
          id: paddleId(moment, "txnitm"),
          totals: TOTALS,
          product: product(moment),
          price_id: paddleId(moment, "pri"),
          quantity: 1,
          tax_rate: "0.23",
          unit_totals: TOTALS,
        },
      ],
      payout_totals: { ...GRAND_TOTALS, exchange_rate: "1", fee_rate: "0.05" },
      tax_rates_used: [{ totals: TOTALS, tax_rate: "0.23" }],
    },
    checkout: { url: `https://lighthouse-labs.example/pay?_ptxn=${id}` },
    payments: [
      {
        amount: "4900",
        status: "captured",
        created_at: moment.iso(-8),
        error_code: null,
        captured_at: moment.iso(-2),
        method_details: {
          card: {
            type: "visa",
            last4: "4242",
            expiry_year: 2030,
            expiry_month: 12,
            cardholder_name: "Ada Ferreira",
          },
          type: "card",
        },
        payment_attempt_id: moment.uuid("attempt"),
        stored_payment_method_id: moment.uuid("method"),
      },
    ],
    billed_at: moment.iso(-2),
    address_id: paddleId(moment, "add"),
    created_at: moment.iso(-90),
    invoice_id: paddleId(moment, "inv"),
    updated_at: moment.iso(-1),
    business_id: null,
    custom_data: { order_id: "A-10293" },
    customer_id: paddleId(moment, "ctm"),
    discount_id: null,
    currency_code: "EUR",
    billing_period: { starts_at: moment.iso(-2), ends_at: moment.iso(2_592_000) },
    invoice_number: "325-10566",
    billing_details: null,
    collection_mode: "automatic",
    subscription_id: paddleId(moment, "sub"),
  });
}

function subscriptionCreated(moment: Moment) {
  const period = { starts_at: moment.iso(-2), ends_at: moment.iso(2_592_000) };
  return envelope(moment, "subscription.created", {
    id: paddleId(moment, "sub"),
    items: [
      {
        price: price(moment),
        product: product(moment),
        status: "active",
        quantity: 1,
        recurring: true,
        created_at: moment.iso(-1),
        updated_at: moment.iso(-1),
        trial_dates: null,
        next_billed_at: period.ends_at,
        previously_billed_at: period.starts_at,
      },
    ],
    status: "active",
    discount: null,
    paused_at: null,
    address_id: paddleId(moment, "add"),
    created_at: moment.iso(-1),
    started_at: moment.iso(-2),
    updated_at: moment.iso(-1),
    business_id: null,
    canceled_at: null,
    custom_data: null,
    customer_id: paddleId(moment, "ctm"),
    billing_cycle: { interval: "month", frequency: 1 },
    currency_code: "EUR",
    next_billed_at: period.ends_at,
    transaction_id: paddleId(moment, "txn"),
    billing_details: null,
    collection_mode: "automatic",
    first_billed_at: period.starts_at,
    scheduled_change: null,
    current_billing_period: period,
  });
}

export const PADDLE_SAMPLES: SampleProvider = {
  id: "paddle",
  label: "Paddle",
  scheme: "paddle",
  format: "json",
  path: "/paddle",
  headers: () => [
    ["Content-Type", "application/json"],
    ["User-Agent", "Paddle"],
    ["Paddle-Version", "1"],
  ],
  events: [
    {
      id: "transaction.completed",
      label: "Transaction completed",
      source: source("transaction-completed"),
      payload: transactionCompleted,
    },
    {
      id: "subscription.created",
      label: "Subscription created",
      source: source("subscription-created"),
      payload: subscriptionCreated,
    },
  ],
};
