/* One phone on the table: its list of chats, one open chat, its linked devices. */

import { ask, attempt, tell } from '/phones/api.js';
import { bubble, summary } from '/phones/bubble.js';
import { composer } from '/phones/composer.js';
import { button, element, paint } from '/phones/dom.js';
import { linking } from '/phones/linking.js';
import { nameOf } from '/phones/people.js';

const path = (...parts) => `/phone/${parts.map(encodeURIComponent).join('/')}`;
const hue = (digits) => [...digits].reduce((sum, digit) => (sum * 7 + digit.charCodeAt(0)) % 12, 0);

const avatar = (chat, name) => element('span', { class: `avatar hue-${hue(chat)}` }, [...name.replace(/^\+/, '')][0]?.toUpperCase() ?? '?');

export function makePhone(person, putAway) {
  const { phone, name } = person;
  let screen = 'chats';
  let chat = null; // {account, with, group}
  let writing = null;
  let newest = 0;
  let fleet = null; // what `/phone/accounts` said last

  const tabs = element('nav', {}, tab('chats', 'Chats'), tab('devices', 'Devices'));
  const list = element('div', { class: 'list' });
  const title = element('div', { class: 'title' });
  const messages = element('div', { class: 'messages' });
  const foot = element('div');
  const conversation = element('div', { class: 'conversation' }, title, messages, foot);
  const devices = element('div', { class: 'devices' });
  const node = element('section', { class: 'phone', 'data-phone': phone, 'aria-label': `Phone of ${name}` },
    element('div', { class: 'owner' }, avatar(phone, name), element('span', { class: 'grow' }, element('b', {}, name), element('small', {}, `+${phone}`)),
      button('×', { class: 'quiet', title: 'Put this phone away' }, putAway)),
    tabs, list, conversation, devices);

  function tab(to, label) {
    return button(label, { 'data-tab': to }, () => { screen = to; chat = null; refresh(); });
  }

  function open(next) {
    chat = next;
    screen = 'conversation';
    writing = null;
    if (next.account !== phone) {
      const group = next.with.endsWith('@g.us') ? next.with : undefined;
      writing = composer({ me: phone, name, account: next.account, group });
      foot.replaceChildren(writing.form);
    } else {
      foot.replaceChildren(element('p', { class: 'hint' }, 'This account is run from its linked devices. Answer from the other phone.'));
    }
    refresh();
  }

  async function refresh(told = fleet) {
    fleet = told;
    const mine = ++newest;
    node.className = `phone shows-${screen}`;
    for (const each of tabs.children) each.toggleAttribute('aria-current', each.dataset.tab === screen);
    if (screen === 'devices' && fleet) paint(devices, { fleet, name }, () => linking(person, fleet));
    if (screen === 'conversation') return await refreshConversation(mine);
    const chats = await ask(path(phone, 'chats'));
    if (mine !== newest || !fleet) return;
    paint(list, { chats, accounts: fleet.accounts.map((account) => [account.phone, account.name]) }, () => lines(chats, fleet));
  }

  function lines(chats, { accounts }) {
    const known = new Set(chats.map((each) => each.with));
    const others = accounts.filter((account) => account.phone !== phone && !known.has(account.phone));
    const shown = [
      ...chats.map(line),
      ...others.map((account) => line({ account: account.phone, with: account.phone, name: account.name, unread: 0, last: null })),
    ];
    return shown.length > 0 ? shown : [element('p', { class: 'hint' }, 'Link an account under "Devices" of its phone, then write to it from here.')];
  }

  function line(each) {
    const shownAs = nameOf(each.with, each.name);
    // The conversation is named from the account's side: with this phone, or with the group.
    const other = each.is_group || each.account === phone ? each.with : phone;
    return element('button', { type: 'button', class: 'chat', click: () => open({ account: each.account, with: other, shown: each.with, name: shownAs }) },
      avatar(each.with, shownAs),
      element('span', { class: 'grow' }, element('b', {}, shownAs), element('small', { dir: 'auto' }, each.last ? summary(each.last) : 'Write the first message')),
      each.unread > 0 ? element('span', { class: 'unread' }, String(each.unread)) : null);
  }

  async function refreshConversation(mine) {
    const { account, with: other, shown, name: shownAs } = chat;
    const [told, seen] = await Promise.all([
      ask(path(account, 'conversations', other)),
      account === phone ? null : ask(`${path(phone, 'presence')}?account=${account}${other.endsWith('@g.us') ? `&group=${other}` : ''}`).catch(() => null),
    ]);
    if (mine !== newest) return;
    const state = seen && ['typing', 'recording'].includes(seen.state) ? `${seen.state} …` : seen?.available ? 'online' : '';
    paint(title, { shown, shownAs, state }, () => [
      button('‹', { class: 'quiet', title: 'Back' }, () => { screen = 'chats'; refresh(); }),
      avatar(shown, shownAs),
      element('span', { class: 'grow' }, element('b', {}, shownAs), element('small', {}, state))]);
    const atEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
    const view = { me: phone, account, messages: told, answer: (message) => writing.answer(message), edit: (message) => writing.edit(message) };
    const changed = paint(messages, told, () =>
      told.length > 0 ? told.map((message) => bubble(message, view)) : [element('p', { class: 'hint' }, 'No messages yet.')]);
    if (changed && atEnd) messages.scrollTop = messages.scrollHeight;
    if (account !== phone && told.some((message) => message.from !== phone && message.ack < 3)) await markRead(account, other);
  }

  /** Whoever has the chat open has read it. */
  const markRead = (account, other) => attempt(() => tell('/phone/read', { account, chat: other, from: phone }), 'page');

  return { node, refresh };
}
