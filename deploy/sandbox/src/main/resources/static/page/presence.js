/*
 * Who is online, typing or recording. In WhatsApp Web's own words a chat state is typing, recording_audio, available or
 * unavailable; somebody's coming and going is told only to those who have subscribed.
 */
(function () {
  'use strict';

  const DOING_LASTS_MS = 25_000;
  const DOINGS = ['typing', 'recording_audio'];

  Sandbox.module('WAWebPresenceModel', (exports) => {
    const { BaseModel } = require('WAWebBaseModel');
    const { BaseCollection } = require('WAWebBaseCollection');

    exports.Chatstate = class Chatstate extends BaseModel {};
    class ChatstateCollection extends BaseCollection {}
    ChatstateCollection.model = exports.Chatstate;

    exports.Presence = class Presence extends BaseModel {
      constructor(attributes) {
        super({ isOnline: false, hasData: false, isSubscribed: false, ...attributes });
        Object.defineProperty(this, 'chatstates', { value: new ChatstateCollection(), enumerable: false });
        this.declare('chatstate', new exports.Chatstate({ id: this.id, type: undefined, t: undefined }));
        const heard = (state, type) => this.trigger('change:chatstate.type', this.chatstate, type);
        this.chatstate.on('change:type', heard);
        this.chatstates.on('change:type', (state, type) => {
          // A group shows the last thing that one of its members did.
          if (this.chatstate.type === type) heard(state, type);
          else this.chatstate.set({ type, t: state.t });
        });
      }

      get isUser() {
        return this.id.isUser();
      }

      get isGroup() {
        return this.id.isGroup();
      }

      async subscribe() {
        await require('WAWebContactPresenceBridge').subscribePresence(this.id);
        this.set('isSubscribed', true);
      }
    };
  });

  // The class must not be exported: wa-js would take the class for the store.
  Sandbox.module('WAWebPresenceCollection', (exports) => {
    const { BaseCollection } = require('WAWebBaseCollection');
    class PresenceCollection extends BaseCollection {
      async findQuery(id) {
        const presence = this.gadd(id);
        await presence.subscribe();
        return presence;
      }
    }
    PresenceCollection.model = require('WAWebPresenceModel').Presence;
    exports.PresenceCollection = new PresenceCollection();
  });

  Sandbox.module('WAWebContactPresenceBridge', (exports) => {
    exports.subscribePresence = async (wid) =>
      require('SandboxWire').tell({ kind: 'subscribe-presence', wid: String(wid) });
    exports.subscribeUserPresence = (wid) => exports.subscribePresence(wid);
    exports.subscribeGroupPresence = () => {};
  });

  Sandbox.defaultModule('WAWebChangePresenceHandlerAction', () => {
    function expire(state, presence) {
      clearTimeout(state.expireTimerId);
      if (!DOINGS.includes(state.type)) return;
      state.expireTimerId = setTimeout(() => {
        state.set('type', presence.isOnline ? 'available' : 'unavailable');
      }, DOING_LASTS_MS);
    }

    return ({ id, type, participant, t }) => {
      const presence = require('WAWebPresenceCollection').PresenceCollection.get(id);
      if (!presence) return;
      if (['available', 'unavailable'].includes(type)) presence.set('isOnline', type === 'available');
      const now = type === 'idle' ? (presence.isOnline ? 'available' : 'unavailable') : type;
      presence.set('hasData', true);
      const state = participant ? presence.chatstates.gadd(participant) : presence.chatstate;
      state.set({ t, type: now });
      expire(state, presence);
    };
  });

  Sandbox.module('WAWebChatStateBridge', (exports) => {
    const tell = async (wid, state) =>
      require('SandboxWire').tell({ kind: 'chat-state', chat: String(wid), state });
    exports.sendChatStateComposing = (wid) => tell(wid, 'typing');
    exports.sendChatStateRecording = (wid) => tell(wid, 'recording');
    exports.sendChatStatePaused = (wid) => tell(wid, 'paused');
  });

  Sandbox.module('WAWebPresenceChatAction', (exports) => {
    const bridge = () => require('WAWebChatStateBridge');
    const tell = (available) => require('SandboxWire').tell({ kind: 'availability', available });
    exports.markComposing = (chat) => bridge().sendChatStateComposing(chat.id);
    exports.markRecording = (chat) => bridge().sendChatStateRecording(chat.id);
    exports.markPaused = (chat) => bridge().sendChatStatePaused(chat.id);
    exports.sendPresenceAvailable = () => tell(true);
    exports.sendPresenceUnavailable = () => tell(false);
  });
})();
