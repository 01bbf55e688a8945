/* What happens to the page from its first QR code to its logout: one handler for each kind of frame from the hub. */
(function () {
  'use strict';

  Sandbox.module('SandboxLifeCycle', (exports) => {
    const { createWid } = require('WAWebWidFactory');
    const { Conn } = require('WAWebConnModel');
    const { Socket } = require('WAWebSocketModel');
    const { Stream } = require('WAWebStreamModel');
    const { Cmd } = require('WAWebCmd');
    const NetworkStatus = require('WAWebNetworkStatus');
    const ACCOUNT_COOKIE = 'sandbox-account';
    const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

    const handlers = {
      ref: showQr,
      'ref-idle': () => Socket.set('state', 'UNPAIRED_IDLE'),
      'link-code-expired': () => require('SandboxLinking').codeExpired(),
      'link-code-typed': () => require('SandboxLinking').codeTyped(),
      // Not awaited: a person takes minutes, and other frames must not wait for that.
      'passkey-asked': (frame) => { require('SandboxPasskeys').ask(frame.request); },
      paired: keepLogin,
      settings: follow,
      sync,
      message: receive,
      receipt: (frame) => require('SandboxReceipts').receive(frame),
      presence: showPresence,
      seen,
      unlinked: () => leave('unknown_companion'),
      conflict: giveWay,
      reload: () => location.reload(),
    };

    exports.handle = async (frame) => {
      NetworkStatus.set('online', true);
      const handler = handlers[frame.kind];
      if (handler) await handler(frame);
      require('SandboxView').changed();
    };

    async function showQr({ ref }) {
      require('SandboxPasskeys').end();
      await require('SandboxKeys').loaded;
      // Painted first: who hears of a new reference may look for its picture at once.
      await require('SandboxView').showQr(qrText(ref));
      Conn.set('ref', ref);
      Stream.set({ mode: 'QR', info: 'NORMAL' });
      Socket.set('state', 'UNPAIRED');
    }

    /** The text of the QR code: the hub's reference and the three keys of this device. */
    function qrText(ref) {
      const { noise, identity, secret } = require('SandboxKeys').get();
      const { encodeB64 } = require('WABase64');
      return [ref, encodeB64(noise.pubKey), encodeB64(identity.pubKey), secret].join(',');
    }

    async function keepLogin({ session }) {
      Socket.set('state', 'PAIRING');
      await require('SandboxLogin').save(session);
    }

    /**
     * Some settings are built into the page when it loads. If the account's are others, the page loads itself anew, and the
     * cookie tells the server whose page it is.
     */
    async function follow({ number, ...wanted }) {
      const differs = Object.keys(wanted).some((name) => name !== 'kind' && wanted[name] !== SandboxSettings[name]);
      const known = document.cookie.split('; ').includes(`${ACCOUNT_COOKIE}=${number}`);
      document.cookie = `${ACCOUNT_COOKIE}=${number}; path=/; max-age=31536000; samesite=strict`;
      if (!differs || known) return;
      location.reload();
      await new Promise(() => {}); // nothing that comes after this is for the page as it is
    }

    async function sync({ contacts, groups, history, additions, delayMillis }) {
      const login = require('SandboxLogin').current();
      Stream.set({ mode: 'SYNCING', info: 'SYNCING' });
      Socket.set({ state: 'CONNECTED', stream: 'SYNCING' });
      if (!Cmd.isMainLoaded) await wait(delayMillis);

      for (const contact of contacts) require('SandboxContacts').add(contact);
      for (const group of groups) {
        require('SandboxGroups').add(group);
        await require('SandboxChats').ensure(createWid(group.id), 0);
      }
      for (const { chat, msg } of history) {
        require('SandboxMessages').add(await require('SandboxChats').ensure(createWid(chat), 0), msg);
      }
      for (const { msg } of additions) {
        const keeper = msg.type === 'reaction' ? require('SandboxReactions') : require('SandboxPolls');
        keeper.remember(require('SandboxMessages').parse(msg));
      }

      Conn.set({ connected: true, pushname: login.name, platform: 'android', wid: createWid(`${login.number}@c.us`) });
      if (!Cmd.isMainLoaded) {
        Cmd.isMainLoaded = true;
        Cmd.trigger('main_loaded');
      }
      Stream.set({ mode: 'MAIN', info: 'NORMAL' });
      Socket.set('stream', 'CONNECTED');
      Socket.set('hasSynced', true);
      Cmd.trigger('offline_progress_update_from_bridge');
    }

    async function receive({ chat, msg, sender }) {
      if (sender) require('SandboxContacts').add(sender);
      const parsed = require('SandboxMessages').parse(msg);
      await require('WAWebHandleSingleMsg').handleSingleMsg(createWid(chat), { ...parsed, isNewMsg: true });
    }

    function showPresence({ id, participant, ...presence }) {
      require('WAWebChangePresenceHandlerAction')(
        { ...presence, id: createWid(id), participant: participant && createWid(participant) });
    }

    /** Another device of this account has shown the chat to somebody. */
    function seen({ chat }) {
      const known = require('SandboxChats').existing(createWid(chat));
      if (known) known.set('unreadCount', 0);
    }

    /** The account was opened in another place: this page goes quiet until it is told to take over. */
    function giveWay() {
      require('SandboxWire').stop();
      Socket.set({ state: 'CONFLICT', stream: 'DISCONNECTED' });
      Stream.set({ mode: 'CONFLICT', info: 'OFFLINE' });
    }

    exports.disconnected = () => {
      NetworkStatus.set('online', false);
      if (require('SandboxWire').isStopped()) return;
      Socket.set({ state: 'OPENING', stream: 'DISCONNECTED' });
      Stream.set('info', 'OPENING');
      require('SandboxView').changed();
    };

    exports.logout = async (reason) => {
      require('SandboxWire').tell({ kind: 'logout' });
      await leave(reason);
    };

    async function leave(reason) {
      const code = require('WAWebLogoutReason').getErrorCodeFromLogoutReason(reason);
      require('SandboxWire').stop();
      await require('SandboxLogin').forget();
      document.cookie = `${ACCOUNT_COOKIE}=; path=/; max-age=0`;
      Conn.set('connected', false);
      Socket.set('stream', 'DISCONNECTED');
      Cmd.isMainLoaded = false;
      Cmd.trigger('logout');
      await wait(300);
      location.href = `/?post_logout=1&logout_reason=${encodeURIComponent(code)}`;
    }
  });
})();
