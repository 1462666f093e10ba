import type { Moment } from "#lib/simulators/moment.ts";
import type { PayloadSource, SampleProvider } from "#lib/simulators/provider.ts";

const CALENDLY: PayloadSource = {
  url: "https://developer.calendly.com/api-docs/c1ddc06ce1f1a-invitee-payload",
  licence: "public documentation",
};
const CALCOM: PayloadSource = {
  url: "https://cal.com/docs/developing/guides/automation/webhooks",
  licence: "public documentation",
  abridged: true,
};

const GUEST = { name: "Ada Ferreira", email: "ada@lighthouse-labs.example" };
const HOST = { name: "Mira Okafor", email: "mira@lighthouse-labs.example" };

const START = 259_200;

function calendly(moment: Moment, event: string, canceled: boolean) {
  const api = "https://api.calendly.com";
  const user = `${api}/users/${moment.code(16, "user")}`;
  const scheduled = `${api}/scheduled_events/${moment.uuid("event")}`;
  const invitee = `${scheduled}/invitees/${moment.uuid("invitee")}`;
  const cancellation = {
    canceled_by: GUEST.name,
    reason: "Something came up",
    canceler_type: "invitee",
    created_at: moment.iso(-1),
  };
  return {
    created_at: moment.iso(-1),
    created_by: user,
    event,
    payload: {
      cancel_url: `https://calendly.com/cancellations/${moment.uuid("invitee")}`,
      ...(canceled ? { cancellation } : {}),
      created_at: moment.iso(canceled ? -3600 : -1),
      email: GUEST.email,
      event: scheduled,
      first_name: null,
      invitee_scheduled_by: null,
      last_name: null,
      name: GUEST.name,
      new_invitee: null,
      no_show: null,
      old_invitee: null,
      payment: null,
      questions_and_answers: [
        { answer: "Deliveries that fail", position: 0, question: "What is it about?" },
      ],
      reconfirmation: null,
      reschedule_url: `https://calendly.com/reschedulings/${moment.uuid("invitee")}`,
      rescheduled: false,
      routing_form_submission: null,
      scheduled_event: {
        created_at: moment.iso(canceled ? -3600 : -1),
        end_time: moment.iso(START + 1800),
        event_guests: [],
        event_memberships: [{ user, user_email: HOST.email, user_name: HOST.name }],
        event_type: `${api}/event_types/${moment.code(16, "type")}`,
        invitees_counter: { total: 1, active: canceled ? 0 : 1, limit: 1 },
        location: { location: null, type: "custom" },
        meeting_notes_html: null,
        meeting_notes_plain: null,
        name: "30 minutes",
        start_time: moment.iso(START),
        status: canceled ? "canceled" : "active",
        updated_at: moment.iso(-1),
        uri: scheduled,
      },
      scheduling_method: null,
      status: canceled ? "canceled" : "active",
      text_reminder_number: null,
      timezone: "Europe/Lisbon",
      tracking: {
        utm_campaign: null,
        utm_source: null,
        utm_medium: null,
        utm_content: null,
        utm_term: null,
        salesforce_uuid: null,
      },
      updated_at: moment.iso(-1),
      uri: invitee,
    },
  };
}

function calcom(moment: Moment, trigger: string, more: Record<string, unknown>) {
  const language = { locale: "en" };
  const answer = (label: string, value: unknown) => ({ label, value, isHidden: false });
  return {
    triggerEvent: trigger,
    createdAt: moment.iso(-1),
    payload: {
      bookerUrl: "https://app.cal.com",
      type: "30min",
      title: `30 min between ${HOST.name} and ${GUEST.name}`,
      startTime: moment.iso(START),
      endTime: moment.iso(START + 1800),
      additionalNotes: "",
      description: "",
      customInputs: {},
      userFieldsResponses: {},
      responses: {
        name: answer("your_name", GUEST.name),
        email: answer("email_address", GUEST.email),
        location: answer("location", { optionValue: "", value: "integrations:daily" }),
        guests: answer("additional_guests", []),
      },
      organizer: {
        id: 5,
        ...HOST,
        username: "mira",
        timeZone: "Europe/Lisbon",
        language,
        timeFormat: "HH:mm",
        utcOffset: 0,
      },
      attendees: [{ ...GUEST, timeZone: "Europe/Lisbon", language, utcOffset: 0 }],
      location: "integrations:daily",
      destinationCalendar: [],
      hideCalendarNotes: false,
      requiresConfirmation: false,
      eventTypeId: 7,
      uid: moment.token(22, "booking"),
      bookingId: 214,
      iCalUID: `${moment.token(22, "booking")}@Cal.com`,
      metadata: { videoCallUrl: `https://app.cal.com/video/${moment.token(22, "booking")}` },
      eventTitle: "30 min",
      length: 30,
      ...more,
    },
  };
}

export const CALENDARS: readonly SampleProvider[] = [
  {
    id: "calendly",
    label: "Calendly",
    scheme: "calendly",
    format: "json",
    path: "/calendly",
    headers: () => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json"],
      ["User-Agent", "Calendly"],
    ],
    events: [
      {
        id: "invitee.created",
        label: "Invitee created",
        source: CALENDLY,
        payload: (moment) => calendly(moment, "invitee.created", false),
      },
      {
        id: "invitee.canceled",
        label: "Invitee canceled",
        source: CALENDLY,
        payload: (moment) => calendly(moment, "invitee.canceled", true),
      },
    ],
  },
  {
    id: "calcom",
    label: "Cal.com",
    scheme: "calcom",
    format: "json",
    path: "/calcom",
    headers: () => [
      ["Accept", "*/*"],
      ["Content-Type", "application/json"],
      ["User-Agent", "node"],
    ],
    events: [
      {
        id: "booking_created",
        topic: "BOOKING_CREATED",
        label: "Booking created",
        source: CALCOM,
        payload: (moment) => calcom(moment, "BOOKING_CREATED", { status: "ACCEPTED" }),
      },
      {
        id: "booking_cancelled",
        topic: "BOOKING_CANCELLED",
        label: "Booking cancelled",
        source: CALCOM,
        payload: (moment) =>
          calcom(moment, "BOOKING_CANCELLED", {
            cancelledBy: GUEST.email,
            cancellationReason: "Something came up",
            status: "CANCELLED",
          }),
      },
    ],
  },
];
