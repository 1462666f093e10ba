import { describe, expect, test } from "vitest";
import { ALLOW_NOTHING, type AllowList, parseAllowList } from "#lib/delivery/allow-list.ts";
import { judgeAddress, judgeUrl } from "#lib/delivery/target-guard.ts";
import { IMPOSSIBLE_HOSTS, PUBLIC_HOSTS, REFUSED_HOSTS } from "./target-hosts.ts";

function allowing(...entries: string[]): AllowList {
  const parsed = parseAllowList(entries);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.allow;
}

/** localhost passes here: it is refused by the loopback addresses it stands for, when resolving. */
const isLocalhost = (host: string) =>
  /(^|\.)localhost\.?$/.test(new URL(`http://${host}`).hostname);

describe("hosts", () => {
  test.each(REFUSED_HOSTS.filter((host) => !isLocalhost(host)))("http://%s is refused.", (host) => {
    expect(judgeUrl(`http://${host}:8080/`, ALLOW_NOTHING).ok).toBe(false);
    expect(judgeUrl(`https://${host}/hook`, ALLOW_NOTHING).ok).toBe(false);
  });

  test.each(IMPOSSIBLE_HOSTS)("http://%s is no URL.", (host) => {
    expect(judgeUrl(`http://${host}/`, ALLOW_NOTHING)).toEqual({
      ok: false,
      message: "The target is not a URL: write https://host/path",
    });
  });

  test.each(PUBLIC_HOSTS)("http://%s is allowed.", (host) => {
    expect(judgeUrl(`http://${host}:8080/`, ALLOW_NOTHING).ok).toBe(true);
  });

  test("There are at least 150 spellings to refuse.", () => {
    expect(REFUSED_HOSTS.length).toBeGreaterThanOrEqual(150);
    expect(new Set(REFUSED_HOSTS).size).toBe(REFUSED_HOSTS.length);
  });
});

