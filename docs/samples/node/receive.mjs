// Receives Wafleet's webhooks: verify, deduplicate, answer, then work. Node.js 18 or newer, nothing else.
//
// WEBHOOK_SECRET=whsec_... PORT=9000 node receive.mjs

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const SECRET = process.env.WEBHOOK_SECRET;
const OLDEST = 300; // seconds

/** Whether this is from whoever knows the secret, and was signed just now. */
export function isGenuine(secret, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (!id || !/^[0-9]+$/.test(timestamp ?? "")) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > OLDEST) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const expected = Buffer.from(`v1,${mac}`);
  return (headers["webhook-signature"] ?? "")
    .split(" ") // two while the secret is being replaced
    .map((given) => Buffer.from(given))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}

const seen = new Set(); // in production insert the event into a table, its id unique, and answer after the commit

function work(event) {
  console.log("received", event.id, event.event);
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts); // the bytes as they came: JSON that was parsed and written again is signed otherwise
  if (!isGenuine(SECRET, request.headers, body)) {
    response.writeHead(401).end();
    return;
  }
  const id = request.headers["webhook-id"];
  if (!seen.has(id)) {
    seen.add(id);
    setImmediate(work, JSON.parse(body));
  }
  response.writeHead(204).end();
});
server.listen(Number(process.env.PORT ?? 9000), "127.0.0.1", () => console.log("listening on", server.address().port));
