/*
 * The bridge between WhatsApp Web and Wafleet's session-worker.
 *
 * Runs in the page at document start, after the unmodified wa-js (global WPP). Downwards the worker calls
 * wafleetBridge.call(name, argument), and gets {ok, value} or {ok, error: {kind, detail}}. Upwards this script tells
 * events through a binding, in batches, one batch in flight: the next leaves when the worker has dealt with the last,
 * so a flood of messages waits here, in the page that it belongs to.
 *
 * Nothing is escaped by hand, nothing is logged.
 */
(() => {
  'use strict';

  const settings = window.wafleetBridgeSettings;
  if (!settings || window !== window.top) return; // another site, or a frame
  delete window.wafleetBridgeSettings;
  const toWorker = window[settings.binding];

  const MAX_BATCH_EVENTS = 500;
  const MAX_BATCH_CHARACTERS = 512 * 1024;
  const MAX_REMEMBERED_KEYS = 5000;
  const TRANSFER_LIFE_MS = 10 * 60 * 1000;
  const READY_POLL_MS = 300;
  const MEDIA_TYPES = new Set(['image', 'video', 'gif', 'ptv', 'audio', 'ptt', 'document', 'sticker']);
  const SEND_AS = { // by the contract's message types
    IMAGE: { type: 'image' },
    VIDEO: { type: 'video' },
    AUDIO: { type: 'audio', isPtt: false },
    VOICE: { type: 'audio', isPtt: true, waveform: true },
    DOCUMENT: { type: 'document' },
  };

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
    file_too_large: 'REJECTED',
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

  /* ---- who is who ---- */

  function attempt(ask) {
    try {
      return ask() ?? null;
    } catch {
      return null;
    }
  }

  const isAuthenticated = () => attempt(() => WPP.conn.isAuthenticated()) === true;
  const isLid = (wid) => wid?.server === 'lid';
  const numberWid = (wid) => (isLid(wid) ? attempt(() => WPP.whatsapp.lidPnCache.getPhoneNumber(wid)) : wid);
  const lidWid = (wid) => (isLid(wid) ? wid : attempt(() => WPP.whatsapp.lidPnCache.getCurrentLid(wid)));

  /** A person's bare number where it is known; else the id in full, so that nobody takes a LID for a number. */
  function bare(wid) {
    if (!wid) return null;
    const number = numberWid(wid);
    return number?.server === 'c.us' ? number.user : `${wid.user}@${wid.server}`;
  }

  /** The chat's id without device, by number where that is known. */
  function chatIdOf(wid) {
    const known = numberWid(wid) ?? wid;
    return `${known.user}@${known.server}`;
  }

  function self() {
    const me = attempt(() => WPP.conn.getMyUserId());
    if (!isAuthenticated() || !me) throw new Failure('NOT_READY', 'not linked');
    const lid = isLid(me) ? me : attempt(() => WPP.conn.getMyUserLid());
    return {
      phone: numberWid(me)?.user ?? me.user,
      lid: lid?.user ?? null,
      pushName: attempt(() => WPP.whatsapp.Conn.pushname),
      platform: attempt(() => WPP.whatsapp.Conn.platform),
    };
  }

  const isReady = () =>
    WPP.isFullReady === true &&
    isAuthenticated() &&
    attempt(() => WPP.conn.isMainLoaded()) === true &&
    attempt(() => WPP.conn.getMyUserId()) !== null;

  function requireReady() {
    if (!isReady()) throw new Failure('NOT_READY', 'not linked, or chats not loaded yet');
  }

  /* ---- messages ---- */

  const keyOfBareId = new Map(); // of messages seen, oldest first

  function remember(message) {
    keyOfBareId.delete(message.id.id);
    keyOfBareId.set(message.id.id, message.id.toString());
    if (keyOfBareId.size > MAX_REMEMBERED_KEYS) keyOfBareId.delete(keyOfBareId.keys().next().value);
  }

  function mediaOf(message) {
    if (!MEDIA_TYPES.has(message.type)) return null;
    return {
      mimetype: message.mimetype ?? null,
      filename: message.filename ?? null,
      size: Number(message.size) || 0,
      sha256: message.filehash ?? null,
    };
  }

  function describe(message) {
    const remote = message.id.remote;
    const isGroup = remote.server === 'g.us';
    const me = attempt(() => WPP.conn.getMyUserId());
    const writer = message.id.fromMe ? me : isGroup ? (message.author ?? message.id.participant) : remote;
    const media = mediaOf(message);
    const text = (value) => (typeof value === 'string' && value !== '' ? value : null);
    return {
      id: message.id.id,
      chatId: chatIdOf(remote),
      from: bare(writer) ?? chatIdOf(remote),
      fromLid: lidWid(writer)?.user ?? null,
      author: isGroup ? bare(writer) : null,
      to: (message.id.fromMe ? bare(remote) : bare(me)) ?? '',
      fromMe: message.id.fromMe === true,
      isGroup,
      type: String(message.type),
      body: media || message.type === 'location' ? null : text(message.body), // there it is a thumbnail
      caption: message.caption === message.filename ? null : text(message.caption), // a document's default
      timestamp: Number(message.t) || 0,
      quotedId: text(message.quotedStanzaID),
      mentions: (message.mentionedJidList ?? []).map(bare).filter(Boolean),
      pushName: text(message.notifyName) ?? text(attempt(() => message.senderObj.pushname)),
      media,
      ack: ackOf(message),
    };
  }

  function tellMessage(message) {
    if (!message?.id || message.type === 'ciphertext') return; // told again when it is decrypted
    remember(message);
    tell({ type: 'message', message: describe(message) });
  }

  /**
   * Tells messages that came before wa-js listened: on a restored login WhatsApp Web is faster than wa-js, which waits
   * for all modules first.
   */
  function tellEarlyMessages() {
    const all = attempt(() => WPP.whatsapp.MsgStore.getModelsArray()) ?? [];
    const early = all.filter((message) => message.isNewMsg && !message.id.fromMe && !keyOfBareId.has(message.id.id));
    early.sort((one, other) => one.t - other.t).forEach(tellMessage);
  }

  /** Messages of all chats since a moment, oldest first, for a worker that may have missed some. */
  async function recent({ since, limit }) {
    requireReady();
    const found = [];
    for (const chat of WPP.whatsapp.ChatStore.getModelsArray().filter(({ t }) => Number(t) >= since)) {
      for (const message of await WPP.chat.getMessages(chat.id, { count: limit })) {
        if (message?.id?.remote && message.type !== 'ciphertext' && Number(message.t) >= since) found.push(message);
      }
    }
    found.sort((one, other) => one.t - other.t);
    return found.slice(0, limit).map((message) => {
      remember(message);
      return describe(message);
    });
  }

  async function messageBy(id) {
    const key = id.includes('_') ? id : (keyOfBareId.get(id) ?? keyInStore(id));
    if (!key) throw new Failure('MESSAGE_NOT_FOUND', 'not among the messages this page has seen');
    return await WPP.chat.getMessageById(key);
  }

  function keyInStore(id) {
    const found = attempt(() => WPP.whatsapp.MsgStore.getModelsArray().find((message) => message.id.id === id));
    return found ? found.id.toString() : null;
  }

  /* ---- send and find ---- */

  const chatAddress = (to) => (to.includes('@') ? to : `${to.replace(/\D/g, '')}@c.us`);

  async function recipientOf(to) {
    const address = chatAddress(to);
    if (address.endsWith('@g.us')) return address;
    const found = await WPP.contact.queryWidExists(address);
    if (!found) throw new Failure('RECIPIENT_NOT_FOUND', 'not on WhatsApp');
    return found.wid;
  }

  /** The key wa-js would make (generateMessageID), with our id in place of a random one. */
  function keyFor(chat, id) {
    const from = chat.id.isGroup() || chat.id.isLid() ? WPP.conn.getMyUserLid() : WPP.conn.getMyUserWid();
    const participant = chat.id.isGroup() ? from : undefined;
    return new WPP.whatsapp.MsgKey({ from, to: chat.id, id, participant, selfDir: 'out' });
  }

  /** A message can stand in the chat while WhatsApp's server has not taken it yet (0), or has refused it (below 0). */
  const ackOf = (message) => Number(message?.ack) || 0;

  function receipt(chat, id, message, ack = ackOf(message)) {
    return {
      messageId: id,
      chatId: chatIdOf(chat.id),
      waId: chat.id.isGroup() ? null : (numberWid(chat.id)?.user ?? null),
      timestamp: Number(message?.t) || Math.floor(Date.now() / 1000),
      ack,
    };
  }

  async function send({ messageId, to, text, media, replyTo }) {
    requireReady();
    const chat = await WPP.chat.find(await recipientOf(to));
    const key = keyFor(chat, messageId);
    const already = WPP.whatsapp.MsgStore.get(key);
    if (already) return receipt(chat, messageId, already);

    const options = {
      messageId: key,
      createChat: true,
      waitForAck: true,
      markIsRead: false,
      detectMentioned: false, // a text that looks like a mention is not one
      linkPreview: false, // wa-js would ask servers of its own
      quotedMsg: replyTo ? await messageBy(replyTo) : undefined,
    };
    const result = media
      ? await WPP.chat.sendFileMessage(chat.id, takeFile(media), {
          ...options,
          ...SEND_AS[media.kind],
          caption: text ?? undefined,
          filename: media.filename ?? undefined,
          mimetype: media.mimetype,
        })
      : await WPP.chat.sendTextMessage(chat.id, text ?? '', options);

    const verdict = result.sendMsgResult?.messageSendResult ?? result.sendMsgResult;
    if (typeof verdict === 'string' && verdict !== 'OK') throw new Failure('REJECTED', verdict);
    const sent = WPP.whatsapp.MsgStore.get(key);
    return receipt(chat, messageId, sent, Math.max(1, ackOf(sent))); // the server has it, the chat may not know yet
  }

  async function find({ chat: chatOrPhone, messageId }) {
    requireReady(); // before that, not found would mean nothing
    const chat = await WPP.chat.find(chatAddress(chatOrPhone));
    const key = keyFor(chat, messageId);
    try {
      const message = WPP.whatsapp.MsgStore.get(key) ?? (await WPP.chat.getMessageById(key.toString()));
      remember(message);
      return receipt(chat, messageId, message);
    } catch (error) {
      if (error?.code === 'msg_not_found') return null;
      throw error;
    }
  }

  /* ---- media, in pieces: one big answer would hold up every account's ---- */

  const transfers = new Map();

  function transfer(id) {
    const found = transfers.get(id);
    if (!found) throw new Failure('PROTOCOL', 'no such transfer');
    return found;
  }

  function newTransfer(id) {
    const now = Date.now();
    for (const [old, { born }] of transfers) if (now - born > TRANSFER_LIFE_MS) transfers.delete(old);
    const made = { born: now, pieces: [], blob: null };
    transfers.set(id, made);
    return made;
  }

  function putPiece({ transferId, data }) {
    const binary = atob(data);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    (transfers.get(transferId) ?? newTransfer(transferId)).pieces.push(bytes);
  }

  function takeFile({ transferId, mimetype, filename, kind }) {
    const { pieces } = transfer(transferId);
    transfers.delete(transferId);
    return new File(pieces, filename ?? kind.toLowerCase(), { type: mimetype });
  }

  async function openDownload({ transferId, messageId, maxBytes }) {
    requireReady();
    const message = await messageBy(messageId);
    if (Number(message.size) > maxBytes) throw new Failure('REJECTED', 'media_too_large');
    const blob = await WPP.chat.downloadMedia(message.id.toString());
    if (blob.size > maxBytes) throw new Failure('REJECTED', 'media_too_large');
    newTransfer(transferId).blob = blob;
    return {
      size: blob.size,
      mimetype: message.mimetype || blob.type || 'application/octet-stream',
      filename: message.filename ?? null,
    };
  }

  function getPiece({ transferId, offset, length }) {
    const piece = transfer(transferId).blob.slice(offset, offset + length);
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(piece);
    });
  }

  function dropTransfer({ transferId }) {
    transfers.delete(transferId);
  }

  /* ---- life of the session ---- */

  let lastQr = null;
  let qrWasShown = false;
  let authenticatedTold = false;
  let readyTold = false;
  let lastStream = null;
  let conflictTold = false;
  let logoutReason = null;

  function probe() {
    const stream = attempt(() => WPP.conn.getStreamData());
    return {
      authenticated: isAuthenticated(),
      mainLoaded: attempt(() => WPP.conn.isMainLoaded()) === true,
      streamMode: stream?.mode ?? null,
      streamInfo: stream?.info ?? null,
      socketState: attempt(() => WPP.whatsapp.Socket.state),
    };
  }

  async function logout() {
    if (!isAuthenticated()) throw new Failure('NOT_READY', 'not linked');
    logoutReason = 'requested';
    await WPP.conn.logout();
  }

  async function refreshQr() {
    if (isAuthenticated()) throw new Failure('REJECTED', 'linked already');
    await WPP.conn.refreshQR();
  }

  function tellQr(code) {
    if (!code?.fullCode || isAuthenticated() || code.fullCode === lastQr) return;
    lastQr = code.fullCode;
    qrWasShown = true;
    authenticatedTold = false;
    tell({ type: 'qr', raw: code.fullCode });
  }

  function tellStream() {
    const { streamMode, streamInfo, socketState } = probe();
    const conflict = streamMode === 'CONFLICT' || socketState === 'CONFLICT';
    if (conflict && !conflictTold) tell({ type: 'conflict' });
    conflictTold = conflict;
    const state = streamMode === 'MAIN' ? (streamInfo ?? streamMode) : streamMode;
    if (!state || state === lastStream) return;
    lastStream = state;
    tell({ type: 'stream', state });
  }

  function tellAuthenticated() {
    if (authenticatedTold) return;
    authenticatedTold = true;
    tell({ type: 'authenticated' });
  }

  function tellProgress() {
    if (qrWasShown && isAuthenticated()) tellAuthenticated();
    if (readyTold || !isReady()) return;
    readyTold = true;
    tell({ type: 'ready', self: self() });
    tellEarlyMessages();
  }

  function tellLoggedOut() {
    readyTold = false;
    lastQr = null;
    tellAtOnce({ type: 'loggedOut', reason: logoutReason ?? 'unlinked' });
    logoutReason = null;
  }

  function tellAcks({ ack, chat, ids }) {
    for (const key of ids ?? []) {
      tell({ type: 'ack', messageId: key.id, chatId: chatIdOf(key.remote ?? chat), ack: Number(ack) });
    }
  }

  function listen() {
    WPP.on('conn.auth_code_change', tellQr);
    WPP.on('conn.qrcode_idle', () => tell({ type: 'qrIdle' }));
    WPP.on('conn.authenticated', () => qrWasShown && tellAuthenticated());
    WPP.on('conn.main_loaded', tellProgress);
    WPP.on('conn.main_ready', tellProgress);
    WPP.on('conn.logout_reason', (reason) => (logoutReason ??= String(reason)));
    WPP.on('conn.logout', tellLoggedOut);
    WPP.on('conn.stream_mode_changed', tellStream);
    WPP.on('conn.stream_info_changed', tellStream);
    WPP.on('chat.new_message', tellMessage);
    WPP.on('chat.msg_ack_change', tellAcks);
    WPP.loader.onInjected(() => {
      attempt(() => WPP.whatsapp.Socket.on('change:state', tellStream));
      tellStream();
    });
    WPP.loader.onFullReady(tellProgress);
    setInterval(tellProgress, READY_POLL_MS); // some of the above are not told when a stored login is restored
  }

  /* ---- calls from the worker ---- */

  const functions = {
    self,
    probe,
    send,
    find,
    recent,
    putPiece,
    openDownload,
    getPiece,
    dropTransfer,
    refreshQr,
    logout,
  };

  async function call(name, argument) {
    try {
      return { ok: true, value: (await functions[name](argument)) ?? null };
    } catch (error) {
      return { ok: false, error: failureOf(error) };
    }
  }

  Object.defineProperty(window, 'wafleetBridge', { value: Object.freeze({ call, delivered }) });
  tell({ type: 'loaded', status: performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0 });
  listen();
})();
