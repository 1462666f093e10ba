// A process of its own: `node autocannon-report.ts <url> <connections> <seconds>`, reporting as wrk does.
import autocannon from "autocannon";
import { webhook } from "./webhook.ts";

const [url = "", connections, seconds] = process.argv.slice(2);
const counts = new Map<number, number>();
const result = await new Promise<autocannon.Result>((resolve, reject) => {
  const instance = autocannon(
    {
      url,
      connections: Number(connections),
      duration: Number(seconds),
      timeout: 10,
      method: "POST",
      ...webhook,
    },
    (error: unknown, done) => (error ? reject(error) : resolve(done)),
  );
  instance.on("response", (_client, _status, _bytes, responseTimeMs) => {
    const us = Math.round(responseTimeMs * 1000);
    counts.set(us, (counts.get(us) ?? 0) + 1);
  });
});
const report = {
  requests: result.requests.total,
  durationUs: result.duration * 1e6,
  failures: result.errors + result.timeouts + result.non2xx,
  latencyUs: [...counts].sort(([a], [b]) => a - b),
};
console.log(JSON.stringify(report));
