/** Servers on the reader's own machine: "resend from my browser" sends there. IPv6 can't be written here. */
const LOOPBACK = ["localhost", "127.0.0.1"].flatMap((host) =>
  ["http", "https"].map((scheme) => `${scheme}://${host}:*`),
);

/**
 * The policy of our own pages: only our scripts (by nonce), no frames around us, no plugins. Images
 * from `blob:` are captured images, which are shown as images and never as pages.
 */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data: https://avatars.githubusercontent.com https://lh3.googleusercontent.com",
    "font-src 'self'",
    `connect-src 'self' ${LOOPBACK.join(" ")}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return directives.join("; ");
}
