// How an account gets linked: by its QR code, by a code typed into the phone, and through a passkey prompt.
import { LitElement, html, nothing } from 'lit';
import { accountPath, call } from './api.js';

class LinkAccount extends LitElement {
  static properties = {
    account: { attribute: false },
    qr: { attribute: false },
    busy: { attribute: false },
    act: { attribute: false },
    code: { state: true },
    prompt: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has('account')) return;
    const another = changed.get('account')?.id !== this.account.id;
    if (another || this.account.status !== 'QR') this.code = undefined;
    if (another || this.account.status !== 'PASSKEY') this.prompt = undefined;
    if (this.account.status === 'PASSKEY') this.look();
  }

  async look() {
    const { id } = this.account;
    const prompt = await call('GET', accountPath(id, '/passkey')).catch(() => undefined);
    if (id === this.account.id) this.prompt = prompt?.data;
  }

  async askForCode(submit) {
    submit.preventDefault();
    const phone = new FormData(submit.target).get('phone').replace(/[^0-9]/g, '');
    await this.act(async () => {
      this.code = (await call('POST', accountPath(this.account.id, '/pairing-code'), { phone })).data;
    });
  }

  async answer(submit) {
    submit.preventDefault();
    const form = submit.target;
    await this.act(async () => {
      let assertion;
      try {
        assertion = JSON.parse(new FormData(form).get('assertion'));
      } catch {
        throw new Error('This is not the JSON of an assertion');
      }
      await call('POST', accountPath(this.account.id, '/passkey'), { assertion });
      form.reset();
    }, 'Passkey answered');
  }

  render() {
    if (this.account?.status === 'PASSKEY') return this.passkey();
    return this.account?.status === 'QR' ? html`${this.scan()} ${this.type()}` : nothing;
  }

  scan() {
    return this.qr
      ? html`<figure><img class="qr" src=${this.qr} alt="QR code that links the phone">
          <figcaption>WhatsApp on the phone → Linked devices → Link a device</figcaption></figure>`
      : nothing;
  }

  type() {
    return html`
      <form class="pair" @submit=${this.askForCode}>
        <label>Or link with a code
          <input name="phone" required inputmode="tel" pattern="[+0-9 \\(\\).\\-]{5,30}" placeholder="Number of the phone, 15551234567">
        </label>
        <button ?disabled=${this.busy}>Show code</button>
      </form>
      ${this.code
        ? html`<figure>
            <output class="code" aria-label="Pairing code"><span>${this.code.code.slice(0, 4)}</span><span>${this.code.code.slice(4)}</span></output>
            <figcaption>On the phone → Linked devices → Link a device → Link with phone number instead, before
              ${new Date(this.code.expires_at).toLocaleTimeString()}</figcaption>
          </figure>`
        : nothing}`;
  }

  passkey() {
    const path = accountPath(this.account.id, '/passkey');
    return html`
      <div class="passkey">
        <p>The phone has scanned the code, and now WhatsApp asks for the owner's passkey. It belongs to
          <b>web.whatsapp.com</b>, so this page cannot use it. Have the challenge signed where the passkey is, and give the
          answer here or to <code>POST ${path}</code>${this.prompt
            ? html` before ${new Date(this.prompt.expires_at).toLocaleTimeString()}`
            : nothing}. <code>docs/messaging.md</code> shows how; the
          <a href="/openapi.json" target="_blank" rel="noopener">API document</a> has the fields.</p>
        ${this.prompt
          ? html`<pre class="challenge" aria-label="Challenge">${JSON.stringify(this.prompt.request, null, 2)}</pre>`
          : html`<p class="hint">The challenge is not here yet, or has expired; restart the account for a new one.</p>`}
        <form class="pair" @submit=${this.answer}>
          <label>Assertion <textarea name="assertion" required rows="3" placeholder='{"id":"…","response":{…}}'></textarea></label>
          <button ?disabled=${this.busy}>Answer</button>
        </form>
      </div>`;
  }
}

customElements.define('link-account', LinkAccount);
