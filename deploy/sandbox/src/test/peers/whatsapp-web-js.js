/* whatsapp-web.js, driven as its own documentation does. */
import { join } from 'node:path';
import library from 'whatsapp-web.js';

const { Client, LocalAuth, MessageMedia } = library;

export const name = 'whatsapp-web.js';

export function open({ profile, chromium, flags }, heard) {
  const client = new Client({
    authStrategy: new LocalAuth({ dataPath: profile }),
    webVersionCache: { type: 'none' },
    puppeteer: { executablePath: chromium, args: flags },
  });
  client.on('qr', (text) => heard.say('qr', text));
  client.on('ready', () => heard.say('ready'));
  client.on('disconnected', (reason) => heard.say('unlinked', reason));
  client.on('message', (message) => heard.say('message', { id: message.id.id, body: message.body, message }));
  client.on('message_ack', (message, ack) => heard.say('ack', { id: message.id.id, ack }));
  client.initialize().catch((error) => heard.say('broken', error));

  const send = async (...args) => (await client.sendMessage(...args)).id.id;
  return {
    profile: join(profile, 'session'),
    exists: async (number) => (await client.getNumberId(number)) !== null,
    sendText: (chat, text) => send(chat, text),
    sendFile: (chat, { mimetype, base64, filename, caption }) =>
      send(chat, new MessageMedia(mimetype, base64, filename), { caption, sendMediaAsDocument: true }),
    reply: async ({ message }, text) => (await message.reply(text)).id.id,
    download: async ({ message }) => (await message.downloadMedia()).data,
    see: (chat) => client.sendSeen(chat),
    chats: async () => (await client.getChats()).map(({ id, unreadCount }) => ({ id: id._serialized, unreadCount })),
    contacts: async () => (await client.getContacts()).map(({ id }) => id._serialized),
    history: async (chat) =>
      (await (await client.getChatById(chat)).fetchMessages({ limit: 50 })).map(({ id }) => id.id),
    close: () => client.destroy(),
    logout: () => client.logout(),
  };
}
