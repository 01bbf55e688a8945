/*
 * What happens to messages and chats that are there: edits, deletions, reactions, votes, groups, calls, presence, and
 * chats that are seen on another device. What the account itself does elsewhere counts too.
 */

const NOTICE_MS = 500; // until WhatsApp Web has written down what a notice about a group says
const RECORD_MS = 500;
const RECORD_STEP_MS = 50;
const CALL_WINDOW_MS = 2 * 60 * 1000; // a call that rang and its notice in the chat are one call
const PRESENCE_MS = 500; // at most one telling of a person's state in this time
const MAX_PRESENCES = 100; // told at one go; the rest is lost, which does no harm
const MAX_SUBSCRIBED = 500; // chats that appear after wa-js has subscribed to those that were there

const CHANGE_OF_NOTICE = {
  create: 'added',
  add: 'added',
  invite: 'added',
  linked_group_join: 'added',
  remove: 'removed',
  leave: 'removed',
  promote: 'promoted',
  demote: 'demoted',
  subject: 'subject',
};
const CHANGE_OF_ACTION = {
  add: 'added',
  join: 'added',
  remove: 'removed',
  leave: 'removed',
  promote: 'promoted',
  demote: 'demoted',
};
const STATE_OF_CHATSTATE = {
  typing: 'typing',
  composing: 'typing',
  recording_audio: 'recording',
  recording: 'recording',
  paused: 'paused',
  idle: 'paused',
  available: 'available',
  unavailable: 'unavailable',
};

const nowInSeconds = () => Math.floor(Date.now() / 1000);
/** WhatsApp Web counts some times in seconds and some in milliseconds. */
const inSeconds = (time) => (Number(time) > 1e11 ? Math.floor(Number(time) / 1000) : Number(time) || nowInSeconds());
const isChat = (wid) => ['c.us', 'lid', 'g.us'].includes(wid?.server);
const who = (wid) => ({ from: bare(widOf(wid)) ?? '', fromLid: lidWid(widOf(wid))?.user ?? null });

/** Remembers a limited number of things, the oldest of which it forgets. */
function memory(size) {
  const known = new Map();
  return {
    get: (key) => known.get(key),
    set(key, value) {
      known.delete(key);
      known.set(key, value);
      if (known.size > size) known.delete(known.keys().next().value);
    },
  };
}

/* ---- messages ---- */

const describeEdit = (message) => ({
  type: 'edited',
  messageId: message.id.id,
  chatId: chatIdOf(message.id.remote),
  ...who(writerOf(message)),
  message: text(mediaOf(message) ? message.caption : message.body) ?? '',
  at: inSeconds(message.latestEditSenderTimestampMs),
});

const describeReaction = ({ msgId, sender, reactionText }, time) => ({
  type: 'reaction',
  messageId: msgId.id,
  chatId: chatIdOf(msgId.remote),
  ...who(sender),
  emoji: reactionText ?? '',
  at: inSeconds(time),
});

/** wa-js gives the chosen options at their numbers, with holes where an option was not chosen. */
const describeVote = ({ msgId, sender, selectedOptions, timestamp }) => ({
  type: 'vote',
  messageId: msgId.id,
  chatId: chatIdOf(msgId.remote),
  ...who(sender),
  options: Array.from(selectedOptions ?? []).filter(Boolean).map(({ name }) => String(name)),
  at: inSeconds(timestamp),
});

function tellEdited(message) {
  if (isChat(message.id.remote)) tell(describeEdit(message));
}

/** Where WhatsApp Web does not say when, it has just happened. */
const describeRevocation = (key, by, time) => ({
  type: 'revoked',
  messageId: key.id,
  chatId: chatIdOf(key.remote),
  ...who(by),
  at: inSeconds(time),
});

function tellRevoked({ refId, author, from }) {
  if (!isChat(refId.remote)) return;
  const by = author ?? (refId.fromMe ? attempt(() => WPP.conn.getMyUserId()) : from);
  tell(describeRevocation(refId, by, null));
}

/** When, by the page's own record of it, which comes a moment later and may be gone again. */
async function timeOfReaction({ msgId, sender, reactionText }) {
  for (let waited = 0; reactionText && waited < RECORD_MS; waited += RECORD_STEP_MS) {
    const { reactions } = await WPP.chat.getReactions(msgId.toString()).catch(() => ({ reactions: [] }));
    const record = reactions
      .filter(({ aggregateEmoji }) => aggregateEmoji === reactionText)
      .flatMap(({ senders }) => senders)
      .find((one) => bare(one.sender) === bare(sender));
    if (record) return record.timestamp;
    await pause(RECORD_STEP_MS);
  }
  return null;
}

async function tellReaction(reaction) {
  if (!isChat(reaction.msgId.remote)) return;
  tell(describeReaction(reaction, reaction.timestamp ?? (await timeOfReaction(reaction))));
}

function tellVote(vote) {
  if (isChat(vote.msgId.remote)) tell(describeVote(vote));
}

/* ---- groups ---- */

const groupChangesTold = memory(500);

async function describeGroup(id) {
  const group = await WPP.whatsapp.GroupMetadataStore.find(id);
  const chat = WPP.whatsapp.ChatStore.get(id);
  const owner = widOf(group?.owner);
  return {
    id: chatIdOf(id),
    subject: text(group?.subject) ?? text(chat?.name) ?? text(attempt(() => chat.formattedTitle)),
    description: text(group?.desc),
    owner: owner ? bare(owner) : null,
    createdAt: Number(group?.creation) || null,
    participants: Array.from(group?.participants?.getModelsArray?.() ?? [], (member) => ({
      phone: numberWid(member.id)?.server === 'c.us' ? numberWid(member.id).user : null,
      lid: lidWid(member.id)?.user ?? null,
      admin: member.isAdmin === true || member.isSuperAdmin === true,
    })),
  };
}

