import { z } from "zod";

/** A method or the name of a header field (RFC 9110 §5.6.2, `token`). */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

// RFC 9110 §5.5, one byte per character.
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The name of a header to send. */
export const headerName = z
  .string()
  .regex(TOKEN, "must be a header name: letters, digits and hyphens");

/** The value of a header to send. */
export const headerValue = z
  .string({ error: "must be text" })
  .regex(FIELD_VALUE, "must be one line without control characters, in Latin-1 characters");
