/* What every peer is put through, from its first QR code to its logout. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changes } from './changes.js';
import { must, mustBe, PATIENCE_MS, until } from './expect.js';
import { Heard } from './heard.js';
import { messages } from './messages.js';

const DELIVERED = 2;

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
  const about = (kind, id, more = () => true) => hear(kind, { like: (one) => one.id === id && more(one) });
  const acked = (id, ack) => about('ack', id, (one) => one.ack === ack);
  let client = peer.open(settings, heard);
  let sent;
  let mark;

  try {
    const qr = await step('qr', () => hear('qr'));
    await step('scan and ready', async () => {
      await phones.scan(qr);
      await hear('ready');
    });

    const scene = { client, phones, chat, step, about, acked };
    const { written } = await messages(scene);
    await changes(scene);

    await step('restart without a qr', async () => {
      await until(() => isOnDisk(client.profile), 'Chromium writes the login to disk');
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
      await until(() => phones.isLinked(), 'the phone removes the device', (linked) => !linked);
    });
    await step('pairing code', async () => {
      await client.close();
      mark = heard.now();
      client = peer.open({ ...settings, phone: phones.account }, heard);
      await phones.typeCode(await hear('code', { since: mark }));
      await hear('ready', { since: mark });
      sent = await client.sendText(chat, 'linked by a code');
      await acked(sent, DELIVERED);
    });
  } finally {
    await client.close().catch(() => {});
  }
}