/** WhatsApp Web may say the same change in two ways, one of which may be missing. */
async function tellGroupChange(id, change, members, by, time) {
  const key = [id, change, ...members].join(' ');
  if (Date.now() - (groupChangesTold.get(key) ?? 0) < 10 * NOTICE_MS) return;
  groupChangesTold.set(key, Date.now());
  await pause(NOTICE_MS);
  const group = await describeGroup(id).catch(() => ({ id: chatIdOf(id), participants: [] }));
  tell({ type: 'group', group, change, members, by: by ? bare(by) : null, at: inSeconds(time) });
}

function tellGroupNotice(notice) {
  const author = widOf(notice.author);
  const change = CHANGE_OF_NOTICE[notice.subtype] ?? 'other';
  const about = Array.from(notice.recipients ?? [], widOf).map(bare).filter(Boolean);
  const members = about.length || !['added', 'removed'].includes(change) ? about : [bare(author)].filter(Boolean);
  void tellGroupChange(notice.id.remote, change, members.sort(), author, notice.t);
}

async function tellParticipants({ groupId, action, participants, author }) {
  const change = CHANGE_OF_ACTION[action];
  if (!change) return;
  await pause(NOTICE_MS); // the notice, if there is one, knows the time
  const members = participants.map(widOf).map(bare).filter(Boolean);
  await tellGroupChange(widOf(groupId), change, members.sort(), widOf(author), nowInSeconds());
}

/* ---- calls ---- */

const calls = memory(200); // by caller and by id, when

function tellCall(id, caller, isGroup, isVideo, time) {
  const { from, fromLid } = who(caller);
  const lately = (key) => Date.now() - (calls.get(key) ?? 0) < CALL_WINDOW_MS;
  if (lately(id) || lately(from)) return;
  calls.set(id, Date.now());
  calls.set(from, Date.now());
  tell({ type: 'call', id, from, fromLid, isGroup, isVideo, at: inSeconds(time) });
}

/** A missed call stands in the chat: so one is known that rang while no page was open. */
function tellMissedCall(notice) {
  const subtype = String(notice.subtype ?? '');
  if (notice.id.fromMe || !subtype.startsWith('miss')) return;
  const isGroup = notice.id.remote.server === 'g.us';
  tellCall(notice.id.id, writerOf(notice), isGroup, subtype.includes('video'), notice.t);
}

/* ---- presence ---- */

const presences = memory(2000); // by chat and person, the state told last
let newPresences = new Map();
let subscribed = 0;

function presenceOf(chat, person, chatstate) {
  const key = `${chat} ${person}`;
  const state = STATE_OF_CHATSTATE[chatstate];
  if (!state) return;
  if (!newPresences.size) setTimeout(tellPresences, PRESENCE_MS);
  newPresences.set(key, { chat, person, state });
}

function tellPresences() {
  const all = Array.from(newPresences).slice(-MAX_PRESENCES);
  newPresences = new Map();
  for (const [key, { chat, person, state }] of all) {
    const before = presences.get(key);
    const stopped = state === 'available' && (before === 'typing' || before === 'recording');
    if (state === before) continue;
    presences.set(key, state);
    tell({ type: 'presence', chatId: chatIdOf(chat), ...who(person), state: stopped ? 'paused' : state });
  }
}

function onPresence({ id, isGroup, state, participants }) {
  if (!isChat(id)) return;
  if (!isGroup) presenceOf(id, id, state);
  else for (const member of participants ?? []) presenceOf(id, widOf(member.id), member.state);
}

/** wa-js subscribes to the chats that are there when it is ready. */
function subscribeTo(chat) {
  if (!isReady() || !isChat(chat?.id) || subscribed >= MAX_SUBSCRIBED) return;
  subscribed++;
  WPP.contact.subscribePresence(chat.id.toString()).catch(() => {});
}

/* ---- seen ---- */

function tellSeen(chat, unread, before) {
  if (unread === 0 && before && isReady() && isChat(chat.id)) {
    tell({ type: 'seen', chatId: chatIdOf(chat.id), at: nowInSeconds() });
  }
}

WPP.on('chat.msg_edited', ({ msg }) => tellEdited(msg));
WPP.on('chat.msg_revoke', tellRevoked);
let reactionsInOrder = Promise.resolve(); // the last of a person counts
WPP.on('chat.new_reaction', (reaction) => {
  reactionsInOrder = reactionsInOrder.then(() => tellReaction(reaction)).catch(() => {});
});
WPP.on('chat.poll_response', tellVote);
WPP.on('group.participant_changed', tellParticipants);
WPP.on('call.incoming_call', ({ id, sender, peerJid, isGroup, isVideo, offerTime }) =>
  tellCall(String(id), sender ?? peerJid, isGroup === true, isVideo === true, offerTime));
WPP.on('chat.presence_change', onPresence);
WPP.on('chat.new_chat', subscribeTo);
WPP.loader.onInjected(() => {
  // Not wa-js's own event for it, which forgets a chat when the next follows at once.
  attempt(() => WPP.whatsapp.ChatStore.on('change:unreadCount', tellSeen));
});
