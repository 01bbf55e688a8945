/* What every peer is put through, from its first QR code to its logout. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Heard } from './heard.js';

const PATIENCE_MS = 20_000;
const QUIET_MS = 100;
const SENT = 1;
const DELIVERED = 2;
const READ = 3;
const TEXT = 'Olá, שלום 👩‍👩‍👧‍👦 <b>&amp;</b>';

const must = (holds, what) => {
  if (!holds) throw new Error(what);
};
const mustBe = (actual, expected, what) =>
  must(actual === expected, `${what} is ${JSON.stringify(actual)} and not ${JSON.stringify(expected)}`);

async function until(question, what) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await question())) {
    must(Date.now() < end, `${what} did not happen within ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

/** Chromium writes localStorage some seconds later, and a library that closes before that loses its login. */
async function isOnDisk(profile) {
  const directory = join(profile, 'Default', 'Local Storage', 'leveldb');
  const files = await readdir(directory).catch(() => []);
  const contents = await Promise.all(files.map((file) => readFile(join(directory, file)).catch(() => '')));
  return contents.some((content) => content.includes('WAWebSandboxLogin'));
}

export async function tell({ peer, settings, phones, step }) {
  const heard = new Heard();
  const chat = `${phones.other}@c.us`;
  const hear = (kind, options = {}) => heard.first(kind, { within: PATIENCE_MS, ...options });
  const message = (id) => hear('message', { like: (one) => one.id === id });
  const acked = (id, ack) => hear('ack', { like: (one) => one.id === id && one.ack === ack });
  let client = peer.open(settings, heard);
  let sent;
  let written;
  let mark;

  try {
    const qr = await step('qr', () => hear('qr'));
    await step('scan and ready', async () => {
      await phones.scan(qr);
      await hear('ready');
    });

    await step('number check', async () => {
      must(await client.exists(phones.other), 'a number that exists is not found');
      must(!(await client.exists(phones.missing)), 'a number that does not exist is found');
    });
    await step('text out', async () => {
      sent = await client.sendText(chat, TEXT);
      await until(() => phones.received(sent), 'that the phone receives the text');
      mustBe((await phones.received(sent)).body, TEXT, 'the text on the phone');
    });
    await step('ack sent', () => acked(sent, SENT));
    await step('ack delivered', () => acked(sent, DELIVERED));
    await step('ack read', async () => {
      await phones.read();
      await acked(sent, READ);
    });

    await step('media out', async () => {
      const bytes = randomBytes(100_000);
      const file = {
        mimetype: 'application/pdf', base64: bytes.toString('base64'), filename: 'plan.pdf', caption: 'the plan' };
      const id = await client.sendFile(chat, file);
      await until(() => phones.received(id), 'that the phone receives the file');
      const { type, filename, caption } = await phones.received(id);
      mustBe([type, filename, caption].join(), 'document,plan.pdf,the plan', 'the file on the phone');
      must(bytes.equals(await phones.file(id)), 'the bytes on the phone are others');
    });

    await step('text in', async () => {
      ({ id: written } = await phones.write({ type: 'chat', body: TEXT }));
      mustBe((await message(written)).body, TEXT, 'the text in the library');
    });
    await step('reply', async () => {
      const id = await client.reply(await message(written), 'a reply');
      await until(() => phones.received(id), 'that the phone receives the reply');
      mustBe((await phones.received(id)).quoted, written, 'what the reply quotes');
    });
    await step('media in', async () => {
      const bytes = randomBytes(100_000);
      const { id } = await phones.write({
        type: 'image', data: bytes.toString('base64'), mimetype: 'image/jpeg', caption: 'a photo' });
      const file = await client.download(await message(id));
      must(bytes.equals(Buffer.from(file, 'base64')), 'the bytes in the library are others');
    });

    await step('chats and contacts', async () => {
      const { unreadCount } = (await client.chats()).find(({ id }) => id === chat);
      mustBe(unreadCount, 1, 'the unread messages since the reply');
      must((await client.contacts()).includes(chat), 'the contact is not in the list');
    });
    await step('seen', async () => {
      await client.see(chat);
      mustBe((await client.chats()).find(({ id }) => id === chat).unreadCount, 0, 'the unread messages');
    });

    await step('restart without a qr', async () => {
      await until(() => isOnDisk(client.profile), 'that Chromium writes the login to disk');
      await client.close();
      mark = heard.now();
      client = peer.open(settings, heard);
      await Promise.race([
        hear('ready', { since: mark }),
        hear('qr', { since: mark }).then(() => { throw new Error('the library asked for a new QR code'); }),
      ]);
      sent = await client.sendText(chat, 'after the restart');
      await acked(sent, DELIVERED);
    });
    await step('history', async () => {
      const history = await client.history(chat);
      mustBe(history.at(-1), sent, 'the newest message');
      must(history.includes(written), 'what was written before the restart is gone');
    });

    await step('unlinked by the phone', async () => {
      mark = heard.now();
      await phones.unlink();
      await hear('unlinked', { since: mark });
    });
    await step('linked again', async () => {
      await phones.scan(await hear('qr', { since: mark }));
      await hear('ready', { since: mark });
      sent = await client.sendText(chat, 'linked again');
      await acked(sent, DELIVERED);
    });
    await step('logout', async () => {
      await client.logout();
      await until(async () => !(await phones.isLinked()), 'that the phone removes the device');
    });
  } finally {
    await client.close().catch(() => {});
  }
}
