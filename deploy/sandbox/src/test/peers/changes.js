/* What is done to messages afterwards, by either side: reactions, edits, votes, revocations. */
import { mustBe, until } from './expect.js';

const DELIVERED = 2;

export async function changes({ client, phones, chat, step, about, acked }) {
  const onPhone = (id, what, isGood) => until(() => phones.received(id), what, (message) => message && isGood(message));
  const sent = await client.sendText(chat, 'to be changed');
  await acked(sent, DELIVERED);
  const { id: written } = await phones.write({ type: 'chat', body: 'to be changed too' });
  const received = await about('message', written);

  await step('reaction out', async () => {
    await client.react(received, '👍');
    await until(() => phones.wrote(written), 'the phone sees the reaction',
      ({ reactions }) => reactions.some(({ emoji }) => emoji === '👍'));
  });
  await step('reaction in', async () => {
    await phones.react(sent, '❤️');
    mustBe((await about('reaction', sent)).emoji, '❤️', 'the reaction in the library');
  });
  await step('edit out', async () => {
    await client.edit(chat, sent, 'changed');
    await onPhone(sent, 'the phone shows the edit', ({ body, edited }) => edited && body === 'changed');
  });
  await step('edit in', async () => {
    await phones.edit(written, 'changed too');
    mustBe((await about('edit', written)).body, 'changed too', 'the text in the library');
  });
  await step('poll out, vote in', async () => {
    const poll = await client.sendPoll(chat, 'Tea?', ['yes', 'no']);
    await onPhone(poll, 'the phone shows the poll', (message) => message.poll.options.join() === 'yes,no');
    await phones.vote(poll, ['no']);
    mustBe((await about('vote', poll)).options.join(), 'no', 'the vote in the library');
  });
  await step('revoke out', async () => {
    await client.revoke(chat, sent);
    await onPhone(sent, 'the phone takes it away', ({ revoked }) => revoked);
  });
  await step('revoke in', async () => {
    await phones.revoke(written);
    await about('revoke', written);
  });
}
