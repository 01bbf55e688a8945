/*
 * What the other parts stand on: failures, events to the worker, calls from the worker.
 *
 * Downwards the worker calls wafleetBridge.call(name, argument), and gets {ok, value} or {ok, error: {kind, detail}}.
 * Upwards the parts tell events through a binding, in batches, one batch in flight: the next leaves when the worker has
 * dealt with the last, so a flood of messages waits here, in the page that it belongs to.
 */

const MAX_BATCH_EVENTS = 500;
const MAX_BATCH_CHARACTERS = 512 * 1024;

/* ---- failures ---- */

class Failure extends Error {
  constructor(kind, detail) {
    super(detail);
    this.kind = kind;
  }
}

const KIND_OF_CODE = {
  chat_not_found: 'RECIPIENT_NOT_FOUND',
  invalid_wid: 'RECIPIENT_NOT_FOUND',
  msg_not_found: 'MESSAGE_NOT_FOUND',
  invalid_quoted_msg: 'MESSAGE_NOT_FOUND',
  message_not_contains_media: 'MESSAGE_NOT_FOUND',
  media_not_found: 'REJECTED',
  file_too_large: 'MEDIA_TOO_LARGE',
  edit_message_error: 'NOT_CHANGEABLE',
  quoted_msg_can_not_reply: 'REJECTED',
  can_not_send_message_to_this_groupType: 'REJECTED',
  type_not_valid_for_newsletter: 'REJECTED',
};

function failureOf(error) {
  if (error instanceof Failure) return { kind: error.kind, detail: error.message };
  const code = error && error.code;
  const kind = (typeof code === 'string' && KIND_OF_CODE[code]) || 'PROTOCOL';
  const detail = code || (error && error.message) || String(error);
  return { kind, detail: String(detail).slice(0, 200) };
}

/** The answer, or null where asking fails: for what may not be there yet. */
function attempt(ask) {
  try {
    return ask() ?? null;
  } catch {
    return null;
  }
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/* ---- events to the worker ---- */

const documentId = Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join('');
let waiting = []; // events as JSON, so that each is told as it was when it happened
let lastBatch = 0;
let batchInFlight = 0;
let flushScheduled = false;

function tell(event) {
  waiting.push(JSON.stringify(event));
  if (batchInFlight || flushScheduled) return;
  flushScheduled = true;
  queueMicrotask(() => {
    flushScheduled = false;
    if (!batchInFlight) flush();
  });
}

/** For events after which the page may be gone: everything leaves now, whatever is in flight. */
function tellAtOnce(event) {
  waiting.push(JSON.stringify(event));
  while (waiting.length) flush();
}

function flush() {
  if (!waiting.length) return;
  let count = 0;
  let characters = 0;
  while (count < waiting.length && count < MAX_BATCH_EVENTS && (count === 0 || characters < MAX_BATCH_CHARACTERS)) {
    characters += waiting[count++].length;
  }
  const events = waiting.slice(0, count);
  waiting = waiting.slice(count);
  batchInFlight = ++lastBatch;
  toWorker(`{"document":"${documentId}","batch":${batchInFlight},"events":[${events.join(',')}]}`);
}

/** The worker has dealt with all batches up to this one. */
function delivered(document, batch) {
  if (document !== documentId || batch < batchInFlight) return;
  batchInFlight = 0;
  flush();
}

/* ---- calls from the worker ---- */

const functions = {};

/** Lets the worker call these, by their names. */
const offer = (named) => Object.assign(functions, named);

async function call(name, argument) {
  try {
    return { ok: true, value: (await functions[name](argument)) ?? null };
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}
