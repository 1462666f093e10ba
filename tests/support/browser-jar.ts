/** A browser as far as cookies and redirects go: nothing is followed, every cookie is kept. */
export type Jar = {
  cookies: Map<string, string>;
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
};

export function createJar(): Jar {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async fetch(url, init = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const headers = new Headers(init.headers);
      if (cookie !== "") headers.set("cookie", cookie);
      const response = await fetch(url, { ...init, headers, redirect: "manual" });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ""] = line.split(";");
        const at = pair.indexOf("=");
        const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
        if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || value === "") cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    },
  };
}
