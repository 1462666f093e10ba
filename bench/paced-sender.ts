// A process of its own: `node paced-sender.ts <url> <per second> <seconds>` posts the webhook at a
// steady pace, whether or not the answers keep up, and prints when each request was sent.
import { Agent, request } from "node:http";
import { webhook } from "./webhook.ts";

const [url = "", perSecondText, secondsText] = process.argv.slice(2);
const perSecond = Number(perSecondText);
const total = perSecond * Number(secondsText);
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const sent: Promise<[id: string, sentAtMs: number]>[] = [];

function send(): Promise<[id: string, sentAtMs: number]> {
  return new Promise((resolve, reject) => {
    const sentAtMs = performance.timeOrigin + performance.now();
    const outgoing = request(url, { method: "POST", agent, headers: webhook.headers });
    outgoing.on("response", (response) => {
      response.resume();
      const id = response.headers["hookglass-request-id"];
      if (typeof id === "string") resolve([id, sentAtMs]);
      else reject(new Error(`the bin answered ${response.statusCode}`));
    });
    outgoing.on("error", reject);
    outgoing.end(webhook.body);
  });
}

const startedMs = performance.now();
await new Promise<void>((done) => {
  const timer = setInterval(() => {
    const due = Math.min(total, ((performance.now() - startedMs) * perSecond) / 1000);
    while (sent.length < due) sent.push(send());
    if (sent.length < total) return;
    clearInterval(timer);
    done();
  }, 1);
});
console.log(JSON.stringify(await Promise.all(sent)));
agent.destroy();
