/*
 * Who this page is: device keys, the login, and the connection's state as WhatsApp Web shows it.
 *
 * The login is kept the way the real site keeps its own: in localStorage, encrypted with a key that lives in IndexedDB and
 * cannot be exported. Whoever copies only one of the two, or loses one, has no login and sees a QR code.
 */
(function () {
  'use strict';

  const LOGIN = 'WAWebSandboxLogin';
  const OWN_WID = 'last-wid-md';
  const OWN_LID = 'WALid';

  const toBase64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  Sandbox.module('WABase64', (exports) => {
    exports.encodeB64 = toBase64;
    exports.decodeB64 = (text) => fromBase64(text).buffer;
  });

  Sandbox.module('SandboxKeys', (exports) => {
    const database = new Promise((resolve, reject) => {
      const opening = indexedDB.open('wawc_db_enc', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });

    async function inStore(mode, action) {
      const transaction = (await database).transaction('keys', mode, { durability: 'strict' });
      const request = action(transaction.objectStore('keys'));
      return new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      });
    }

    async function newKeyPair() {
      const pair = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
      return { privKey: pair.privateKey, pubKey: await crypto.subtle.exportKey('raw', pair.publicKey) };
    }

    async function newKeys() {
      return {
        noise: await newKeyPair(),
        identity: await newKeyPair(),
        secret: toBase64(crypto.getRandomValues(new Uint8Array(32))),
        login: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
      };
    }

    let keys = null;
    exports.loaded = (async () => {
      keys = await inStore('readonly', (store) => store.get('device'));
      if (!keys) {
        keys = await newKeys();
        await inStore('readwrite', (store) => store.put(keys, 'device'));
      }
    })();
    exports.get = () => keys;
    exports.forget = () => inStore('readwrite', (store) => store.clear());
  });

  Sandbox.module('SandboxLogin', (exports) => {
    const keys = require('SandboxKeys');
    let login = null;

    async function read() {
      await keys.loaded;
      const stored = localStorage.getItem(LOGIN);
      if (!stored) return null;
      try {
        const { iv, data } = JSON.parse(stored);
        const cipher = { name: 'AES-GCM', iv: fromBase64(iv) };
        const plain = await crypto.subtle.decrypt(cipher, keys.get().login, fromBase64(data));
        return JSON.parse(new TextDecoder().decode(plain));
      } catch {
        console.info('sandbox: the stored login does not belong to the keys of this profile');
        return null;
      }
    }

    exports.loaded = read().then((stored) => { login = stored; });
    exports.current = () => login;
    exports.token = () => (login ? login.token : undefined);

    exports.save = async (session) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(session));
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, keys.get().login, plain);
      localStorage.setItem(LOGIN, JSON.stringify({ iv: toBase64(iv), data: toBase64(data) }));
      localStorage.setItem(OWN_WID, JSON.stringify(`${session.number}:${session.device}@c.us`));
      localStorage.setItem(OWN_LID, JSON.stringify(session.lid));
      login = session;
    };

    exports.forget = async () => {
      login = null;
      localStorage.clear();
      await keys.forget();
    };
  });

  Sandbox.module('WAWebUserPrefsInfoStore', (exports) => {
    exports.waNoiseInfo = {
      get: async () => {
        await require('SandboxKeys').loaded;
        return { staticKeyPair: require('SandboxKeys').get().noise };
      },
    };
  });

  Sandbox.module('WAWebSignalStoreApi', (exports) => {
    exports.waSignalStore = {
      getRegistrationInfo: async () => {
        await require('SandboxKeys').loaded;
        return { identityKeyPair: require('SandboxKeys').get().identity, registrationId: 1 };
      },
    };
  });

  Sandbox.module('WAWebAdvSignatureApi', (exports) => {
    exports.getADVSecretKey = async () => {
      await require('SandboxKeys').loaded;
      return require('SandboxKeys').get().secret;
    };
    exports.setADVSignedIdentity = async () => {};
  });

  Sandbox.module('WAWebUserPrefsMultiDevice', (exports) => {
    exports.getADVSecretKey = () => require('SandboxKeys').get().secret;
    exports.isRegistered = () => require('SandboxLogin').current() !== null;
    exports.isLoggedIn = () => require('SandboxLogin').current() !== null;
  });

  Sandbox.module('WAWebUserPrefsMeUser', (exports) => {
    const { createWid } = require('WAWebWidFactory');
    const own = (read) => {
      const login = require('SandboxLogin').current();
      return login ? createWid(read(login)) : undefined;
    };
    const orThrow = (wid) => {
      if (!wid) throw new Error('Nobody is logged in');
      return wid;
    };
    exports.getMaybeMePnUser = () => own((login) => `${login.number}@c.us`);
    exports.getMaybeMeLidUser = () => own((login) => login.lid);
    exports.getMePnUserOrThrow = () => orThrow(exports.getMaybeMePnUser());
    exports.getMeLidUserOrThrow = () => orThrow(exports.getMaybeMeLidUser());
    exports.isMeAccount = (wid) =>
      Boolean(wid) && (wid.equals(exports.getMaybeMePnUser()) || wid.equals(exports.getMaybeMeLidUser()));
  });

  Sandbox.module('WAWebSocketConstants', (exports) => {
    const named = (...names) => Object.fromEntries(names.map((name) => [name, name]));
    exports.SOCKET_STATE = named(
      'OPENING', 'PAIRING', 'UNPAIRED', 'UNPAIRED_IDLE', 'CONNECTED', 'TIMEOUT', 'CONFLICT', 'UNLAUNCHED',
      'PROXYBLOCK', 'TOS_BLOCK', 'SMB_TOS_BLOCK', 'DEPRECATED_VERSION');
    exports.SOCKET_STREAM = named('DISCONNECTED', 'SYNCING', 'RESUMING', 'CONNECTED');
    exports.WATCHED_SOCKET_STATE = named('OPEN', 'CLOSED');
  });

  Sandbox.module('WAWebConnModel', (exports) => {
    const { BaseModel } = require('WAWebBaseModel');
    exports.ConnImpl = class Conn extends BaseModel {};
    exports.Conn = new exports.ConnImpl({
      ref: undefined, connected: false, platform: undefined, pushname: undefined, wid: undefined });
  });

  Sandbox.module('WAWebStreamModel', (exports) => {
    const { BaseModel } = require('WAWebBaseModel');
    class Stream extends BaseModel {
      markAvailable() {
        this.set('available', true);
        require('WAWebPresenceChatAction').sendPresenceAvailable();
      }

      markUnavailable() {
        this.set('available', false);
        require('WAWebPresenceChatAction').sendPresenceUnavailable();
      }
    }
    exports.Stream = new Stream({ mode: undefined, info: 'OPENING', needsUpdate: undefined, available: false });
  });

  Sandbox.module('WAWebSocketModel', (exports) => {
    const { BaseModel } = require('WAWebBaseModel');
    class Socket extends BaseModel {
      poke() {
        require('WAWebCmd').Cmd.refreshQR();
      }

      takeover() {
        if (require('SandboxWire').isStopped()) require('SandboxWire').connect();
      }

      logout() {
        return require('SandboxLifeCycle').logout('user_initiated');
      }
    }
    exports.Socket = new Socket({ state: 'OPENING', stream: 'DISCONNECTED', hasSynced: false, launched: true });
  });

  Sandbox.module('WAWebCmd', (exports) => {
    const EventEmitter = require('WAWebEventEmitter');
    exports.CmdImpl = class Cmd extends EventEmitter {
      constructor() {
        super();
        this.isMainLoaded = false;
      }

      refreshQR() {
        require('SandboxWire').tell({ kind: 'refresh-ref' });
      }

      sendRevokeMsgs(chat, messages, options) {
        return require('WAWebChatSendMessages').sendRevokeMsgs(chat, messages, options);
      }

      sendDeleteMsgs(chat, messages, clearMedia) {
        return require('WAWebChatSendMessages').sendDeleteMsgs(chat, messages, clearMedia);
      }

      async openChatAt(target) {
        require('SandboxView').show(target && target.chat);
        return true;
      }

      async openChatBottom(target) {
        return this.openChatAt(target);
      }
    };
    exports.Cmd = new exports.CmdImpl();
  });

  Sandbox.defaultModule('WAWebNetworkStatus', () => {
    const { BaseModel } = require('WAWebBaseModel');
    class NetworkStatus extends BaseModel {
      checkOnline() {
        return this.online;
      }
    }
    return new NetworkStatus({ online: true });
  });

  Sandbox.module('WAWebBackendEventBus', (exports) => {
    const EventEmitter = require('WAWebEventEmitter');
    exports.BackendEvent = {};
    exports.BackendEventBus = new EventEmitter();
  });

  Sandbox.module('WAWebLogoutReason', (exports) => {
    exports.getErrorCodeFromLogoutReason = (reason) => (reason === 'account_locked' ? '3' : '0');
  });
})();
