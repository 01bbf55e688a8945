/* Messages as the worker hears of them. */

const MAX_REMEMBERED_KEYS = 5000;
const MAX_CARDS = 300;
const MAX_CARD_CHARACTERS = 400 * 1024; // of one message; cards can have pictures in them
const MEDIA_TYPES = new Set(['image', 'video', 'gif', 'ptv', 'audio', 'ptt', 'document', 'sticker']);

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

const text = (value) => (typeof value === 'string' && value !== '' ? value : null);

/** WhatsApp keeps the name and the address of a place as the lines of one text. */
function locationOf(message) {
  if (message.type !== 'location' && message.type !== 'live_location') return null;
  const [name, ...address] = (text(message.loc) ?? '').split('\n');
  return {
    latitude: Number(message.lat) || 0,
    longitude: Number(message.lng) || 0,
    name: text(name),
    address: text(address.join('\n')),
  };
}

function contactsOf(message) {
  let cards = [];
  if (message.type === 'vcard') cards = [{ displayName: message.vcardFormattedName, vcard: message.body }];
  if (message.type === 'multi_vcard') cards = Array.from(message.vcardList ?? []);
  let room = MAX_CARD_CHARACTERS;
  return cards.slice(0, MAX_CARDS).map(({ displayName, vcard }) => {
    const card = String(vcard ?? '').slice(0, room);
    room -= card.length;
    return { name: text(displayName), vcard: card };
  });
}

function pollOf(message) {
  if (message.type !== 'poll_creation') return null;
  return {
    question: text(message.pollName) ?? '',
    options: Array.from(message.pollOptions ?? [], ({ name }) => String(name)),
    multiple: Number(message.pollSelectableOptionsCount) !== 1, // 0 is any number
  };
}

/** Who wrote it; in a chat of two that is the other side, unless it is the account itself. */
function writerOf(message) {
  if (message.id.fromMe) return attempt(() => WPP.conn.getMyUserId());
  const { remote, participant } = message.id;
  return remote.server === 'g.us' ? widOf(message.author ?? participant) : remote;
}

function describe(message) {
  const remote = message.id.remote;
  const isGroup = remote.server === 'g.us';
  const me = attempt(() => WPP.conn.getMyUserId());
  const writer = writerOf(message);
  const media = mediaOf(message);
  const location = locationOf(message);
  const contacts = contactsOf(message);
  const hasText = !media && !location && !contacts.length; // there it is a thumbnail, or the card
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
    body: hasText ? text(message.body) : null,
    caption: message.caption === message.filename ? null : text(message.caption), // a document's default
    timestamp: Number(message.t) || 0,
    quotedId: text(message.quotedStanzaID),
    mentions: Array.from(message.mentionedJidList ?? [], widOf).map(bare).filter(Boolean),
    pushName: text(message.notifyName) ?? text(attempt(() => message.senderObj.pushname)),
    media,
    forwarded: message.isForwarded === true,
    location,
    contacts,
    poll: pollOf(message),
    ack: ackOf(message),
  };
}

function tellMessage(message) {
  if (!message?.id || message.type === 'ciphertext') return; // told again when it is decrypted
  remember(message);
  if (message.type === 'gp2') tellGroupNotice(message);
  else if (message.type === 'call_log') tellMissedCall(message);
  else tell({ type: 'message', message: describe(message) });
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

async function messageBy(id) {
  const key = id.includes('_') ? id : (keyOfBareId.get(id) ?? keyInStore(id));
  if (!key) throw new Failure('MESSAGE_NOT_FOUND', 'not among the messages this page has seen');
  return await WPP.chat.getMessageById(key);
}

function keyInStore(id) {
  const found = attempt(() => WPP.whatsapp.MsgStore.getModelsArray().find((message) => message.id.id === id));
  return found ? found.id.toString() : null;
}

/** A message can stand in the chat while WhatsApp's server has not taken it yet (0), or has refused it (below 0). */
const ackOf = (message) => Number(message?.ack) || 0;

function tellAcks({ ack, chat, ids }) {
  for (const key of ids ?? []) {
    tell({ type: 'ack', messageId: key.id, chatId: chatIdOf(key.remote ?? chat), ack: Number(ack) });
  }
}

WPP.on('chat.new_message', tellMessage);
WPP.on('chat.msg_ack_change', tellAcks);
