/** The simulated phones of the sandbox, through their HTTP API. */
export class Phones {
  constructor({ sandbox, account, other, missing }) {
    Object.assign(this, { sandbox, account, other, missing });
  }

  scan(qr) {
    return this.#post('/phone/pair', { qr, phone: this.account, name: 'Peer' });
  }

  /** The pairing code of eight characters, typed into the phone. */
  typeCode(code) {
    return this.#post('/phone/pair-code', { code, phone: this.account, name: 'Peer' });
  }

  write(message) {
    return this.#post('/phone/send', { account: this.account, from: this.other, ...message });
  }

  read() {
    return this.#post('/phone/read', { account: this.account, chat: this.other });
  }

  unlink() {
    return this.#post('/phone/unlink', { account: this.account });
  }

  react(id, emoji) {
    return this.#change('react', { id, emoji });
  }

  edit(id, body) {
    return this.#change('edit', { id, body });
  }

  revoke(id) {
    return this.#change('revoke', { id });
  }

  vote(id, options) {
    return this.#change('vote', { id, options });
  }

  /** What the other phone sees of the account in their chat. */
  presence() {
    return this.#get(`/phone/${this.other}/presence?account=${this.account}`).then((response) => response.json());
  }

  async isLinked() {
    const { accounts } = await this.#get('/phone/accounts').then((response) => response.json());
    return accounts.some(({ phone }) => phone === this.account);
  }

  /** The message of that id as the other phone has received it. */
  received(id) {
    return this.#among(`/phone/${this.other}/messages?account=${this.account}`, id);
  }

  /** The message of that id as the other phone shows what it has written. */
  wrote(id) {
    return this.#among(`/phone/${this.account}/conversations/${this.other}`, id);
  }

  async file(id) {
    return Buffer.from(await this.#get(`/phone/media/${id}`).then((response) => response.arrayBuffer()));
  }

  #change(what, change) {
    return this.#post(`/phone/${what}`, { account: this.account, from: this.other, ...change });
  }

  async #among(path, id) {
    const messages = await this.#get(path).then((response) => response.json());
    return messages.find((message) => message.id === id);
  }

  async #post(path, body) {
    const headers = { 'Content-Type': 'application/json' };
    return (await this.#ask(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  }

  #get(path) {
    return this.#ask(path, {});
  }

  async #ask(path, options) {
    const response = await fetch(new URL(path, this.sandbox), { ...options, signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
    return response;
  }
}
