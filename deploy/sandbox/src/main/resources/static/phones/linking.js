/* A phone's list of linked devices: scan a waiting page by a click, by its text, or type its code. */

import { attempt, tell } from '/phones/api.js';
import { button, element } from '/phones/dom.js';

/** @param person {phone, name}; @param fleet what `/phone/accounts` says */
export function linking({ phone, name }, { accounts, waiting }) {
  const own = accounts.find((account) => account.phone === phone);
  const scan = (qr) => attempt(() => tell('/phone/pair', { qr, phone, name }));
  const text = element('input', { placeholder: '2@…,…,…,… or ABCD-1234', 'aria-label': 'Text of a QR code, or a code to type', autocomplete: 'off' });

  function link(event) {
    event.preventDefault();
    const given = text.value.trim();
    const code = given.replace(/-/g, '').toUpperCase();
    attempt(async () => {
      if (/^[0-9A-Z]{8}$/.test(code)) await tell('/phone/pair-code', { code, phone, name });
      else await tell('/phone/pair', { qr: given, phone, name });
      text.value = '';
    });
  }

  return [
    element('h3', {}, 'Linked devices'),
    ...(own ? own.devices.map((device) => linkedDevice(own, device)) : [element('p', { class: 'hint' }, 'None yet.')]),
    element('h3', {}, 'Link a device'),
    ...(waiting.length === 0
      ? [element('p', { class: 'hint' }, 'A page that shows a QR code appears here.')]
      : waiting.map(({ qr, ref }) => element('div', { class: 'entry' },
        element('span', { class: 'qr' }, '▦'), element('span', { class: 'grow' }, 'A page waits', element('small', {}, `${ref.slice(0, 14)}…`)),
        button('Scan', { class: 'scan' }, () => scan(qr))))),
    element('form', { class: 'entry', submit: link }, text, element('button', { type: 'submit' }, 'Link')),
  ];
}

function linkedDevice({ account }, { device, connected }) {
  return element('div', { class: 'entry' },
    element('span', { class: connected ? 'dot on' : 'dot', title: connected ? 'Its page is open' : 'Its page is away' }),
    element('span', { class: 'grow' }, `Device ${device}`, element('small', {}, connected ? 'active now' : 'away')),
    button('Unlink', { class: 'quiet' }, () => attempt(() => tell('/phone/unlink', { account, device }))));
}
