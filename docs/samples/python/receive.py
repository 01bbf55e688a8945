"""Receives Wafleet's webhooks: verify, deduplicate, answer, then work. Python 3.9 or newer, nothing else.

WEBHOOK_SECRET=whsec_... PORT=9000 python3 receive.py
"""

import base64
import hashlib
import hmac
import json
import os
import queue
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ["WEBHOOK_SECRET"]
OLDEST = 300  # seconds


def is_genuine(secret: str, headers, body: bytes) -> bool:
    """Whether this is from whoever knows the secret, and was signed just now."""
    webhook_id, timestamp = headers.get("webhook-id"), headers.get("webhook-timestamp")
    if not webhook_id or not timestamp or not timestamp.isascii() or not timestamp.isdigit():
        return False
    if abs(time.time() - int(timestamp)) > OLDEST:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")  # two while the secret is being replaced
    return any(hmac.compare_digest(expected.encode(), one.encode()) for one in given)


work = queue.Queue()
seen = set()  # in production insert the event into a table, its id unique, and answer after the commit


def work_off():
    while True:
        event = work.get()
        print("received", event["id"], event["event"], flush=True)


class Hook(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not is_genuine(SECRET, self.headers, body):
            return self.answer(401)
        if self.headers["webhook-id"] not in seen:
            seen.add(self.headers["webhook-id"])
            work.put(json.loads(body))
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        if status != 204:
            self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *ignored):
        pass


threading.Thread(target=work_off, daemon=True).start()
server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9000"))), Hook)
print("listening on", server.server_address[1], flush=True)
server.serve_forever()
