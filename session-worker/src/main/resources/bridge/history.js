/*
 * What stands in the account: chats, contacts, groups, and messages of a chat. It is asked for in parts, each with where
 * the next begins, and the page breathes in between: neither it nor the worker is held up by an account that has a lot.
 */

const PART_CHARACTERS = 256 * 1024;
const BREATH_MS = 20; // of work, then others have their turn
const MAX_HAPPENED = 2000;
const MAX_HAPPENED_MS = 10 * 1000;
const REVOCABLE_S = 3 * 24 * 3600; // WhatsApp lets messages be deleted for two days and a half

let lastBreath = 0;

async function breathe() {
  if (performance.now() - lastBreath < BREATH_MS) return;
  await pause(0);
  lastBreath = performance.now();
}

/**
 * Describes the models until there is enough for one answer; the rest begins after the last that was described. One that
 * cannot be described is left out.
 */
async function partOf(models, describeOne) {
  const items = [];
  let characters = 0;
  for (const [index, model] of models.entries()) {
    const item = await Promise.resolve(model).then(describeOne).catch(() => null);
    if (item) items.push(item);
    characters += JSON.stringify(item).length;
    if (characters > PART_CHARACTERS && index + 1 < models.length) return { items, next: model.id.toString() };
    await breathe();
  }
  return { items, next: null };
}

/** The models after one of them, in the order of their ids, which stays the same while they change. */
function inOrder(models, after) {
  return models
    .map((model) => [model.id.toString(), model])
    .filter(([id]) => id > (after ?? ''))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, model]) => model);
}

const chatModels = () => WPP.whatsapp.ChatStore.getModelsArray().filter(({ id }) => isChat(id));

function describeChat(chat) {
  const isGroup = chat.id.server === 'g.us';
  const contact = isGroup ? null : attempt(() => WPP.whatsapp.ContactStore.get(chat.id));
  return {
    id: chatIdOf(chat.id),
    lid: isGroup ? null : (lidWid(chat.id)?.user ?? null),
    name: text(chat.name) ?? text(contact?.name) ?? text(contact?.pushname) ?? text(attempt(() => chat.formattedTitle)),
    isGroup,
    unreadCount: Number(chat.unreadCount) || 0,
    lastActivity: Number(chat.t) || 0,
    archived: chat.archive === true,
    pinned: Number(chat.pin) > 0,
    muted: attempt(() => chat.mute.isMuted) === true || (Number(chat.mute?.expiration) || 0) !== 0,
  };
}

/** A person may be there twice, by number and by hidden id: the number's contact speaks for both. */
function describeContact(contact) {
  const number = numberWid(contact.id);
  if (isLid(contact.id) && number && WPP.whatsapp.ContactStore.get(number)) return null;
  const hidden = lidWid(contact.id);
  const other = hidden && WPP.whatsapp.ContactStore.get(hidden);
  return {
    phone: number?.server === 'c.us' ? number.user : null,
    lid: hidden?.user ?? null,
    name: text(contact.name) ?? text(other?.name),
    pushName: text(contact.pushname) ?? text(other?.pushname),
    isBusiness: contact.isBusiness === true,
  };
}

async function chats({ after }) {
  requireReady();
  return await partOf(inOrder(chatModels(), after), describeChat);
}

async function contacts({ after }) {
  requireReady();
  const people = WPP.whatsapp.ContactStore.getModelsArray().filter(({ id }) => id.server === 'c.us' || isLid(id));
  return await partOf(inOrder(people, after), describeContact);
}

/** WhatsApp Web may have to ask its server for each, so that a part is only as many as are asked for. */
async function groups({ after, limit }) {
  requireReady();
  const models = inOrder(chatModels().filter(({ id }) => id.server === 'g.us'), after);
  const some = models.slice(0, limit);
  const part = await partOf(some, ({ id }) => describeGroup(id).catch(() => null));
  return { ...part, next: part.next ?? (models.length > limit ? some.at(-1).id.toString() : null) };
}

/** The chats in which something was written or done since that moment. */
async function activeSince({ since }) {
  requireReady();
  return chatModels().filter(({ t }) => Number(t) >= since).map(({ id }) => chatIdOf(id));
}

/** The newest messages of a chat that are older than the given one, newest first; `files` if those will be asked for. */
async function past({ chat: id, count, before, files }) {
  requireReady();
  const chat = existingChat(id);
  if (!chat) throw new Failure('CHAT_NOT_FOUND', 'the account has no such chat');
  let found = await WPP.chat.getMessages(chat.id, { count, ...(before ? { id: before } : {}) });
  // wa-js starts at the last message that the chat knows of, which it need not know.
  if (!found.length && !before) found = chat.msgs.getModelsArray().slice(-count);
  const messages = found.filter((message) => message?.id?.remote && message.type !== 'ciphertext');
  if (files) messages.forEach(remember);
  const part = await partOf(messages.reverse(), describe);
  const oldest = messages.at(-1)?.id.toString() ?? null;
  return { ...part, next: part.next ?? (found.length >= count ? oldest : null) };
}

/* ---- what was done to messages while nobody listened ---- */

async function reactionsTo(message) {
  const { reactions } = await WPP.chat.getReactions(message.id.toString());
  const all = reactions.flatMap(({ senders }) => senders);
  return all.map((one) =>
    describeReaction({ msgId: message.id, sender: one.sender, reactionText: one.reactionText }, one.timestamp));
}

async function votesIn(message) {
  const { votes } = await WPP.chat.getVotes(message.id.toString());
  return votes.map((vote) => describeVote({ msgId: message.id, ...vote }));
}

async function doneTo(message) {
  const done = [];
  if (message.type === 'revoked') return [describeRevocation(message.id, writerOf(message), message.revokeTimestamp)];
  if (message.latestEditMsgKey) done.push(describeEdit(message));
  if (message.hasReaction) done.push(...(await reactionsTo(message).catch(() => [])));
  if (message.type === 'poll_creation') done.push(...(await votesIn(message).catch(() => [])));
  return done;
}

/** Of the messages that are loaded, as many of the newest as there is time for. */
async function happenedSince({ since }) {
  requireReady();
  const end = performance.now() + MAX_HAPPENED_MS;
  const found = [];
  for (const message of WPP.whatsapp.MsgStore.getModelsArray().slice().sort((one, other) => other.t - one.t)) {
    if (performance.now() > end) break;
    const mayMatter = message.type !== 'revoked' || Number(message.t) >= since - REVOCABLE_S;
    if (isChat(message.id?.remote) && mayMatter) found.push(...(await doneTo(message)).filter(({ at }) => at >= since));
    await breathe();
  }
  return found.sort((one, other) => one.at - other.at).slice(-MAX_HAPPENED);
}

offer({ chats, contacts, groups, activeSince, past, happenedSince });
