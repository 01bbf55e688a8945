/* @wppconnect-team/wppconnect, driven as its own documentation does. */
import library from '@wppconnect-team/wppconnect';

const written = (key) => (typeof key === 'string' ? key : key._serialized);
const own = (chat, id) => `true_${chat}_${id}`;
const bareId = (key) => written(key).split('_')[2];

export const name = '@wppconnect-team/wppconnect';

export function open({ profile, chromium, flags, phone }, heard) {
  library.defaultLogger.level = 'error';
  let isOpen = false;
  // It shows a code before it waits for a phone; if one links before that, it sees no phone and closes its own page.
  let isWaiting = false;
  let shown = null;
  const sayShown = () => { if (isWaiting && shown) heard.say(shown.kind, shown.text); };
  const show = (kind, text) => {
    shown = { kind, text };
    sayShown();
  };
  const waitForPhone = (waits) => {
    isWaiting = waits;
    if (waits) sayShown();
    else shown = null;
  };
  const opening = library.create({
    session: 'peer',
    catchQR: (_picture, _ascii, _attempt, text) => show('qr', text),
    statusFind: (status) => {
      if (status === 'inChat' && isOpen) opening.then(sayReady);
      if (status === 'notLogged') waitForPhone(true);
      if (status === 'qrReadSuccess') waitForPhone(false);
      if (status === 'phoneNotConnected' || status === 'qrReadFail') heard.say('broken', new Error(status));
      if (status === 'disconnectedMobile') heard.say('unlinked', status);
    },
    ...(phone ? { phoneNumber: phone, catchLinkCode: (code) => show('code', code) } : {}),
    whatsappVersion: null,
    useChrome: false,
    logQR: false,
    disableWelcome: true,
    updatesLog: false,
    browserArgs: flags,
    puppeteerOptions: { executablePath: chromium, userDataDir: profile },
  });
  // The library calls itself open a little before its listeners are in the page, and before wa-js listens to receipts.
  const sayReady = async (client) => {
    await client.waPage.waitForFunction(() =>
      window.onBackendEvent?.exposed && window.WPP?.isFullReady &&
      WPP.conn.isAuthenticated() && WPP.conn.isMainReady());
    heard.say('ready');
  };
  opening.then((client) => {
    client.onMessage((message) => heard.say('message', { id: bareId(message.id), body: message.body, message }));
    client.onAck(({ id, ack }) => heard.say('ack', { id: bareId(id), ack }));
    client.onReactionMessage(({ msgId, reactionText }) =>
      heard.say('reaction', { id: bareId(msgId), emoji: reactionText }));
    client.onMessageEdit(({ id, msg }) => heard.say('edit', { id: bareId(id), body: msg.body }));
    client.onRevokedMessage(({ refId }) => heard.say('revoke', { id: bareId(refId) }));
    client.onPollResponse(({ msgId, selectedOptions }) =>
      heard.say('vote', { id: bareId(msgId), options: selectedOptions.filter(Boolean).map((option) => option.name) }));
    isOpen = true;
    return sayReady(client);
  }).catch((error) => heard.say('broken', error));

  const withClient = (action) => async (...args) => action(await opening, ...args);
  return {
    profile,
    exists: withClient(async (client, number) => (await client.checkNumberStatus(`${number}@c.us`)).numberExists),
    sendText: withClient(async (client, chat, text) => bareId((await client.sendText(chat, text)).id)),
    sendFile: withClient(async (client, chat, { mimetype, base64, filename, caption }) => {
      const file = `data:${mimetype};base64,${base64}`;
      return bareId((await client.sendFile(chat, file, { type: 'document', filename, caption })).id);
    }),
    reply: withClient(async (client, { message }, text) =>
      bareId((await client.reply(message.from, text, message.id)).id)),
    download: withClient(async (client, { message }) => (await client.downloadMedia(message)).split(',')[1]),
    sendLocation: withClient(async (client, chat, { latitude, longitude, name, address }) =>
      bareId((await client.sendLocation(chat, { lat: latitude, lng: longitude, name, address })).id)),
    sendContact: withClient(async (client, chat, number) =>
      bareId((await client.sendContactVcard(chat, `${number}@c.us`)).id)),
    sendPoll: withClient(async (client, chat, question, options) =>
      bareId((await client.sendPollMessage(chat, question, options)).id)),
    location: ({ message }) => ({ latitude: message.lat, longitude: message.lng }),
    react: withClient((client, { message }, emoji) => client.sendReactionToMessage(message.id, emoji)),
    edit: withClient((client, chat, id, text) => client.editMessage(own(chat, id), text)),
    revoke: withClient((client, chat, id) => client.deleteMessage(chat, own(chat, id))),
    type: withClient((client, chat) => client.startTyping(chat)),
    see: withClient((client, chat) => client.sendSeen(chat)),
    chats: withClient(async (client) =>
      (await client.listChats()).map(({ id, unreadCount }) => ({ id: written(id), unreadCount }))),
    contacts: withClient(async (client) => (await client.getAllContacts()).map(({ id }) => written(id))),
    history: withClient(async (client, chat) =>
      (await client.getMessages(chat, { count: 50 })).map(({ id }) => bareId(id))),
    close: withClient((client) => client.close()),
    logout: withClient((client) => client.logout()),
  };
}
