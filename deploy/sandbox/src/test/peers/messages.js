/* Messages in both directions: texts and files to the byte, acknowledgements, replies, places, contacts, polls. */
import { randomBytes } from 'node:crypto';
import { must, mustBe, until } from './expect.js';

const SENT = 1;
const DELIVERED = 2;
const READ = 3;
const TEXT = 'Olá, שלום 👩‍👩‍👧‍👦 <b>&amp;</b>';

export async function messages({ client, phones, chat, step, about, acked }) {
  const arrived = (id) => until(() => phones.received(id), 'the phone receives it');
  let sent;
  let written;

  await step('number check', async () => {
    must(await client.exists(phones.other), 'a number that exists is not found');
    must(!(await client.exists(phones.missing)), 'a number that does not exist is found');
  });

  await step('text out', async () => {
    sent = await client.sendText(chat, TEXT);
    mustBe((await arrived(sent)).body, TEXT, 'the text on the phone');
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
    const { type, filename, caption } = await arrived(id);
    mustBe([type, filename, caption].join(), 'document,plan.pdf,the plan', 'the file on the phone');
    must(bytes.equals(await phones.file(id)), 'the bytes on the phone are others');
  });
  await step('location out', async () => {
    const { location } = await arrived(await client.sendLocation(chat, {
      latitude: 52.5163, longitude: 13.3777, name: 'Gate', address: 'Pariser Platz' }));
    mustBe([location.latitude, location.longitude].join(), '52.5163,13.3777', 'the place on the phone');
    must(location.name.startsWith('Gate'), `the place on the phone is called ${location.name}`);
  });
  await step('contact out', async () => {
    const { contact } = await arrived(await client.sendContact(chat, phones.other));
    mustBe(contact.phone, phones.other, 'the number on the card');
  });

  await step('text in', async () => {
    ({ id: written } = await phones.write({ type: 'chat', body: TEXT }));
    mustBe((await about('message', written)).body, TEXT, 'the text in the library');
  });
  await step('reply', async () => {
    const id = await client.reply(await about('message', written), 'a reply');
    mustBe((await arrived(id)).quoted, written, 'what the reply quotes');
  });
  await step('media in', async () => {
    const bytes = randomBytes(100_000);
    const { id } = await phones.write({
      type: 'image', data: bytes.toString('base64'), mimetype: 'image/jpeg', caption: 'a photo' });
    const file = await client.download(await about('message', id));
    must(bytes.equals(Buffer.from(file, 'base64')), 'the bytes in the library are others');
  });
  await step('location in', async () => {
    const { id } = await phones.write({ type: 'location', location: { latitude: 1.5, longitude: -2.5, name: 'There' } });
    const { latitude, longitude } = client.location(await about('message', id));
    mustBe([latitude, longitude].join(), '1.5,-2.5', 'the place in the library');
  });

  await step('chats and contacts', async () => {
    const { unreadCount } = (await client.chats()).find(({ id }) => id === chat);
    mustBe(unreadCount, 2, 'the unread messages since the reply');
    must((await client.contacts()).includes(chat), 'the contact is not in the list');
  });
  await step('seen', async () => {
    await client.see(chat);
    await until(() => phones.presence(), 'the phone sees that its messages are read', ({ seen }) => seen);
    mustBe((await client.chats()).find(({ id }) => id === chat).unreadCount, 0, 'the unread messages');
  });
  await step('typing', async () => {
    await client.type(chat);
    await until(() => phones.presence(), 'the phone sees somebody type', ({ state }) => state === 'typing');
  });
  return { written };
}
