/* Wids (who) and message keys (which message), with the shapes that wa-js looks for. */
(function () {
  'use strict';

  const SERVERS = ['c.us', 'g.us', 'lid', 'broadcast', 'newsletter', 'bot'];

  Sandbox.defaultModule('WAWebWid', () => {
    class Wid {
      constructor(text) {
        const [userAndDevice, server] = text.split('@');
        const [user, device] = userAndDevice.split(':');
        this.user = user;
        this.server = server;
        if (device) this.device = Number(device);
        this._serialized = text;
      }

      toString() {
        return this._serialized;
      }

      toJSON() {
        return this._serialized;
      }

      toLogString() {
        return this._serialized;
      }

      toJid() {
        return this._serialized.replace('@c.us', '@s.whatsapp.net');
      }

      equals(other) {
        return Boolean(other) && String(other) === this._serialized;
      }

      isSameAccountAndAddressingMode(other) {
        return this.equals(other);
      }

      isLessThan(other) {
        return this._serialized < String(other);
      }

      isUser() {
        return ['c.us', 'lid', 'bot'].includes(this.server);
      }

      isRegularUser() {
        return this.isUser();
      }

      isRegularUserPn() {
        return this.server === 'c.us';
      }

      isLid() {
        return this.server === 'lid';
      }

      isGroup() {
        return this.server === 'g.us';
      }

      isBroadcast() {
        return this.server === 'broadcast';
      }

      isStatus() {
        return this._serialized === 'status@broadcast';
      }

      isStatusV3() {
        return this.isStatus();
      }

      isBroadcastList() {
        return this.isBroadcast() && !this.isStatus();
      }

      isNewsletter() {
        return this.server === 'newsletter';
      }

      isBot() {
        return this.server === 'bot';
      }

      isPSA() {
        return this._serialized === '0@c.us';
      }

      isServer() {
        return this._serialized === 'server@c.us';
      }

      isHosted() {
        return false;
      }

      static isWid(value) {
        if (value instanceof Wid) return true;
        if (typeof value !== 'string') return false;
        const [user, server, more] = value.split('@');
        return user !== '' && more === undefined && SERVERS.includes(server);
      }

      static isXWid(kind, value) {
        const wid = typeof value === 'string' ? new Wid(value) : value;
        return Boolean(wid && wid[`is${kind}`] && wid[`is${kind}`]());
      }
    }
    const kinds = ['User', 'Group', 'Lid', 'Broadcast', 'Status', 'StatusV3', 'Newsletter', 'Bot', 'PSA', 'Server'];
    for (const kind of kinds) Wid[`is${kind}`] = (value) => Wid.isXWid(kind, value);
    return Wid;
  });

  Sandbox.module('WAWebWidFactory', (exports) => {
    const Wid = require('WAWebWid');
    const known = new Map();

    exports.createWid = (value) => {
      const text = String(value).replace('@s.whatsapp.net', '@c.us');
      if (!Wid.isWid(text)) throw new Error('wid error: invalid wid');
      if (!known.has(text)) known.set(text, new Wid(text));
      return known.get(text);
    };
    exports.createUserWid = (user, server = 'c.us') =>
      exports.createWid(user.includes('@') ? user : `${user}@${server}`);
    exports.createUserWidOrThrow = exports.createUserWid;
    exports.createWidFromWidLike = (value) => exports.createWid(value._serialized);
    exports.isWidlike = (value) =>
      value instanceof Wid || Boolean(value && typeof value._serialized === 'string' && 'server' in value);
    exports.toUserWid = (wid) => exports.createWid(`${wid.user}@${wid.server}`);
    exports.toUserWidOrThrow = exports.toUserWid;
    exports.asUserWidOrThrow = exports.toUserWid;
    exports.toUserLid = (wid) => exports.createWid(`${wid.user}@lid`);
    exports.toUserLidOrThrow = exports.toUserLid;
  });

  Sandbox.defaultModule('WAWebMsgKey', () => {
    const { createWid } = require('WAWebWidFactory');
    const widOf = (value) => (typeof value === 'string' ? createWid(value) : value);

    // Newer versions of WhatsApp Web keep the written key in `$1`, older ones in `_serialized`. wa-js finds out which
    // by reading the source of toString, so each of the two has its own.
    const minified = window.SandboxSettings.minifiedKeys;

    class MsgKey {
      constructor(parts) {
        if (!parts) throw new Error('MsgKey error: obj is null/undefined');
        this.fromMe = 'selfDir' in parts ? parts.selfDir === 'out' : Boolean(parts.fromMe);
        this.remote = widOf('selfDir' in parts ? (this.fromMe ? parts.to : parts.from) : parts.remote);
        this.id = parts.id;
        if (parts.participant) this.participant = widOf(parts.participant);
        const written = [this.fromMe, this.remote, this.id, this.participant].filter((part) => part !== undefined);
        this[minified ? '$1' : '_serialized'] = written.join('_');
      }

      equals(other) {
        return Boolean(other) && String(other) === String(this);
      }

      clone() {
        return new MsgKey(this);
      }

      static from(value) {
        return value instanceof MsgKey ? value : MsgKey.fromString(String(value));
      }

      static fromString(text) {
        const [fromMe, remote, id, participant] = String(text).split('_');
        return new MsgKey({ fromMe: fromMe === 'true', remote, id, participant });
      }

      static newIdSync() {
        const random = [...crypto.getRandomValues(new Uint8Array(9))];
        return '3EB0' + random.map((byte) => byte.toString(16).padStart(2, '0')).join('').toUpperCase();
      }

      static async newId() {
        return MsgKey.newIdSync();
      }
    }
    MsgKey.prototype.toString = minified
      ? function () { return this.$1; }
      : function () { return this._serialized; };
    return MsgKey;
  });
})();
