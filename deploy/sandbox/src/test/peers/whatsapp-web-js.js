/* whatsapp-web.js, driven as its own documentation does. */
import { join } from 'node:path';
import library from 'whatsapp-web.js';

const { Client, LocalAuth, Location, MessageMedia, Poll } = library;
const chosen = ({ selectedOptions }) => selectedOptions.map((option) => option.name);

export const name = 'whatsapp-web.js';

export function open({ profile, chromium, flags, phone }, heard) {
  const client = new Client({
    authStrategy: new LocalAuth({ dataPath: profile }),
    ...(phone ? { pairWithPhoneNumber: { phoneNumber: phone } } : {}),
    webVersionCache: { type: 'none' },
    puppeteer: { executablePath: chromium, args: flags },
  });
  client.on('qr', (text) => heard.say('qr', text));
  client.on('code', (code) => heard.say('code', code));
  client.on('ready', () => heard.say('ready'));
  client.on('disconnected', (reason) => heard.say('unlinked', reason));
  client.on('message', (message) => heard.say('message', { id: message.id.id, body: message.body, message }));
  client.on('message_ack', (message, ack) => heard.say('ack', { id: message.id.id, ack }));
  client.on('message_reaction', ({ msgId, reaction }) => heard.say('reaction', { id: msgId.id, emoji: reaction }));
  client.on('message_edit', (message, body) => heard.say('edit', { id: message.id.id, body }));
  client.on('message_revoke_everyone', (message) => heard.say('revoke', { id: message.id.id }));
  client.on('vote_update', (vote) => heard.say('vote', { id: vote.parentMessage.id.id, options: chosen(vote) }));
  client.initialize().catch((error) => heard.say('broken', error));

  const send = async (...args) => (await client.sendMessage(...args)).id.id;
  const own = (chat, id) => client.getMessageById(`true_${chat}_${id}`);
  return {
    profile: join(profile, 'session'),
    exists: async (number) => (await client.getNumberId(number)) !== null,
    sendText: (chat, text) => send(chat, text),
    sendFile: (chat, { mimetype, base64, filename, caption }) =>
      send(chat, new MessageMedia(mimetype, base64, filename), { caption, sendMediaAsDocument: true }),
    reply: async ({ message }, text) => (await message.reply(text)).id.id,
    download: async ({ message }) => (await message.downloadMedia()).data,
    sendLocation: (chat, { latitude, longitude, ...described }) =>
      send(chat, new Location(latitude, longitude, described)),
    sendContact: async (chat, number) => send(chat, await client.getContactById(`${number}@c.us`)),
    sendPoll: (chat, question, options) => send(chat, new Poll(question, options)),
    location: ({ message }) => message.location,
    react: ({ message }, emoji) => message.react(emoji),
    edit: async (chat, id, text) => (await own(chat, id)).edit(text),
    revoke: async (chat, id) => (await own(chat, id)).delete(true),
    type: async (chat) => (await client.getChatById(chat)).sendStateTyping(),
    see: (chat) => client.sendSeen(chat),
    chats: async () => (await client.getChats()).map(({ id, unreadCount }) => ({ id: id._serialized, unreadCount })),
    contacts: async () => (await client.getContacts()).map(({ id }) => id._serialized),
    history: async (chat) =>
      (await (await client.getChatById(chat)).fetchMessages({ limit: 50 })).map(({ id }) => id.id),
    close: () => client.destroy(),
    logout: () => client.logout(),
  };
}
