/* The table with the phones on it. The sandbox says when something has changed; each phone then asks for what it shows. */

import { ask, attempt } from '/phones/api.js';
import * as people from '/phones/people.js';
import { makePhone } from '/phones/phone.js';

const table = document.getElementById('phones');
const live = document.getElementById('live');
const add = document.getElementById('add');
const phones = new Map();

function lay() {
  for (const [phone, { node }] of phones) {
    if (people.all().some((person) => person.phone === phone)) continue;
    node.remove();
    phones.delete(phone);
  }
  for (const person of people.all().filter(({ phone }) => !phones.has(phone))) {
    const made = makePhone(person, () => { people.remove(person.phone); lay(); });
    phones.set(person.phone, made);
    table.append(made.node);
  }
}

let running = false;
let again = false;

/** One round at a time: what changes during a round is in the next. */
async function refresh() {
  again = true;
  if (running) return;
  running = true;
  while (again) {
    again = false;
    await attempt(async () => {
      const fleet = await ask('/phone/accounts');
      await Promise.all([...phones.values()].map((phone) => phone.refresh(fleet)));
    }, 'page');
  }
  running = false;
}

add.addEventListener('submit', (event) => {
  event.preventDefault();
  people.add(add.phone.value, add.name.value);
  add.reset();
  lay();
  refresh();
});

function listen() {
  const changes = new EventSource('/phone/live');
  changes.onopen = () => { live.textContent = 'live'; live.className = 'on'; refresh(); };
  changes.onmessage = refresh;
  changes.onerror = () => { live.textContent = 'connecting'; live.className = ''; };
}

lay();
refresh();
listen();
