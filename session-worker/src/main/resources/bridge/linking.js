/*
 * Linking without a QR code, and the passkey that WhatsApp asks some accounts for when they are linked.
 *
 * A browser without an authenticator would refuse the passkey at once. Instead the request is told to the worker, the page
 * waits as it does for a person, and gets the answer that the worker brings.
 */

const PASSKEY_WAIT_MS = { usual: 120_000, least: 30_000, most: 600_000 };
const MAX_PASSKEY_CHARACTERS = 16 * 1024;

async function linkCode({ phone }) {
  if (isAuthenticated()) throw new Failure('REJECTED', 'linked already');
  return await WPP.conn.genLinkDeviceCodeForPhoneNumber(phone);
}

/** Whether a number is on WhatsApp, and as whom. */
async function checkNumber({ phone }) {
  requireReady();
  const found = await WPP.contact.queryWidExists(`${phone}@c.us`);
  if (!found) return { exists: false, waId: null, lid: null };
  return { exists: true, waId: numberWid(found.wid)?.user ?? null, lid: found.lid?.user ?? lidWid(found.wid)?.user ?? null };
}

/* ---- passkeys ---- */

let passkeyPrompt = null; // the one that waits

const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

function toBase64Url(bytes) {
  const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return btoa(String.fromCharCode(...view)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text) {
  const binary = atob(String(text).replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}

/** The options as WebAuthn writes them in JSON. */
function optionsAsJson(value) {
  if (isBytes(value)) return toBase64Url(value);
  if (Array.isArray(value)) return value.map(optionsAsJson);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, optionsAsJson(field)]));
  }
  return value;
}

const shaped = (type, values) =>
  Object.create(
    type.prototype,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, enumerable: true }])),
  );

/** An assertion as the page would get it from a browser with an authenticator. */
function credentialOf(assertion) {
  const { clientDataJSON, authenticatorData, signature, userHandle } = assertion.response;
  return shaped(PublicKeyCredential, {
    id: String(assertion.id),
    rawId: fromBase64Url(assertion.rawId ?? assertion.id),
    type: 'public-key',
    authenticatorAttachment: assertion.authenticatorAttachment ?? null,
    response: shaped(AuthenticatorAssertionResponse, {
      clientDataJSON: fromBase64Url(clientDataJSON),
      authenticatorData: fromBase64Url(authenticatorData),
      signature: fromBase64Url(signature),
      userHandle: userHandle ? fromBase64Url(userHandle) : null,
    }),
    getClientExtensionResults: () => assertion.clientExtensionResults ?? {},
    toJSON: () => assertion,
  });
}

function askForPasskey({ publicKey, signal }) {
  const request = optionsAsJson(publicKey);
  if (JSON.stringify(request).length > MAX_PASSKEY_CHARACTERS) {
    return Promise.reject(new DOMException('The request is too long.', 'NotAllowedError'));
  }
  passkeyPrompt?.end(new DOMException('Another request took its place.', 'AbortError'));
  const { usual, least, most } = PASSKEY_WAIT_MS;
  const wait = Math.min(Math.max(Number(publicKey.timeout) || usual, least), most);
  return new Promise((resolve, reject) => {
    const prompt = {
      answer(assertion) {
        prompt.close();
        resolve(credentialOf(assertion));
      },
      end(reason) {
        prompt.close();
        tell({ type: 'passkeyGone' });
        reject(reason);
      },
      close() {
        clearTimeout(timer);
        if (passkeyPrompt === prompt) passkeyPrompt = null;
      },
    };
    const timer = setTimeout(() => prompt.end(new DOMException('Nobody answered in time.', 'NotAllowedError')), wait);
    signal?.addEventListener('abort', () => passkeyPrompt === prompt && prompt.end(signal.reason));
    passkeyPrompt = prompt;
    tell({ type: 'passkeyAsked', request, timeoutMs: wait });
  });
}

function answerPasskey({ assertion }) {
  if (!passkeyPrompt) throw new Failure('REJECTED', 'no passkey is asked for');
  try {
    passkeyPrompt.answer(assertion);
  } catch {
    throw new Failure('PROTOCOL', 'the assertion is not in the JSON form of WebAuthn');
  }
}

if (navigator.credentials) { // absent where the page is not in a secure context
  const browserGet = navigator.credentials.get.bind(navigator.credentials);
  Object.defineProperty(navigator.credentials, 'get', {
    configurable: true,
    writable: true,
    value: (options) => {
      const isPrompt = options?.publicKey && !['conditional', 'silent'].includes(options.mediation);
      return isPrompt ? askForPasskey(options) : browserGet(options);
    },
  });
}

offer({ linkCode, checkNumber, answerPasskey });
