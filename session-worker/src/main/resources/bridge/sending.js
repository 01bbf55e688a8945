/* Sending a message, and finding one that may have been sent. */

const SEND_AS = { // by the contract's message types
  IMAGE: { type: 'image' },
  VIDEO: { type: 'video' },
  AUDIO: { type: 'audio', isPtt: false },
  VOICE: { type: 'audio', isPtt: true, waveform: true },
  DOCUMENT: { type: 'document' },
  STICKER: { type: 'sticker' },
};

/** What a message holds, by the names WhatsApp Web has for it, apart from who sent it, when, and to whom. */
const FORWARDED = [
  'type', 'body', 'caption', 'isCaptionByUser', 'mimetype', 'filename', 'size', 'filehash', 'encFilehash', 'directPath',
  'mediaKey', 'mediaKeyTimestamp', 'duration', 'width', 'height', 'isGif', 'waveform', 'pageCount', 'lat', 'lng', 'loc',
  'clientUrl', 'vcardFormattedName', 'vcardList', 'pollName', 'pollOptions', 'pollSelectableOptionsCount',
];
const MULTIPLE_IN_FORWARDING = 4; // WhatsApp shows "forwarded many times" from here on, and passes on the count

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

function receipt(chat, id, message, ack = ackOf(message)) {
  return {
    messageId: id,
    chatId: chatIdOf(chat.id),
    waId: chat.id.isGroup() ? null : (numberWid(chat.id)?.user ?? null),
    timestamp: Number(message?.t) || nowSeconds(),
    ack,
    message: message ? describe(message) : null,
  };
}

/* ---- what a message can hold ---- */

const SEND = {
  text: (chat, { text }, options) => WPP.chat.sendTextMessage(chat.id, text, options),

  file: (chat, file, options) =>
    WPP.chat.sendFileMessage(chat.id, takeFile(file), {
      ...options,
      ...SEND_AS[file.as],
      caption: file.caption ?? undefined,
      filename: file.filename ?? undefined,
      mimetype: file.mimetype,
    }),

  location: (chat, { latitude, longitude, name, address }, options) =>
    WPP.chat.sendLocationMessage(chat.id, {
      ...options,
      lat: latitude,
      lng: longitude,
      name: name ?? undefined,
      address: address ?? undefined,
    }),

  contact: (chat, { name, phone }, options) =>
    WPP.chat.sendVCardContactMessage(chat.id, { id: chatAddress(phone), name }, options),

  poll: (chat, { question, options: answers, multiple }, options) =>
    WPP.chat.sendCreatePollMessage(chat.id, question, answers, { ...options, selectableCount: multiple ? 0 : 1 }),

  copy: async (chat, which, options) => {
    const original = await messageIn(which);
    if (isRevoked(original) || !original.type) throw new Failure('NOT_CHANGEABLE', 'the message was deleted');
    const held = FORWARDED.filter((name) => original[name] !== undefined).map((name) => [name, original[name]]);
    const isPoll = original.type === 'poll_creation';
    const secrets = isPoll ? { pollEncKey: randomKey(), messageSecret: randomKey() } : {};
    const forwardingScore = Math.min((Number(original.forwardingScore) || 0) + 1, MULTIPLE_IN_FORWARDING + 1);
    return WPP.chat.sendRawMessage(
      chat.id,
      { ...Object.fromEntries(held), ...secrets, isForwarded: true, forwardingScore },
      options,
    );
  },
};

const randomKey = () => crypto.getRandomValues(new Uint8Array(32));

async function quotable(chat, id) {
  if (id.includes('_')) return await messageBy(id);
  const found = await findMessage(chat, { messageId: id });
  return found ?? (await messageBy(id)); // perhaps of another chat, which is answered in private
}

/** Whether somebody has ever written in the chat that the page knows. */
const hasWritten = (chat) => attempt(() => chat.msgs.getModelsArray().some(({ id }) => !id.fromMe)) === true;

/**
 * WhatsApp's server refuses a first message to strangers with 463, of which WhatsApp Web says as little as of any other
 * unknown error; so a refusal without a reason, of a message to somebody who has never written, is taken for that.
 */
function refusalOf(chat, verdict) {
  const isCold = /463/.test(verdict) || (verdict === 'ERROR_UNKNOWN' && !chat.id.isGroup() && !hasWritten(chat));
  return new Failure(isCold ? 'RECIPIENT_COLD' : 'REJECTED', verdict);
}

async function send({ messageId, to, content, replyTo, mentions }) {
  requireReady();
  const chat = await WPP.chat.find(await recipientOf(to));
  const key = keyFor(chat, messageId);
  const already = WPP.whatsapp.MsgStore.get(key);
  if (already) return receipt(chat, messageId, already);

  endPresence(chat);
  const result = await SEND[content.kind](chat, content, {
    messageId: key,
    createChat: true,
    waitForAck: true,
    markIsRead: false,
    detectMentioned: false, // a text that looks like a mention is not one
    mentionedList: mentions.map(chatAddress),
    linkPreview: false, // wa-js would ask servers of its own
    quotedMsg: replyTo ? await quotable(chat, replyTo) : undefined,
  });

  const verdict = result.sendMsgResult?.messageSendResult ?? result.sendMsgResult;
  if (typeof verdict === 'string' && verdict !== 'OK') throw refusalOf(chat, verdict);
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

offer({ send, find });
