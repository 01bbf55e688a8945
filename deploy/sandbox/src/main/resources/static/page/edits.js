/* Edits, revocations, and deleting for oneself. */
(function () {
  'use strict';

  const EDITABLE_SECONDS = 15 * 60;
  const CAPTIONED = ['image', 'video', 'document'];

  Sandbox.module('SandboxEdits', (exports) => {
    const additions = require('SandboxAdditions');

    exports.edit = (message, { id, body, t }) => {
      const text = message.type === 'chat' ? { body } : { caption: body };
      message.set({ ...text, latestEditSenderTimestampMs: t * 1000, latestEditMsgKey: id });
    };

    exports.revoke = (message, subtype) => {
      message.set({ body: undefined, caption: undefined, subtype: subtype.replace('_revoke', ''), type: 'revoked' });
    };

    /** An edit or a revocation by somebody else. */
    exports.take = (chat, change) => {
      const message = additions.messageOf(change.protocolMessageKey);
      if (!message) return;
      if (change.subtype === 'message_edit') exports.edit(message, change);
      else exports.revoke(message, change.subtype);
    };
  });

  Sandbox.module('WAWebMsgActionCapability', (exports) => {
    const ownAndStanding = (message) => message.id.fromMe && message.ack > 0 && message.type !== 'revoked';
    const isRecent = (message) => require('WATimeUtils').unixTime() - message.t <= EDITABLE_SECONDS;
    exports.canEditText = (message) => ownAndStanding(message) && isRecent(message) && message.type === 'chat';
    exports.canEditCaption = (message) =>
      ownAndStanding(message) && isRecent(message) && CAPTIONED.includes(message.type) && Boolean(message.caption);
    exports.canSenderRevokeMsg = ownAndStanding;
    exports.canAdminRevokeMsg = (message) => {
      const group = require('WAWebGroupMetadataCollection').get(message.id.remote);
      return Boolean(group) && group.participants.iAmAdmin() && message.type !== 'revoked';
    };
    exports.canStarMsg = () => false;
  });

  Sandbox.module('WAWebSendMessageEditAction', (exports) => {
    exports.addAndSendMessageEdit = async (message, { id, body, mentionedJidList }) => {
      const edit = await require('SandboxAdditions').send(message, {
        ...(id ? { id } : {}), type: 'protocol', subtype: 'message_edit', protocolMessageKey: message.id, body,
        mentionedJidList });
      require('SandboxEdits').edit(message, edit);
      require('SandboxView').changed();
    };
    exports.sendMessageEdit = (message, text, options = {}) =>
      exports.addAndSendMessageEdit(message, { ...options, body: text });
  });

  Sandbox.module('WAWebRevokeMsgAction', (exports) => {
    exports.sendRevoke = async (message) => {
      const subtype = message.id.fromMe ? 'sender_revoke' : 'admin_revoke';
      await require('SandboxAdditions').send(message, { type: 'protocol', subtype, protocolMessageKey: message.id });
      require('SandboxEdits').revoke(message, subtype);
    };
  });

  Sandbox.module('WAWebChatSendMessages', (exports) => {
    exports.sendRevokeMsgs = async (_chat, { list }) => {
      for (const message of list) await require('WAWebRevokeMsgAction').sendRevoke(message);
      require('SandboxView').changed();
    };

    /** Deletes for oneself: the other side keeps what it has. */
    exports.sendDeleteMsgs = async (chat, { list }) => {
      const keys = list.map((message) => String(message.id));
      require('SandboxWire').tell({ kind: 'deleted', ids: keys });
      chat.msgs.remove(keys);
      require('WAWebMsgCollection').MsgCollection.remove(keys);
      require('SandboxView').changed();
    };
  });
})();
