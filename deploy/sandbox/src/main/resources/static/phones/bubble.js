/* One message as a phone shows it, and what can be done with it. */

import { attempt, tell } from '/phones/api.js';
import { button, element } from '/phones/dom.js';
import { nameOf } from '/phones/people.js';

const TYPE_NAMES = {
  image: 'Photo', video: 'Video', audio: 'Audio', ptt: 'Voice message', document: 'Document', sticker: 'Sticker',
  location: 'Place', contact: 'Contact', poll: 'Poll' };
const REACTIONS = ['👍', '❤️', '😂', '😮', '🙏'];
const DELIVERED = 2;
const READ = 3;

/** A line that says what a message is, for lists and quotes. */
export function summary(message) {
  if (message.revoked) return 'Deleted';
  if (message.type === 'chat') return message.body;
  const detail = message.caption || message.filename || message.location?.name || message.contact?.name || message.poll?.question;
  return `${TYPE_NAMES[message.type] || message.type}${detail ? `: ${detail}` : ''}`;
}

/**
 * @param view {me, account, messages, answer, edit}: whose phone it is, whose conversation, all its messages, and what to do
 *   when a message is to be answered or edited
 */
export function bubble(message, view) {
  if (message.type === 'gp2') return element('div', { class: 'notice' }, message.body || 'The group has changed');
  const mine = message.from === view.me;
  return element('article', { class: mine ? 'bubble mine' : 'bubble', 'data-id': message.id },
    message.is_group && !mine ? element('div', { class: 'author' }, nameOf(message.from)) : null,
    message.forwarded ? element('div', { class: 'remark' }, '↪ Forwarded') : null,
    quote(message, view),
    message.revoked ? element('div', { class: 'remark' }, 'This message was deleted') : content(message, view),
    foot(message, mine),
    message.reactions.length > 0 ? reactions(message) : null,
    message.revoked ? null : actions(message, mine, view));
}

function quote(message, view) {
  if (!message.quoted) return null;
  const quoted = view.messages.find(({ id }) => id === message.quoted);
  return element('div', { class: 'quote' }, quoted ? summary(quoted) : 'A message that is not here');
}

function content(message, view) {
  switch (message.type) {
    case 'chat': return element('div', { class: 'body', dir: 'auto' }, message.body);
    case 'location': return place(message.location);
    case 'contact': return element('div', { class: 'card' }, '👤 ', element('b', {}, message.contact.name), element('small', {}, message.contact.phone ? `+${message.contact.phone}` : ''));
    case 'poll': return poll(message, view);
    default: return element('div', {}, file(message),
      message.caption ? element('div', { class: 'body', dir: 'auto' }, message.caption) : null);
  }
}

function file(message) {
  const source = `/phone/media/${encodeURIComponent(message.id)}`;
  switch (message.type) {
    case 'image': return element('img', { src: source, alt: 'Photo', loading: 'lazy' });
    case 'sticker': return element('img', { class: 'sticker', src: source, alt: 'Sticker', loading: 'lazy' });
    case 'video': return element('video', { src: source, controls: true, preload: 'metadata' });
    case 'audio': case 'ptt': return element('audio', { src: source, controls: true, preload: 'none' });
    default: return element('a', { class: 'card', href: source, download: message.filename || message.id },
      '📄 ', element('b', {}, message.filename || 'Document'), element('small', {}, `${Math.ceil(message.size / 1024)} KB`));
  }
}

const place = ({ latitude, longitude, name, address }) =>
  element('div', { class: 'card' }, '📍 ', element('b', {}, name || 'A place'),
    element('small', {}, [address, `${latitude}, ${longitude}`].filter(Boolean).join(' · ')));

function poll(message, { me, account }) {
  const { question, options, multiple, votes } = message.poll;
  const mine = votes.find(({ from }) => from === me)?.options ?? [];
  const vote = (option) => {
    const others = multiple ? mine.filter((chosen) => chosen !== option) : [];
    return mine.includes(option) ? others : [...others, option];
  };
  return element('div', { class: 'poll' }, element('b', { dir: 'auto' }, question),
    ...options.map((option) => {
      const count = votes.filter((each) => each.options.includes(option)).length;
      const choose = () => attempt(() => tell('/phone/vote', { account, from: me, id: message.id, options: vote(option) }));
      return button(`${option}${count > 0 ? ` · ${count}` : ''}`, { class: mine.includes(option) ? 'option chosen' : 'option', disabled: me === account }, choose);
    }));
}

function foot({ timestamp, edited, ack, sends }, mine) {
  const time = new Date(timestamp * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return element('div', { class: 'foot' },
    sends > 1 ? element('b', { class: 'warn' }, `sent ${sends} times `) : null,
    edited ? 'edited ' : null, time,
    mine ? element('span', { class: ack >= READ ? 'ticks read' : 'ticks', title: ['waiting', 'sent', 'delivered', 'read', 'played'][ack] }, ack >= DELIVERED ? ' ✓✓' : ' ✓') : null);
}

const reactions = ({ reactions: given }) =>
  element('div', { class: 'reactions', title: given.map(({ from, emoji }) => `${nameOf(from)} ${emoji}`).join('\n') },
    given.map(({ emoji }) => emoji).join(''));

function actions(message, mine, { me, account, answer, edit }) {
  if (me === account) return null;
  const to = (what, more = {}) => () => attempt(() => tell(`/phone/${what}`, { account, from: me, id: message.id, ...more }));
  const given = message.reactions.find(({ from }) => from === me)?.emoji;
  return element('div', { class: 'actions' },
    ...REACTIONS.map((emoji) => button(emoji, { title: 'React', class: emoji === given ? 'chosen' : '' }, to('react', { emoji: emoji === given ? '' : emoji }))),
    button('↩', { title: 'Answer' }, () => answer(message)),
    mine && message.type === 'chat' ? button('✎', { title: 'Edit' }, () => edit(message)) : null,
    mine ? button('🗑', { title: 'Delete for everybody' }, to('revoke')) : null);
}
