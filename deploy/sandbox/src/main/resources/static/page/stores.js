/* What the page knows: contacts, chats, messages, groups, and the stores that stay empty but must be there. */
(function () {
  'use strict';

  Sandbox.defaultModule('WAWebMediaDataModel', () => {
    const { BaseModel } = require('WAWebBaseModel');
    class MediaData extends BaseModel {}
    MediaData.prototype.proxyName = 'media-data';
    return MediaData;
  });

  Sandbox.defaultModule('WAWebContactModel', () => {
    const { BaseModel } = require('WAWebBaseModel');
    class Contact extends BaseModel {
      get formattedName() {
        return this.name || this.pushname || (this.id && `+${this.id.user}`);
      }

      get phoneNumber() {
        if (!this.id || !this.id.isLid()) return undefined;
        return require('WAWebLidPnCache').lidPnCache.getPhoneNumber(this.id);
      }
    }
    Contact.prototype.proxyName = 'contact';
    return Contact;
  });

  Sandbox.defaultModule('WAWebMsgModel', () => {
    const { BaseModel } = require('WAWebBaseModel');
    const MediaData = require('WAWebMediaDataModel');
    const MsgKey = require('WAWebMsgKey');

    class Msg extends BaseModel {
      constructor(attributes) {
        super(attributes);
        if (typeof attributes.id === 'string') this.set('id', MsgKey.fromString(attributes.id));
        if (attributes.filehash && !attributes.mediaData) this.describeMedia();
      }

      describeMedia() {
        const { type, mimetype, filehash, size } = this.attributes;
        this.set('mediaData', new MediaData({ type, mimetype, filehash, size, mediaStage: 'NEED_POKE' }));
        this.set('mediaObject', { type: type.toUpperCase(), filehash });
      }

      get isMedia() {
        return Boolean(this.mediaData);
      }

      get isStatusV3() {
        return Boolean(this.id) && this.id.remote.isStatus();
      }

      get isNotification() {
        return this.type === 'gp2' || this.type === 'e2e_notification';
      }

      get isEphemeral() {
        return false;
      }

      get sender() {
        if (this.author) return this.author;
        return this.id && this.id.fromMe ? require('WAWebUserPrefsMeUser').getMaybeMePnUser() : this.from;
      }

      get senderObj() {
        return require('WAWebContactCollection').ContactCollection.get(this.sender);
      }

      /** An acknowledgement only ever goes forward. */
      updateAck(ack) {
        if (ack > this.ack) this.set('ack', ack);
      }

      msgContextInfo() {
        return {
          quotedMsg: { type: this.type, body: this.type === 'chat' ? this.body : this.caption },
          quotedStanzaID: this.id.id,
          quotedParticipant: this.sender,
        };
      }

      async waitForPrep() {}

      async downloadMedia() {
        await require('WAWebDownloadManager').downloadManager.download(this);
      }
    }
    Msg.prototype.proxyName = 'msg';
    return Msg;
  });

  Sandbox.module('WAWebMsgCollection', (exports) => {
    const { BaseCollection } = require('WAWebBaseCollection');
    class MsgCollection extends BaseCollection {
      async getMessagesById(ids) {
        return { messages: this.where(ids) };
      }

      async processMultipleMessages(chatWid, messages) {
        const chat = await require('SandboxChats').ensure(chatWid);
        return Promise.all(messages.map((message) => require('SandboxMessages').take(chat, message)));
      }
    }
    MsgCollection.model = require('WAWebMsgModel');
    exports.MsgCollectionImpl = MsgCollection;
    exports.MsgCollection = new MsgCollection();
  });

  Sandbox.module('WAWebChatMsgsCollection', (exports) => {
    const { BaseCollection } = require('WAWebBaseCollection');
    class ChatMsgsCollection extends BaseCollection {
      async loadEarlierMsgs() {
        return [];
      }
    }
    ChatMsgsCollection.model = require('WAWebMsgModel');
    exports.ChatMsgsCollection = ChatMsgsCollection;
  });

  Sandbox.module('WAWebChatLoadMessages', (exports) => {
    exports.loadEarlierMsgs = ({ chat }) => chat.msgs.loadEarlierMsgs();
  });

  Sandbox.defaultModule('WAWebChatModel', () => {
    const { BaseModel } = require('WAWebBaseModel');
    const { ChatMsgsCollection } = require('WAWebChatMsgsCollection');
    const newChat = {
      t: 0, unreadCount: 0, archive: false, pin: 0, labels: [], mute: { expiration: 0 },
      lastReceivedKey: undefined, groupMetadata: undefined, isParentGroup: false };

    class Chat extends BaseModel {
      constructor(attributes) {
        super({ ...newChat, ...attributes });
        const presence = require('WAWebPresenceCollection').PresenceCollection.gadd(this.id);
        Object.defineProperty(this, 'msgs', { value: new ChatMsgsCollection(), enumerable: false });
        Object.defineProperty(this, 'presence', { value: presence, enumerable: false });
      }

      get contact() {
        return require('WAWebContactCollection').ContactCollection.get(this.id);
      }

      get title() {
        return this.formattedTitle;
      }

      get formattedTitle() {
        const contact = this.contact;
        return this.name || (contact && contact.name) || (this.id && `+${this.id.user}`);
      }

      canSend() {
        return true;
      }

      /** With the newest message, as a list of chats shows it. */
      serialize() {
        return { ...super.serialize(), msgs: this.msgs.slice(-1).map((message) => message.serialize()) };
      }
    }
    Chat.prototype.proxyName = 'chat';
    return Chat;
  });

  Sandbox.module('WAWebChatCollection', (exports) => {
    const { BaseCollection } = require('WAWebBaseCollection');
    class ChatCollection extends BaseCollection {
      get comparator() {
        return (one, other) => other.t - one.t;
      }

      async findQuery(id) {
        return require('SandboxChats').ensure(id);
      }

      getActive() {
        return this.findFirst((chat) => chat.active);
      }
    }
    ChatCollection.model = require('WAWebChatModel');
    exports.ChatCollectionImpl = ChatCollection;
    exports.ChatCollection = new ChatCollection();
  });

  Sandbox.module('WAWebContactCollection', (exports) => {
    const { BaseCollection } = require('WAWebBaseCollection');
    class ContactCollection extends BaseCollection {
      async findQuery(id) {
        return this.gadd(require('WAWebWidFactory').createWid(id));
      }
    }
    ContactCollection.model = require('WAWebContactModel');
    exports.ContactCollectionImpl = ContactCollection;
    exports.ContactCollection = new ContactCollection();
  });

  // The class of these stores must not be exported: wa-js would take the class for the store.
  const emptyStore = (moduleId, storeName, extra = {}) =>
    Sandbox.module(moduleId, (exports) => {
      const { BaseModel } = require('WAWebBaseModel');
      const { BaseCollection } = require('WAWebBaseCollection');
      class EmptyStore extends BaseCollection {}
      EmptyStore.model = class extends BaseModel {
        async subscribe() {}
      };
      Object.assign(EmptyStore.prototype, extra);
      exports[storeName] = new EmptyStore();
    });

  emptyStore('WAWebBlocklistCollection', 'BlocklistCollection');
  emptyStore('WAWebStatusCollection', 'StatusCollection', { getMyStatus: () => undefined });
  emptyStore('WAWebLabelCollection', 'LabelCollection');
  emptyStore('WAWebBotProfileCollection', 'BotProfileCollection');
  emptyStore('WAWebBusinessProfileCollection', 'BusinessProfileCollection');
  emptyStore('WAWebProfilePicThumbCollection', 'ProfilePicThumbCollection');

  Sandbox.defaultModule('WAWebNewsletterCollection', () => {
    const { ChatCollectionImpl } = require('WAWebChatCollection');
    return new (class NewsletterCollection extends ChatCollectionImpl {})();
  });
})();
