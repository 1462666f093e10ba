import { describe, expect, test } from "vitest";
import { changedParts, draftOf, resendInput } from "#components/delivery/resend-draft.ts";
import { createDeliverySchema } from "#lib/delivery/input.ts";
import { capturedRequest } from "./captured-request.ts";

const target = "https://example.com/hook";
const captured = draftOf(capturedRequest('{"order":1}\r\n'));

describe("what can be edited", () => {
  test("Text in UTF-8 can, an empty body too.", () => {
    expect(captured).toEqual({
      method: "POST",
      headers: "Host: hooks.example\nX-Event: order",
      body: '{"order":1}\r\n',
      path: "",
      query: "",
    });
    expect(draftOf(capturedRequest("")).body).toBe("");
  });

  test.each([
    ["bytes that are no text", capturedRequest(Uint8Array.of(0xff, 0, 1))],
    ["text in another charset", capturedRequest(Buffer.from("caf\u00e9", "latin1"))],
    ["text behind a byte order mark", capturedRequest("\ufeffa")],
    ["a body too large to be inline", capturedRequest("x", { bodyBase64: null })],
  ])("%s can't.", (_what, request) => {
    expect(draftOf(request).body).toBeNull();
  });
});

describe("what is sent to the API", () => {
  test("What is untouched is left out, so that it stays as captured.", () => {
    expect(resendInput({ target: ` ${target} ` }, captured, captured, "off")).toEqual({
      ok: true,
      input: { target },
    });
    const binary = draftOf(capturedRequest(Uint8Array.of(0xff)));
    expect(resendInput({ target }, binary, binary, "off")).toEqual({ ok: true, input: { target } });
  });

  test("What was changed is whole, and the server takes it.", () => {
    const draft = {
      ...captured,
      ...{ method: " PUT ", headers: "X-Event: caf\u00e9\nx-event:", body: "\u00f6\r\n" },
    };
    const built = resendInput({ target }, draft, captured, "off");
    const input = {
      target,
      method: "PUT",
      headers: [
        ["X-Event", "caf\u00e9"],
        ["x-event", ""],
      ],
      bodyBase64: Buffer.from("\u00f6\r\n").toString("base64"),
    };
    expect(built).toEqual({ ok: true, input });
    expect(createDeliverySchema.parse(input)).toEqual(input);
  });

  test("A body can be emptied, and headers taken away.", () => {
    const built = resendInput({ target }, { ...captured, headers: "", body: "" }, captured, "off");
    expect(built).toEqual({ ok: true, input: { target, headers: [], bodyBase64: "" } });
  });

  test("A saved target, what is appended to it and a new signature.", () => {
    const draft = { ...captured, path: " /orders ", query: "?page=2" };
    const input = { targetId: "abc", path: "/orders", query: "page=2", resign: "force" };
    expect(resendInput({ targetId: "abc" }, draft, captured, "force")).toEqual({ ok: true, input });
    expect(createDeliverySchema.parse(input)).toEqual(input);
    expect(resendInput({ targetId: "abc" }, captured, captured, "on")).toEqual({
      ok: true,
      input: { targetId: "abc", resign: true },
    });
  });

  test("A line that is no header is told before anything is sent.", () => {
    const draft = { ...captured, headers: `${captured.headers}\noops` };
    expect(resendInput({ target }, draft, captured, "off")).toMatchObject({ ok: false, line: 3 });
  });
});

test("Typed back to what it was, nothing counts as changed.", () => {
  const draft = { ...captured, method: "POST " };
  expect(changedParts(draft, captured)).toEqual({
    ...{ method: false, headers: false, body: false, address: false },
  });
  expect(changedParts({ ...captured, body: "" }, captured).body).toBe(true);
});
