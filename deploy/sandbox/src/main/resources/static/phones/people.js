/* Whose phones are on the table; kept in this browser. */

const KEPT = 'wafleet-sandbox-phones';
const FIRST = [
  { phone: '15557654321', name: 'Shop' },
  { phone: '15551234567', name: 'Ann' },
  { phone: '15551234568', name: 'Ben' },
];

let people = JSON.parse(localStorage.getItem(KEPT) || 'null') || FIRST;

const keep = () => localStorage.setItem(KEPT, JSON.stringify(people));

export const all = () => people;

export function add(phone, name) {
  const digits = phone.replace(/\D/g, '');
  if (!people.some((person) => person.phone === digits)) people = [...people, { phone: digits, name: name || `+${digits}` }];
  keep();
}

export function remove(phone) {
  people = people.filter((person) => person.phone !== phone);
  keep();
}

/** How somebody is called here: by the phone on this table, by what the sandbox knows, else by number. */
export function nameOf(chat, known) {
  const person = people.find(({ phone }) => phone === chat);
  return person?.name || known || (chat.endsWith('@g.us') ? `Group ${chat.slice(0, 8)}…` : `+${chat}`);
}
