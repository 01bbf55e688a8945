/* The phones, used by hand. Everything a phone can do goes through the phone API; texts are only ever set as textContent. */

const REFRESH_MS = 1_000;
const TICKS = ['', 'sent', 'delivered', 'read'];
const TYPE_NAMES = {
  image: 'Photo', video: 'Video', audio: 'Audio', ptt: 'Voice message', document: 'Document', sticker: 'Sticker' };

const byId = (id) => document.getElementById(id);
const scanForm = byId('scan');
const painted = new Map();

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null));
  return made;
};

const button = (label, className, action) => {
  const made = element('button', className, label);
  made.type = 'button';
  made.addEventListener('click', () => attempt(action));
  return made;
};

async function call(path, body) {
  const request = body === undefined
    ? {}
    : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, request);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ? answer.error.message : `The sandbox answered ${response.status}`);
  return answer;
}

async function attempt(action) {
  try {
    await action();
    byId('trouble').textContent = '';
    await refresh();
  } catch (error) {
    byId('trouble').textContent = error instanceof TypeError ? 'The sandbox cannot be reached.' : error.message;
  }
}

/** Paints only what has changed, so that scrolling and selecting are left alone. */
function paint(target, data, render) {
  const state = JSON.stringify(data);
  if (painted.get(target) === state) return false;
  painted.set(target, state);
  target.replaceChildren(...render(data));
  return true;
}

const scan = (qr) => call('/phone/pair', { qr, phone: scanForm.phone.value, name: scanForm.name.value });

function waitingPages(pages) {
  if (pages.length === 0) return [element('div', 'none', 'No page shows a QR code now.')];
  return pages.map(({ qr, ref }) => {
    const text = element('div', 'grow', 'A page waits', element('small', '', `${ref.slice(0, 18)}…`));
    return element('div', 'entry', text, button('Scan', '', () => scan(qr)));
  });
}

function linkedAccounts(accounts) {
  if (accounts.length === 0) return [element('div', 'none', 'None yet.')];
  return accounts.map(({ account, phone, name, connected }) => {
    const dot = element('span', connected ? 'dot on' : 'dot');
    dot.title = connected ? 'Its page is open' : 'Its page is away';
    const text = element('div', 'grow', name, element('small', '', `+${phone}`));
    return element('div', 'entry', dot, text, button('Unlink', 'quiet', () => call('/phone/unlink', { account })));
  });
}

function accountChoices(accounts) {
  const chosen = byId('account').value;
  return accounts.map(({ phone, name }) => {
    const choice = element('option', '', `${name} (+${phone})`);
    choice.value = phone;
    choice.selected = phone === chosen;
    return choice;
  });
}

function messageBubble(message) {
  const account = byId('account').value;
  const mine = message.from !== account;
  const time = new Date(message.timestamp * 1000).toLocaleTimeString();
  const state = mine ? time : `${time} · ${TICKS[message.ack] || ''}${message.sends > 1 ? ` · sent ${message.sends} times` : ''}`;
  const text = message.type === 'chat' ? message.body : message.caption;
  return element('div', mine ? 'message mine' : 'message',
    element('div', 'from', mine ? `+${message.from}` : 'The account'),
    message.quoted ? element('div', 'quoted', `answers ${message.quoted}`) : null,
    message.type === 'chat' ? null : attachment(message),
    text ? element('div', 'body', text) : null,
    element('div', 'meta', state));
}

function attachment(message) {
  const address = `/phone/media/${encodeURIComponent(message.id)}`;
  if (['image', 'sticker'].includes(message.type)) {
    const picture = element('img');
    picture.src = address;
    picture.alt = TYPE_NAMES[message.type];
    return picture;
  }
  const link = element('a', '', `${TYPE_NAMES[message.type] || message.type} ${message.filename || ''}`);
  link.href = address;
  link.download = message.filename || message.id;
  return element('div', 'body', link, ` (${Math.ceil(message.size / 1024)} KB)`);
}

/** Whom the account writes with, as the sandbox names it: the chosen group, else the person. */
const chat = () => (byId('group').value.trim() ? groupId() : byId('me').value.trim());

let newest = 0;

/** An answer that comes after a later refresh has begun is out of date, or of another conversation: it is dropped. */
async function refresh() {
  const mine = ++newest;
  const { accounts, waiting } = await call('/phone/accounts');
  if (mine !== newest) return;
  paint(byId('waiting'), waiting, waitingPages);
  paint(byId('accounts'), accounts, linkedAccounts);
  paint(byId('account'), accounts.map(({ phone, name }) => ({ phone, name })), accountChoices);
  await refreshConversation(mine);
}

async function refreshConversation(mine) {
  const account = byId('account').value;
  const box = byId('messages');
  if (!account || !chat()) {
    paint(box, [], () => [element('div', 'none', 'Link an account to write to it.')]);
    return;
  }
  const messages = await call(`/phone/${encodeURIComponent(account)}/conversations/${encodeURIComponent(chat())}`);
  if (mine !== newest) return;
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const shown = messages.length === 0 ? () => [element('div', 'none', 'No messages yet.')] : (list) => list.map(messageBubble);
  if (paint(box, messages, shown) && atEnd) box.scrollTop = box.scrollHeight;
}

function groupId() {
  const group = byId('group').value.trim();
  return group.endsWith('@g.us') ? group : `${group}@g.us`;
}

function typeOf(file) {
  const family = file.type.split('/')[0];
  return ['image', 'audio', 'video'].includes(family) ? family : 'document';
}

async function base64(file) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(',') + 1);
}

async function write() {
  const [file] = byId('file').files;
  const text = byId('text').value;
  const message = { account: byId('account').value, from: byId('me').value, name: byId('my-name').value };
  if (byId('group').value.trim()) message.group = groupId();
  if (file) {
    const attached = { type: typeOf(file), data: await base64(file), filename: file.name, caption: text };
    if (file.type) attached.mimetype = file.type;
    if (!text) delete attached.caption;
    await call('/phone/send', { ...message, ...attached });
  } else {
    await call('/phone/send', { ...message, type: 'chat', body: text });
  }
  byId('write').reset();
  byId('attached').textContent = '';
}

scanForm.addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(async () => {
    await scan(scanForm.qr.value);
    scanForm.qr.value = '';
  });
});
byId('write').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(write);
});
byId('file').addEventListener('change', () => {
  const [file] = byId('file').files;
  byId('attached').textContent = file ? file.name : '';
});
byId('read').addEventListener('click', () => attempt(async () => {
  await call('/phone/read', { account: byId('account').value, chat: chat() });
}));

for (const chosen of ['account', 'me', 'group']) byId(chosen).addEventListener('change', () => attempt(refresh));

(async function keepFresh() {
  for (;;) {
    await refresh().catch(() => { byId('trouble').textContent = 'The sandbox cannot be reached.'; });
    await new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
  }
})();
