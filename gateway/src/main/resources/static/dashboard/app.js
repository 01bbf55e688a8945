import { LitElement, html, nothing } from 'lit';
import { ApiError, accountPath, call } from './api.js';
import { listen, summary } from './events.js';
import './linking.js';

const MOST_EVENTS = 200;
const LIFE = [
  ['connect', 'Connect'],
  ['disconnect', 'Disconnect'],
  ['restart', 'Restart'],
  ['logout', 'Log out'],
];

class WafleetApp extends LitElement {
  static properties = {
    signedIn: { state: true },
    accounts: { state: true },
    selected: { state: true },
    qr: { state: true },
    events: { state: true },
    live: { state: true },
    busy: { state: true },
    notice: { state: true },
  };

  constructor() {
    super();
    this.signedIn = undefined;
    this.accounts = [];
    this.selected = undefined;
    this.qr = undefined;
    this.events = [];
    this.live = 'connecting';
    this.busy = false;
    this.notice = undefined;
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      await call('GET', '/api/dashboard/session');
      this.enter();
    } catch {
      this.signedIn = false;
    }
  }

  enter() {
    this.signedIn = true;
    this.refresh();
    this.listen();
  }

  listen() {
    this.source?.close();
    this.source = listen({
      onEvent: (event) => this.heard(event),
      onResync: () => this.refresh(),
      onState: (state) => {
        this.live = state;
        // A stream that the gateway refuses is not tried again by the browser.
        if (state === 'closed' && this.signedIn) setTimeout(() => this.signedIn && this.listen(), 5000);
      },
    });
  }

  heard(event) {
    this.events = [event, ...this.events].slice(0, MOST_EVENTS);
    if (event.type.startsWith('account.')) this.refreshSoon();
  }

  refreshSoon() {
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => this.refresh(), 150);
  }

  async refresh() {
    await this.attempt(async () => {
      this.accounts = (await call('GET', '/api/accounts?limit=200')).data;
      await this.showQr();
    });
  }

  async showQr() {
    const account = this.accounts.find((each) => each.id === this.selected);
    if (account?.status !== 'QR') {
      this.qr = undefined;
      return;
    }
    try {
      this.qr = (await call('GET', accountPath(account.id, '/qr'))).data.qr_code;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'QR_NOT_AVAILABLE') throw error;
      this.qr = undefined;
    }
  }

  /** Runs one request of the user, and says what went wrong. */
  async attempt(work, done) {
    try {
      await work();
      if (done) this.say(done, false);
    } catch (error) {
      if (error.status === 401) this.leave();
      this.say(error.message, true);
    }
  }

  async act(work, done) {
    if (this.busy) return;
    this.busy = true;
    await this.attempt(work, done);
    this.busy = false;
    this.refreshSoon();
  }

  say(text, bad) {
    this.notice = { text, bad };
    clearTimeout(this.hush);
    this.hush = setTimeout(() => (this.notice = undefined), 8000);
  }

  leave() {
    this.signedIn = false;
    this.source?.close();
    this.accounts = [];
    this.events = [];
    this.selected = undefined;
  }

  async signIn(submit) {
    submit.preventDefault();
    const key = new FormData(submit.target).get('key').trim();
    await this.attempt(async () => {
      await call('POST', '/api/dashboard/session', { api_key: key });
      this.notice = undefined;
      this.enter();
    });
  }

  async signOut() {
    await this.attempt(() => call('DELETE', '/api/dashboard/session'));
    this.leave();
  }

  async create(submit) {
    submit.preventDefault();
    const form = submit.target;
    const { id, name, network } = Object.fromEntries(new FormData(form));
    await this.act(async () => {
      const { data } = await call('POST', '/api/accounts', {
        id: id || undefined,
        name: name || undefined,
        network,
      });
      this.selected = data.account.id;
      form.reset();
    }, 'Account created');
  }

  async send(submit) {
    submit.preventDefault();
    const form = submit.target;
    const { to, message } = Object.fromEntries(new FormData(form));
    await this.act(async () => {
      await call('POST', accountPath(this.selected, '/messages/send'), { to, message });
      form.elements.message.value = '';
    }, 'Message sent');
  }

  async remove(account) {
    if (!confirm(`Delete account “${account.name}” with its stored session?`)) return;
    await this.act(async () => {
      await call('DELETE', accountPath(account.id));
      this.selected = undefined;
    }, 'Account deleted');
  }

  async select(id) {
    this.selected = id;
    this.qr = undefined;
    await this.attempt(() => this.showQr());
  }

  render() {
    if (this.signedIn === undefined) return nothing;
    return html`${this.signedIn ? this.fleet() : this.door()} ${this.toast()}`;
  }

  toast() {
    return this.notice
      ? html`<p class="toast ${this.notice.bad ? 'bad' : ''}" role="status">${this.notice.text}</p>`
      : nothing;
  }

  door() {
    return html`
      <main class="door">
        <form class="card" @submit=${this.signIn}>
          <h1><img src="/dashboard/icon.svg" alt="" width="36" height="36"> Wafleet</h1>
          <label>API key <input name="key" type="password" required autofocus autocomplete="current-password"></label>
          <p class="hint">The first key was shown when the gateway first started, and is in the file
            <code>api-key</code> of its data directory.</p>
          <button class="primary">Sign in</button>
        </form>
      </main>`;
  }

  fleet() {
    const account = this.accounts.find((each) => each.id === this.selected);
    const ready = this.accounts.filter((each) => each.status === 'READY').length;
    return html`
      <header>
        <h1><img src="/dashboard/icon.svg" alt="" width="28" height="28"> Wafleet</h1>
        <p class="figures">${ready} of ${this.accounts.length} accounts ready</p>
        <p class="link ${this.live}">${this.live}</p>
        <button @click=${this.signOut}>Sign out</button>
      </header>
      <main class="fleet">
        <section class="accounts">
          ${this.accounts.map((each) => this.card(each))}
          ${this.accounts.length ? nothing : html`<p class="hint">No account yet. Make the first one here.</p>`}
          ${this.creation()}
        </section>
        <section class="detail">
          ${account ? this.detail(account) : html`<p class="hint pick">Pick an account to see its code, send a message or stop it.</p>`}
        </section>
        <section class="events card">
          <h2>Live events</h2>
          <ol>${this.events.map((event) => this.line(event))}</ol>
          ${this.events.length ? nothing : html`<p class="hint">Nothing has happened since you came.</p>`}
        </section>
      </main>`;
  }

  card(account) {
    return html`
      <button class="card account ${account.id === this.selected ? 'selected' : ''}" data-account=${account.id}
        @click=${() => this.select(account.id)}>
        <strong>${account.name}</strong>
        <span class="state ${account.status}">${account.status}</span>
        <small>${account.phone ? `+${account.phone}` : account.id} · ${account.network}</small>
      </button>`;
  }

  creation() {
    return html`
      <form class="card create" @submit=${this.create}>
        <h2>New account</h2>
        <label>Id <input name="id" pattern="[A-Za-z0-9][A-Za-z0-9_\\-]{0,63}" placeholder="chosen for you" maxlength="64"></label>
        <label>Name <input name="name" maxlength="200"></label>
        <label>Network
          <select name="network">
            <option value="whatsapp">WhatsApp</option>
            <option value="sandbox">Sandbox</option>
          </select>
        </label>
        <button class="primary" ?disabled=${this.busy}>Create</button>
      </form>`;
  }

  detail(account) {
    return html`
      <div class="card">
        <h2>${account.name} <span class="state ${account.status}">${account.status}</span></h2>
        <p class="hint">${account.reason?.message ?? account.reason?.code ?? ''}</p>
        <link-account .account=${account} .qr=${this.qr} .busy=${this.busy}
          .act=${(work, done) => this.act(work, done)}></link-account>
        <dl>
          ${this.fact('Id', account.id)} ${this.fact('Phone', account.phone && `+${account.phone}`)}
          ${this.fact('Name on WhatsApp', account.push_name)} ${this.fact('Worker', account.worker)}
          ${this.fact('Last activity', account.last_activity && new Date(account.last_activity).toLocaleString())}
          ${this.fact('Next attempt', account.next_attempt_at && new Date(account.next_attempt_at).toLocaleTimeString())}
        </dl>
        <div class="buttons">
          ${LIFE.map(
            ([step, label]) => html`
              <button ?disabled=${this.busy}
                @click=${() => this.act(() => call('POST', accountPath(account.id, `/${step}`)), `${label}: done`)}>${label}</button>`,
          )}
          <button class="danger" ?disabled=${this.busy} @click=${() => this.remove(account)}>Delete</button>
        </div>
      </div>
      <form class="card send" @submit=${this.send}>
        <h2>Send a text</h2>
        <label>To <input name="to" required inputmode="tel" placeholder="15551234567"></label>
        <label>Message <textarea name="message" required rows="3"></textarea></label>
        <button class="primary" ?disabled=${this.busy || account.status !== 'READY'}>Send</button>
      </form>`;
  }

  fact(name, value) {
    return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;
  }

  line(event) {
    return html`
      <li>
        <time>${new Date(event.time).toLocaleTimeString()}</time>
        <b class="type ${event.type.split('.')[0]}">${event.type}</b>
        <span class="who">${event.account_id ?? ''}</span>
        <span class="what">${summary(event)}</span>
      </li>`;
  }
}

customElements.define('wafleet-app', WafleetApp);
