/*
 * What is done to messages that exist, and shown in chats. Each function first looks whether it stands so already, so
 * that a repeated call shows nothing twice, and answers when the page's own records say that it does.
 */

const SETTLE_MS = 5000;
const SETTLE_STEP_MS = 50;
const TYPING_RENEWAL_MS = 10 * 1000; // the other side forgets who types after about 25 seconds

const seconds = (time) => Math.floor(Number(time) > 1e11 ? Number(time) / 1000 : Number(time)); // wa-js has both
const nowSeconds = () => seconds(Date.now());

const chatAddress = (to) => (to.includes('@') ? to : `${to.replace(/\D/g, '')}@c.us`);

/* ---- finding ---- */

/** A person's id in both its forms, any other id in its one. */
function formsOf(wid) {
  const forms = [wid, numberWid(wid), wid.server === 'c.us' ? lidWid(wid) : null].filter(Boolean).map(String);
  return [...new Set(forms)];
}

/** The chat by number, LID or group id; makes none. */
function existingChat(address) {
  const wid = attempt(() => WPP.util.createWid(chatAddress(address)));
  for (const form of wid ? formsOf(wid) : []) {
    const chat = attempt(() => WPP.chat.get(form));
    if (chat) return chat;
  }
  return null;
}

function keysFor(chat, { messageId, fromMe, author }) {
  const keys = [];
  for (const ours of fromMe === null || fromMe === undefined ? [true, false] : [fromMe]) {
    const me = [attempt(() => WPP.conn.getMyUserLid()), attempt(() => WPP.conn.getMyUserWid())].filter(Boolean);
    const writer = author ? attempt(() => WPP.util.createWid(chatAddress(author))) : null;
    const writers = ours ? me.map(String) : writer ? formsOf(writer) : [];
    const ends = chat.id.isGroup() ? writers.map((each) => `_${each}`) : [''];
    for (const remote of formsOf(chat.id)) for (const end of ends) keys.push(`${ours}_${remote}_${messageId}${end}`);
  }
  return keys;
}

/** A message by its bare id, among the loaded ones or those that WhatsApp Web keeps; else null. */
async function findMessage(chat, which) {
  const isMeant = ({ id }) =>
    id.id === which.messageId && (typeof which.fromMe !== 'boolean' || id.fromMe === which.fromMe);
  const loaded = attempt(() => chat.msgs.getModelsArray().find(isMeant));
  if (loaded) return loaded;
  for (const key of keysFor(chat, which)) {
    try {
      return await WPP.chat.getMessageById(key);
    } catch (error) {
      if (error?.code !== 'msg_not_found' && error?.code !== 'chat_not_found') throw error;
    }
  }
  return null;
}

async function messageIn(which) {
  requireReady();
  const chat = existingChat(which.chat);
  const message = chat && (await findMessage(chat, which));
  if (!message) throw new Failure('MESSAGE_NOT_FOUND', 'not in that chat');
  return message;
}

/* ---- messages ---- */

const isRevoked = (message) => message.type === 'revoked';
const textOf = (message) => (message.type === 'chat' ? message.body : message.caption) ?? '';

const changed = (message, timestamp, wasSo) => ({
  messageId: message.id.id,
  chatId: chatIdOf(message.id.remote),
  timestamp,
  wasSo,
});

/** Waits until the page's records say so; WhatsApp Web writes some of them after it has answered. */
async function settled(isSo, refusal) {
  for (let waited = 0; !(await isSo()); waited += SETTLE_STEP_MS) {
    if (waited >= SETTLE_MS) throw new Failure('NOT_CHANGEABLE', refusal);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_STEP_MS));
  }
}

async function ownReaction(message) {
  if (!message.hasReaction) return null;
  const { reactionByMe } = await WPP.chat.getReactions(message.id.toString());
  return reactionByMe?.reactionText ? reactionByMe : null;
}

async function react({ emoji, ...which }) {
  const message = await messageIn(which);
  if (isRevoked(message)) throw new Failure('NOT_CHANGEABLE', 'the message was deleted');
  const before = await ownReaction(message);
  if ((before?.reactionText ?? '') === emoji) {
    return changed(message, before ? seconds(before.timestamp) : nowSeconds(), true);
  }
  await WPP.chat.sendReactionToMessage(message.id.toString(), emoji);
  let now = null;
  const isThere = async () => ((now = await ownReaction(message))?.reactionText ?? '') === emoji;
  await settled(isThere, 'WhatsApp did not take the reaction');
  return changed(message, now ? seconds(now.timestamp) : nowSeconds(), false);
}

