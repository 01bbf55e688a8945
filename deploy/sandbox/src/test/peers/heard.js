/** What a library has said, in order, so that nothing is missed by whoever waits for it a little later. */
export class Heard {
  #said = [];
  #waiting = new Set();

  say(kind, detail) {
    this.#said.push({ kind, detail });
    for (const look of this.#waiting) look();
  }

  /** Where the record stands: waits that begin here do not see what was said before. */
  now() {
    return this.#said.length;
  }

  /** The first of a kind since a place in the record; ends with the wait's deadline. */
  first(kind, { since = 0, like = () => true, within }) {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`no "${kind}" within ${within} ms; heard: ${this.#all()}`));
      }, within);
      const look = () => {
        const found = this.#said.slice(since).find((one) => one.kind === kind && like(one.detail));
        if (!found) return;
        clearTimeout(deadline);
        this.#waiting.delete(look);
        resolve(found.detail);
      };
      this.#waiting.add(look);
      look();
    });
  }

  #all() {
    return this.#said.map(({ kind, detail }) => (detail instanceof Error ? `${kind} (${detail.message})` : kind)).join(' ');
  }
}
