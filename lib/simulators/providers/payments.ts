import type { Moment } from "#lib/simulators/moment.ts";
import { type PayloadSource, type SampleProvider, topicOf } from "#lib/simulators/provider.ts";

const LEMON_SQUEEZY: PayloadSource = {
  url: "https://docs.lemonsqueezy.com/help/webhooks/webhook-requests",
  licence: "public documentation",
  abridged: true,
};
const SQUARE: PayloadSource = {
  url: "https://developer.squareup.com/reference/square/webhooks/payment.updated",
  licence: "public documentation",
  abridged: true,
};
const RAZORPAY: PayloadSource = {
  url: "https://razorpay.com/docs/webhooks/payloads/payments",
  licence: "public documentation",
};

const EMAIL = "ada@lighthouse-labs.example";

function lemonSqueezy(moment: Moment, event: string, data: Record<string, unknown>) {
  return {
    meta: {
      test_mode: true,
      event_name: event,
      webhook_id: moment.id,
      custom_data: { user_id: "A-10293" },
    },
    data,
  };
}

function lemonOrder(moment: Moment) {
  return lemonSqueezy(moment, "order_created", {
    type: "orders",
    id: "10293",
    attributes: {
      store_id: 1,
      customer_id: 42,
      identifier: moment.uuid("order"),
      order_number: 214,
      user_name: "Ada Ferreira",
      user_email: EMAIL,
      currency: "EUR",
      currency_rate: "1.0000",
      subtotal: 3984,
      setup_fee: 0,
      discount_total: 0,
      tax: 916,
      total: 4900,
      tax_name: "VAT",
      tax_rate: "23.00",
      tax_inclusive: true,
      status: "paid",
      status_formatted: "Paid",
      refunded: false,
      refunded_at: null,
      total_formatted: "€49.00",
      first_order_item: {
        id: 10_293,
        order_id: 10_293,
        product_id: 7,
        variant_id: 11,
        product_name: "Beacon Team",
        variant_name: "Default",
        price: 4900,
        quantity: 1,
        created_at: moment.iso(-2),
        updated_at: moment.iso(-2),
        test_mode: true,
      },
      urls: { receipt: "https://lighthouse-labs.lemonsqueezy.com/my-orders/sample" },
      created_at: moment.iso(-2),
      updated_at: moment.iso(-2),
      test_mode: true,
    },
    relationships: {},
    links: { self: "https://api.lemonsqueezy.com/v1/orders/10293" },
  });
}

function lemonSubscription(moment: Moment) {
  return lemonSqueezy(moment, "subscription_created", {
    type: "subscriptions",
    id: "512",
    attributes: {
      store_id: 1,
      customer_id: 42,
      order_id: 10_293,
      order_item_id: 10_293,
      product_id: 7,
      variant_id: 11,
      product_name: "Beacon Team",
      variant_name: "Default",
      user_name: "Ada Ferreira",
      user_email: EMAIL,
      status: "active",
      status_formatted: "Active",
      card_brand: "visa",
      card_last_four: "4242",
      pause: null,
      cancelled: false,
      trial_ends_at: null,
      billing_anchor: moment.now.getUTCDate(),
      first_subscription_item: {
        id: 1,
        subscription_id: 512,
        price_id: 9,
        quantity: 1,
        created_at: moment.iso(-2),
        updated_at: moment.iso(-2),
      },
      renews_at: moment.iso(2_592_000),
      ends_at: null,
      created_at: moment.iso(-2),
      updated_at: moment.iso(-1),
      test_mode: true,
    },
    relationships: {},
    links: { self: "https://api.lemonsqueezy.com/v1/subscriptions/512" },
  });
}

