/* Sending a message, and finding one that may have been sent. */

const SEND_AS = { // by the contract's message types
  IMAGE: { type: 'image' },
  VIDEO: { type: 'video' },
  AUDIO: { type: 'audio', isPtt: false },
  VOICE: { type: 'audio', isPtt: true, waveform: true },
  DOCUMENT: { type: 'document' },
};

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

offer({ send, find });
