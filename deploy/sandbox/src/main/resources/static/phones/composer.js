/* The foot of a chat, where messages are written: text, files, places, cards and polls; answers and edits. */

import { attempt, tell } from '/phones/api.js';
import { button, element } from '/phones/dom.js';
import { summary } from '/phones/bubble.js';

const TYPING_MS = 3_000;

async function base64(file) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(',') + 1);
}

function typeOf(file) {
  if (file.type === 'image/webp') return 'sticker';
  const family = file.type.split('/')[0];
  return ['image', 'audio', 'video'].includes(family) ? family : 'document';
}

const EXTRAS = {
  place: {
    label: '📍 Place', fields: { name: 'Name', address: 'Address', latitude: 'Latitude', longitude: 'Longitude' },
    message: ({ name, address, latitude, longitude }) =>
      ({ type: 'location', location: { name, address, latitude: Number(latitude), longitude: Number(longitude) } }),
  },
  card: {
    label: '👤 Contact', fields: { name: 'Name', phone: 'Number' },
    message: ({ name, phone }) => ({ type: 'contact', contact: { name, phone } }),
  },
  poll: {
    label: '📊 Poll', fields: { question: 'Question', options: 'Answers, one a line' },
    message: ({ question, options }) =>
      ({ type: 'poll', poll: { question, options: options.split('\n').map((option) => option.trim()).filter(Boolean), multiple: true } }),
  },
};

/** @param chat {me, name, account, group}: whose phone, and where it writes to */
export function composer(chat) {
  const { me, name, account, group } = chat;
  const target = { account, from: me, name, ...(group ? { group } : {}) };
  let answered = null;
  let edited = null;
  let lastTyping = 0;

  const text = element('textarea', { rows: 1, placeholder: 'Message', 'aria-label': 'Message', input: typing, keydown: enter });
  const picker = element('input', { type: 'file', hidden: true, change: () => attempt(attach) });
  const context = element('div', { class: 'context' });
  const extra = element('div', { class: 'extra' });
  const menu = element('div', { class: 'menu', hidden: true },
    button('📎 File', {}, () => { menu.hidden = true; picker.click(); }),
    ...Object.entries(EXTRAS).map(([kind, { label }]) => button(label, {}, () => { menu.hidden = true; open(kind); })));

  const form = element('form', { class: 'composer', submit: (event) => { event.preventDefault(); attempt(write); } },
    context, extra, menu,
    element('div', { class: 'line' },
      button('+', { class: 'round', title: 'Attach' }, () => { menu.hidden = !menu.hidden; }),
      text, picker, element('button', { class: 'round send', type: 'submit', title: 'Send' }, '➤')));

  const send = (message) => tell('/phone/send', { ...target, ...message, ...(answered ? { quoted: answered.id } : {}) });

  async function write() {
    const body = text.value;
    if (body === '') return;
    if (edited) await tell('/phone/edit', { account, from: me, id: edited.id, body });
    else await send({ type: 'chat', body });
    text.value = '';
    forget();
    await tell('/phone/typing', { ...target, state: 'paused' });
    lastTyping = 0;
  }

  async function attach() {
    const [file] = picker.files;
    if (!file) return;
    const caption = text.value;
    await send({
      type: typeOf(file), data: await base64(file), filename: file.name,
      ...(file.type ? { mimetype: file.type } : {}), ...(caption ? { caption } : {}) });
    picker.value = '';
    text.value = '';
    forget();
  }

  function open(kind) {
    const { fields, message } = EXTRAS[kind];
    const inputs = Object.entries(fields).map(([field, label]) =>
      element(field === 'options' ? 'textarea' : 'input', { name: field, placeholder: label, 'aria-label': label, rows: 3 }));
    const values = () => Object.fromEntries(inputs.map((input) => [input.name, input.value]));
    extra.replaceChildren(...inputs, element('div', { class: 'line' },
      button('Cancel', { class: 'quiet' }, () => extra.replaceChildren()),
      button('Send', {}, () => attempt(async () => {
        await send(message(values()));
        extra.replaceChildren();
        forget();
      }))));
  }

  function typing() {
    if (text.value === '' || Date.now() - lastTyping < TYPING_MS) return;
    lastTyping = Date.now();
    attempt(() => tell('/phone/typing', { ...target, state: 'typing' }));
  }

  function enter(event) {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  }

  function forget() {
    answered = null;
    edited = null;
    context.replaceChildren();
  }

  function about(what, message) {
    context.replaceChildren(element('span', {}, `${what}: ${summary(message)}`), button('×', { class: 'quiet' }, forget));
    text.focus();
  }

  return {
    form,
    answer(message) { forget(); answered = message; about('Answer to', message); },
    edit(message) { forget(); edited = message; text.value = message.body; about('Edit', message); },
  };
}