describe("addresses as a resolver gives them", () => {
  test.each([
    ["127.0.0.1", "a loopback address"],
    ["::1", "a loopback address"],
    ["::ffff:127.0.0.1", "a loopback address"],
    ["::ffff:7f00:1", "a loopback address"],
    ["10.1.2.3", "a private address"],
    ["fd12:3456::1", "a private (unique local) address"],
    ["169.254.169.254", "a link-local address (cloud metadata lives there)"],
    ["fe80::1%eth0", "a link-local address (cloud metadata lives there)"],
    ["100.64.0.1", "a carrier-grade NAT address"],
    ["168.63.129.16", "a cloud platform's internal address"],
    ["0.0.0.0", "an address of this network (RFC 791)"],
    ["::", "the unspecified address"],
    ["255.255.255.255", "a reserved address"],
    ["224.0.0.251", "a multicast address"],
    ["192.88.99.1", "a 6to4 relay address"],
    ["198.18.0.1", "a benchmarking address"],
    ["::127.0.0.1", "not a public IPv6 address"],
    ["::8.8.8.8", "not a public IPv6 address"],
    ["127.1", "not an IP address"],
    ["0177.0.0.1", "not an IP address"],
    ["2130706433", "not an IP address"],
    ["64:ff9b::808:808", "not a public IPv6 address"],
    ["2002:7f00:1::1", "a 6to4 address, which embeds an IPv4 address"],
    ["2001::1", "a reserved address (Teredo, ORCHID, benchmarking)"],
    ["2001:db8::1", "a documentation address"],
    ["3fff::1", "a documentation address"],
    ["2a00::5efe:7f00:1", "an ISATAP address, which embeds an IPv4 address"],
    ["", "not an IP address"],
    ["localhost", "not an IP address"],
    ["127.0.0.1:80", "not an IP address"],
  ])("%s is refused as %s.", (ip, reason) => {
    expect(judgeAddress(ip, ALLOW_NOTHING)).toEqual({ ok: false, reason });
  });

  test.each(["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "::ffff:8.8.8.8"])(
    "%s is allowed.",
    (ip) => {
      expect(judgeAddress(ip, ALLOW_NOTHING)).toEqual({ ok: true });
    },
  );
});

describe("URLs", () => {
  test.each([
    ["", "The target is not a URL: write https://host/path"],
    ["example.com/hook", "The target is not a URL: write https://host/path"],
    ["/hook", "The target is not a URL: write https://host/path"],
    ["http://", "The target is not a URL: write https://host/path"],
    ["ftp://example.com/", "The target must start with http:// or https://, not ftp://"],
    ["file:///etc/passwd", "The target must start with http:// or https://, not file://"],
    ["gopher://example.com/", "The target must start with http:// or https://, not gopher://"],
    ["javascript:alert(1)", "The target must start with http:// or https://"],
    ["data:text/plain,x", "The target must start with http:// or https://"],
    ["unix:///var/run/docker.sock", "The target must start with http:// or https://, not unix://"],
    [
      "https://user:pass@example.com/",
      "The target must not carry a user name or password: use a header instead",
    ],
    [
      "https://example.com@127.0.0.1/",
      "The target must not carry a user name or password: use a header instead",
    ],
    [
      "http://127.0.0.1:3000/hook",
      "127.0.0.1 is a loopback address and is not sent to. The operator can allow it: HOOKGLASS_ALLOW_PRIVATE_TARGETS=127.0.0.1:3000",
    ],
    [
      "http://[::1]/",
      "::1 is a loopback address and is not sent to. The operator can allow it: HOOKGLASS_ALLOW_PRIVATE_TARGETS=[::1]:80",
    ],
    [
      "https://db.internal/",
      "db.internal is a name of a private network and is not sent to. The operator can allow it: HOOKGLASS_ALLOW_PRIVATE_TARGETS=db.internal:443",
    ],
  ])("%s is refused with a sentence.", (url, message) => {
    expect(judgeUrl(url, ALLOW_NOTHING)).toEqual({ ok: false, message });
  });

  test.each([0, 22, 25, 53, 110, 465, 587, 2375, 3306, 5432, 6379, 9200, 11211, 27017])(
    "Port %i is refused.",
    (port) => {
      expect(judgeUrl(`https://example.com:${port}/`, ALLOW_NOTHING)).toEqual({
        ok: false,
        message: `Port ${port} belongs to another protocol and is not sent to. The operator can allow it: HOOKGLASS_ALLOW_PRIVATE_TARGETS=example.com:${port}`,
      });
    },
  );

  test.each([80, 443, 3000, 4000, 5000, 7071, 8000, 8080, 8443, 9000, 54321])(
    "Port %i is allowed.",
    (port) => {
      expect(judgeUrl(`https://example.com:${port}/`, ALLOW_NOTHING).ok).toBe(true);
    },
  );
});

describe("what the operator allows", () => {
  test.each([
    ["127.0.0.0/8", "http://127.9.9.9:3000/", true],
    ["127.0.0.0/8", "http://2130706433:3000/", true],
    ["127.0.0.0/8", "http://[::ffff:127.0.0.1]:3000/", true],
    ["127.0.0.0/8", "http://[::1]:3000/", false],
    ["127.0.0.0/8", "http://10.0.0.1:3000/", false],
    ["127.0.0.0/8", "http://127.0.0.1:5432/", false],
    ["127.0.0.1:5432", "http://127.0.0.1:5432/", true],
    ["127.0.0.1:3000", "http://127.0.0.1:3000/", true],
    ["127.0.0.1:3000", "http://127.0.0.1:3001/", false],
    ["127.0.0.1:3000", "http://127.0.0.2:3000/", false],
    ["::1", "http://[::1]:3000/", true],
    ["[::1]:3000", "http://[::1]:3000/", true],
    ["[::1]:3000", "http://[::1]:3001/", false],
    ["fd00::/8", "http://[fd00::5]/", true],
    ["db.internal", "http://db.internal/", true],
    ["DB.Internal", "http://db.internal:8080/", true],
    ["db.internal", "http://db.internal:5432/", false],
    ["db.internal:5432", "http://db.internal:5432/", true],
    ["db.internal:5432", "http://db.internal/", false],
    ["internal", "http://db.internal/", false],
    ["example.com:25", "http://example.com:25/", true],
    ["169.254.169.254", "http://169.254.169.254/", true],
  ])("With %s, %s: %s.", (entry, url, ok) => {
    expect(judgeUrl(url, allowing(entry)).ok).toBe(ok);
  });

  test.each([
    "10.0.0.0/33",
    "10.0.0/8",
    "300.0.0.1",
    "127.1",
    "0x7f000001",
    "host:99999",
    "host:0",
    "host:",
    "*.internal",
    "http://localhost",
    "a b",
    "[::1",
    "[localhost]:1:2",
    ".internal",
    "/8",
  ])("%s is no entry.", (entry) => {
    expect(parseAllowList(["127.0.0.1", entry])).toEqual({
      ok: false,
      message: `"${entry}" is no address, range, host or host:port (such as 10.0.0.0/8, 127.0.0.1:3000 or api.internal)`,
    });
  });
});