function squarePayment(moment: Moment) {
  const id = moment.token(22, "payment");
  const amount = { amount: 4900, currency: "EUR" };
  return {
    merchant_id: moment.code(13, "merchant"),
    type: "payment.updated",
    event_id: moment.id,
    created_at: moment.iso(-1),
    data: {
      type: "payment",
      id,
      object: {
        payment: {
          id,
          created_at: moment.iso(-9),
          updated_at: moment.iso(-2),
          amount_money: amount,
          status: "COMPLETED",
          delay_duration: "PT168H",
          source_type: "CARD",
          card_details: {
            status: "CAPTURED",
            card: {
              card_brand: "VISA",
              last_4: "1111",
              exp_month: 11,
              exp_year: 2030,
              fingerprint: `sq-1-${moment.token(70, "card")}`,
              card_type: "CREDIT",
              prepaid_type: "NOT_PREPAID",
              bin: "411111",
            },
            entry_method: "KEYED",
            cvv_status: "CVV_ACCEPTED",
            avs_status: "AVS_ACCEPTED",
            statement_description: "SQ *LIGHTHOUSE",
            card_payment_timeline: {
              authorized_at: moment.iso(-9),
              captured_at: moment.iso(-2),
            },
          },
          location_id: moment.code(13, "location"),
          order_id: moment.token(22, "order"),
          risk_evaluation: { created_at: moment.iso(-9), risk_level: "NORMAL" },
          total_money: amount,
          approved_money: amount,
          receipt_number: moment.token(4, "receipt"),
          delay_action: "CANCEL",
          version_token: moment.token(36, "version"),
        },
      },
    },
  };
}

function razorpayPayment(moment: Moment) {
  const card = `card_${moment.token(14, "card")}`;
  return {
    account_id: `acc_${moment.token(14, "account")}`,
    contains: ["payment"],
    created_at: moment.seconds(-1),
    entity: "event",
    event: "payment.captured",
    payload: {
      payment: {
        entity: {
          acquirer_data: { auth_code: "828553", rrn: moment.digits(12, "rrn") },
          amount: 490_000,
          amount_refunded: 0,
          amount_transferred: 0,
          bank: null,
          captured: true,
          card: {
            emi: false,
            entity: "card",
            id: card,
            iin: "411111",
            international: false,
            issuer: null,
            last4: "1111",
            name: "",
            network: "Visa",
            sub_type: "consumer",
            type: "debit",
          },
          card_id: card,
          contact: "+15555550187",
          created_at: moment.seconds(-9),
          currency: "INR",
          description: "Beacon Team plan",
          email: EMAIL,
          entity: "payment",
          error_code: null,
          error_description: null,
          error_reason: null,
          error_source: null,
          error_step: null,
          fee: 9800,
          id: `pay_${moment.token(14, "payment")}`,
          international: false,
          invoice_id: null,
          method: "card",
          notes: { order_id: "A-10293" },
          order_id: `order_${moment.token(14, "order")}`,
          refund_status: null,
          status: "captured",
          tax: 1496,
          vpa: null,
          wallet: null,
        },
      },
    },
  };
}

export const PAYMENTS: readonly SampleProvider[] = [
  {
    id: "lemonsqueezy",
    label: "Lemon Squeezy",
    scheme: "lemonsqueezy",
    format: "php",
    path: "/lemonsqueezy",
    headers: (_, event) => [
      ["Content-Type", "application/json"],
      ["User-Agent", "LemonSqueezy-Hookshot"],
      ["X-Event-Name", topicOf(event)],
    ],
    events: [
      { id: "order_created", label: "Order created", source: LEMON_SQUEEZY, payload: lemonOrder },
      {
        id: "subscription_created",
        label: "Subscription created",
        source: LEMON_SQUEEZY,
        payload: lemonSubscription,
      },
    ],
  },
  {
    id: "square",
    label: "Square",
    scheme: "square",
    format: "json",
    path: "/square",
    headers: (moment) => [
      ["Content-Type", "application/json"],
      ["User-Agent", "Square Connect v2"],
      ["square-environment", "Sandbox"],
      ["square-initial-delivery-timestamp", moment.iso()],
    ],
    events: [
      { id: "payment.updated", label: "Payment completed", source: SQUARE, payload: squarePayment },
    ],
  },
  {
    id: "razorpay",
    label: "Razorpay",
    scheme: "razorpay",
    format: "json",
    path: "/razorpay",
    headers: (moment) => [
      ["Content-Type", "application/json"],
      ["User-Agent", "Razorpay-Webhook/v1"],
      ["X-Razorpay-Event-Id", moment.token(14, "event")],
    ],
    events: [
      {
        id: "payment.captured",
        label: "Payment captured",
        source: RAZORPAY,
        payload: razorpayPayment,
      },
    ],
  },
];
