/** A target in a process of its own: answers `ok` at once; a GET says how many came. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

let count = 0;
const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.end(String(count));
    return;
  }
  request.resume();
  request.on("end", () => {
    count += 1;
    response.end("ok");
  });
});
server.listen(0, "127.0.0.1", () => {
  // A TCP server that listens has a port.
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}/hook`);
});
