/* Chats and messages: finding a chat, sending and receiving. */
(function () {
  'use strict';

  const SENT = 1;
  const FAILED = -1;
  const now = () => Math.floor(Date.now() / 1000);

  Sandbox.module('WATimeUtils', (exports) => {
    exports.unixTime = now;
    exports.unixTimeMs = () => Date.now();
  });

  Sandbox.module('WAWebAck', (exports) => {
    exports.ACK = {
      MD_DOWNGRADE: -7, INACTIVE: -6, CONTENT_UNUPLOADABLE: -5, CONTENT_TOO_BIG: -4, CONTENT_GONE: -3, EXPIRED: -2,
      FAILED, CLOCK: 0, SENT, RECEIVED: 2, READ: 3, PLAYED: 4, PEER: 5 };
    exports.ACK_STRING = {
      SENDER: 'sender', DELIVERY: 'delivery', READ: 'read', PLAYED: 'played', INACTIVE: 'inactive' };
  });

  Sandbox.module('WAWebMsgType', (exports) => {
    const types = [
      'notification', 'notification_template', 'group_notification', 'gp2', 'broadcast_notification', 'e2e_notification',
      'call_log', 'protocol', 'chat', 'location', 'payment', 'vcard', 'ciphertext', 'multi_vcard', 'revoked', 'oversized',
      'groups_v4_invite', 'hsm', 'template_button_reply', 'image', 'video', 'audio', 'ptt', 'sticker', 'document',
      'product', 'order', 'list', 'interactive', 'list_response', 'buttons_response', 'poll_creation', 'poll_update',
      'reaction', 'native_flow', 'unknown'];
    exports.MSG_TYPE = Object.fromEntries(types.map((type) => [type.toUpperCase(), type]));
    exports.SYSTEM_MESSAGE_TYPES = ['notification', 'notification_template', 'gp2', 'e2e_notification', 'call_log'];
  });

  Sandbox.module('SandboxChats', (exports) => {
    /** In LID mode a person's chat is kept under the LID, as on the real site after its migration. */
    exports.canonical = (wid) => {
      const lid = require('WAWebLidPnCache').lidPnCache.getCurrentLid(wid);
      return window.SandboxSettings.lidMode && wid.server === 'c.us' && lid ? lid : wid;
    };

    exports.existing = (wid) => require('WAWebChatCollection').ChatCollection.get(exports.canonical(wid));

    exports.ensure = async (wid, t = now()) => {
      const known = exports.existing(wid);
      if (known) return known;
      const group = wid.isGroup() ? await require('SandboxGroups').find(wid) : undefined;
      return require('WAWebChatCollection').ChatCollection.add(
        { id: exports.canonical(wid), t, name: group && group.subject, groupMetadata: group });
    };
  });

  Sandbox.module('WAWebFindChatAction', (exports) => {
    exports.findChat = async (wid) => require('SandboxChats').existing(wid);
    exports.findExistingChat = async (wid) => require('SandboxChats').existing(wid);
    exports.findOrCreateLatestChat = async (wid) => {
      const known = require('SandboxChats').existing(wid);
      if (known) return { chat: known, created: false };
      if (wid.isUser() && !(await require('WAWebQueryExistsJob').queryWidExists(wid))) {
        throw Object.assign(new Error(`${wid} is not on WhatsApp`), { code: 'wid_not_on_whatsapp' });
      }
      return { chat: await require('SandboxChats').ensure(wid), created: true };
    };
  });

  Sandbox.module('SandboxMessages', (exports) => {
    const { createWid } = require('WAWebWidFactory');
    const MsgKey = require('WAWebMsgKey');
    const Msg = require('WAWebMsgModel');
    const READ = 3;
    const KEYS = ['id', 'protocolMessageKey', 'latestEditMsgKey', 'reactionParentKey', 'pollUpdateParentKey'];
    const WIDS = ['from', 'to', 'author', 'quotedParticipant'];
    const WID_LISTS = ['mentionedJidList', 'recipients'];

    /** What somebody has done in a chat: all but these kinds are messages of their own. */
    const TAKERS = {
      protocol: 'SandboxEdits', reaction: 'SandboxReactions', poll_update: 'SandboxPolls', gp2: 'SandboxGroups',
      call_log: 'SandboxCalls' };

    /** Keys and wids as objects, however they came. */
    exports.parse = (attributes) => {
      const parsed = { ...attributes };
      for (const name of KEYS) if (typeof parsed[name] === 'string') parsed[name] = MsgKey.fromString(parsed[name]);
      for (const name of WIDS) if (typeof parsed[name] === 'string') parsed[name] = createWid(parsed[name]);
      for (const name of WID_LISTS) if (parsed[name]) parsed[name] = parsed[name].map((wid) => createWid(wid));
      return parsed;
    };

    exports.take = (chat, attributes) => {
      const taker = TAKERS[attributes.type];
      return taker ? require(taker).take(chat, exports.parse(attributes)) : exports.add(chat, attributes);
    };

    /** Under which of its two ids this account writes in a chat. */
    exports.ownWid = (chat) => {
      const me = require('WAWebUserPrefsMeUser');
      return chat.isLid() || chat.isGroup() ? me.getMeLidUserOrThrow() : me.getMePnUserOrThrow();
    };

    /** The head of a message that this account is about to send. */
    exports.outgoing = (chat) => {
      const from = exports.ownWid(chat);
      const participant = chat.isGroup() ? from : undefined;
      const id = new MsgKey({ from, to: chat, id: MsgKey.newIdSync(), participant, selfDir: 'out' });
      return { id, from, to: chat, t: now(), ack: 0 };
    };

    /** Adds a message to its chat once; a message that is there already stays as it is. */
    exports.add = (chat, attributes) => {
      const { MsgCollection } = require('WAWebMsgCollection');
      const parsed = exports.parse(attributes);
      const known = MsgCollection.get(parsed.id);
      if (known) return known;

      const message = new Msg(parsed);
      const isUnread = !message.id.fromMe && message.ack < READ && require('WAWebMsgGetters').getIsUnreadType(message);
      if (isUnread) chat.set('unreadCount', Math.max(0, chat.unreadCount) + 1);
      chat.set({ t: Math.max(chat.t, message.t), lastReceivedKey: message.id });
      MsgCollection.add(message);
      chat.msgs.add(message);
      require('WAWebChatCollection').ChatCollection.sort();
      require('SandboxView').changed();
      return message;
    };

    exports.addFailed = async (chat, attributes, code) => {
      exports.add(chat, { ...attributes, ack: FAILED });
      return { messageSendResult: code, t: now() };
    };

    const NOT_SENT = ['mediaData', 'mediaObject', 'chat', 'messageSecret', 'pollEncKey'];
    const plain = (value) => {
      if (Array.isArray(value)) return value.map(plain);
      const written = value && typeof value === 'object' && value.toString !== Object.prototype.toString;
      return written ? String(value) : value;
    };

    /** The message as the hub reads it: keys and wids as text, nothing that lives only in this page. */
    exports.toWire = (message) => {
      const attributes = Object.entries(message.attributes);
      const sent = attributes.filter(([name, value]) => !NOT_SENT.includes(name) && typeof value !== 'function');
      return Object.fromEntries(sent.map(([name, value]) => [name, plain(value)]));
    };
  });

  Sandbox.module('WAWebSendMsgResultAction', (exports) => {
    const results = [
      'OK', 'ERROR_NETWORK', 'ERROR_EXPIRED', 'ERROR_CANCELLED', 'ERROR_UPLOAD', 'ERROR_UNKNOWN'];
    exports.SendMsgResult = Object.fromEntries(results.map((result) => [result, result]));
  });

  Sandbox.module('WAWebSendMsgChatAction', (exports) => {
    exports.addAndSendMsgToChat = (chat, attributes) => {
      const message = require('SandboxMessages').add(chat, { ack: 0, ...attributes });
      const result = require('WAWebEncryptAndSendMsg').encryptAndSendMsg({ type: 'message', data: message }).then(
        ({ t }) => {
          message.set('t', t);
          message.updateAck(SENT);
          return { messageSendResult: 'OK', t, count: null };
        },
        (error) => {
          message.set('ack', FAILED);
          return { messageSendResult: error.code || 'ERROR_UNKNOWN', t: now() };
        });
      result.then(() => require('SandboxView').changed());
      return [Promise.resolve(message), result];
    };
  });

  Sandbox.module('WAWebEncryptAndSendMsg', (exports) => {
    exports.encryptAndSendMsg = (record) =>
      require('SandboxWire').request({ kind: 'send', msg: require('SandboxMessages').toWire(record.data) });
  });

  Sandbox.module('WAWebHandleSingleMsg', (exports) => {
    exports.handleSingleMsg = async (chatWid, message) =>
      require('WAWebMsgCollection').MsgCollection.processMultipleMessages(chatWid, [message]);
  });

  Sandbox.module('WAWebUpdateUnreadChatAction', (exports) => {
    exports.sendSeen = async (target) => {
      const chat = target.chat || target;
      chat.set('unreadCount', 0);
      require('SandboxWire').tell({ kind: 'seen', chat: String(chat.id) });
      require('SandboxView').changed();
    };
    exports.markUnread = async (chat) => {
      chat.set('unreadCount', -1);
    };
  });

  Sandbox.module('WAWebMarkPlayedMsgAction', (exports) => {
    const PLAYED = 4;
    const PLAYABLE = ['ptt', 'audio', 'video'];
    exports.canMarkPlayed = (message) => !message.id.fromMe && message.ack < PLAYED && PLAYABLE.includes(message.type);
    exports.markPlayed = async (message) => {
      if (!exports.canMarkPlayed(message)) return;
      require('SandboxWire').tell({ kind: 'played', ids: [String(message.id)] });
      message.updateAck(PLAYED);
    };
  });

  Sandbox.module('WAWebMsgReply', (exports) => {
    exports.canReplyMsg = (message) => message.type !== 'revoked';
  });

  Sandbox.module('WAWebMsgGetters', (exports) => {
    exports.getIsUnreadType = ({ type }) => !['gp2', 'revoked'].includes(type);
  });

  Sandbox.module('WAWebChatGetters', (exports) => {
    Object.assign(exports, {
      getShouldAppearInList: () => true,
      getPreviewMessage: (chat) => chat.msgs.last(),
      getHasUnread: (chat) => chat.unreadCount !== 0,
      getShowChangeNumberNotification: () => false,
      getShouldShowUnreadDivider: () => false,
      getIsNewsletter: (chat) => chat.id.isNewsletter(),
      getIsBroadcast: (chat) => chat.id.isBroadcast(),
      getIsGroup: (chat) => chat.id.isGroup(),
    });
  });
})();