async function edit({ text, editId, ...which }) {
  const message = await messageIn(which);
  if (!message.id.fromMe) throw new Failure('NOT_CHANGEABLE', 'somebody else wrote the message');
  if (isRevoked(message)) throw new Failure('NOT_CHANGEABLE', 'the message was deleted');
  const editedAt = () => seconds(message.latestEditSenderTimestampMs || message.t);
  if (textOf(message) === text) return changed(message, editedAt(), true);
  const { canEditMsg, canEditCaption } = WPP.whatsapp.functions;
  if (!canEditMsg(message) && !canEditCaption(message)) {
    throw new Failure('NOT_CHANGEABLE', 'too old, or of a type that has no text');
  }
  // Not wa-js's editMessage, which trims the text.
  const id = keyFor(message.chat ?? existingChat(which.chat), editId);
  await WPP.chat.sendRawMessage(
    message.id.remote,
    {
      type: 'protocol',
      subtype: 'message_edit',
      protocolMessageKey: message.id,
      body: text,
      caption: text,
      editMsgType: message.type,
      latestEditMsgKey: id,
      latestEditSenderTimestampMs: Date.now(),
    },
    { messageId: id, waitForAck: true, markIsRead: false, detectMentioned: false },
  );
  await settled(() => textOf(message) === text, 'WhatsApp did not take the new text');
  return changed(message, editedAt(), false);
}

/** WhatsApp's own judgement, where this version has it; otherwise it shows by what comes of it. */
function mayRevoke(message) {
  const judge = attempt(() => WPP.loader.moduleRequire('WAWebMsgActionCapability'));
  const may = message.id.fromMe ? judge?.canSenderRevokeMsg : judge?.canAdminRevokeMsg;
  return typeof may !== 'function' || may(message) === true;
}

async function revoke(which) {
  const message = await messageIn(which);
  if (isRevoked(message)) return changed(message, nowSeconds(), true);
  const chat = message.id.remote;
  // wa-js would delete what it may not revoke, for this account alone.
  const isOurs = message.id.fromMe || (chat.isGroup() && (await WPP.group.iAmAdmin(chat)));
  if (!isOurs) throw new Failure('NOT_CHANGEABLE', 'somebody else wrote the message');
  if (!mayRevoke(message)) throw new Failure('NOT_CHANGEABLE', 'WhatsApp does not let it be deleted any more');
  await WPP.chat.deleteMessage(chat, message.id.toString(), false, true);
  await settled(() => isRevoked(message), 'WhatsApp did not delete the message');
  return changed(message, nowSeconds(), false);
}

/* ---- chats ---- */

const shownIn = (chat) => ({ chatId: chatIdOf(chat.id), timestamp: nowSeconds() });

async function markSeen({ chat: address }) {
  requireReady();
  const chat = existingChat(address);
  if (!chat) throw new Failure('CHAT_NOT_FOUND', 'the account has no such chat');
  await WPP.chat.markIsRead(chat.id);
  return shownIn(chat);
}

const SHOW = {
  typing: (chat) => WPP.chat.markIsComposing(chat),
  recording: (chat) => WPP.chat.markIsRecording(chat),
  paused: (chat) => WPP.chat.markIsPaused(chat),
};

const shown = new Map(); // by chat: what ends it

function endPresence(chat) {
  const { renewal, end } = shown.get(String(chat.id)) ?? {};
  clearInterval(renewal);
  clearTimeout(end);
  shown.delete(String(chat.id));
}

async function showPresence({ chat: address, state, lastsMs }) {
  requireReady();
  const chat = existingChat(address) ?? (await WPP.chat.find(await recipientOf(address)));
  endPresence(chat);
  await SHOW[state](chat.id);
  if (state !== 'paused') {
    const renewal = setInterval(() => SHOW[state](chat.id).catch(() => {}), TYPING_RENEWAL_MS);
    const end = setTimeout(() => {
      endPresence(chat);
      SHOW.paused(chat.id).catch(() => {});
    }, lastsMs);
    shown.set(String(chat.id), { renewal, end });
  }
  return shownIn(chat);
}

offer({ react, edit, revoke, markSeen, showPresence });
