/* Forwarding: the same content in another chat, marked as forwarded when somebody else wrote it. */
(function () {
  'use strict';

  const CONTENT = [
    'type', 'body', 'caption', 'mimetype', 'filename', 'size', 'filehash', 'encFilehash', 'directPath', 'mediaKey',
    'mediaKeyTimestamp', 'duration', 'width', 'height', 'lat', 'lng', 'loc', 'clientUrl', 'vcardFormattedName',
    'pollName', 'pollOptions', 'pollSelectableOptionsCount'];

  Sandbox.module('WAWebChatForwardMessage', (exports) => {
    function copyOf(message, chat, includeCaption) {
      const forwardingScore = (message.forwardingScore || 0) + (message.id.fromMe ? 0 : 1);
      return {
        ...Object.fromEntries(CONTENT.map((name) => [name, message[name]])),
        ...(includeCaption || message.type === 'document' ? {} : { caption: undefined }),
        ...(forwardingScore > 0 ? { isForwarded: true, forwardingScore } : {}),
        ...require('SandboxMessages').outgoing(chat.id),
        self: 'out',
        isNewMsg: true,
        local: true,
      };
    }

    exports.forwardMessages = ({ chat, msgs, includeCaption }) =>
      Promise.all(msgs.map(async (message) => {
        const copy = copyOf(message, chat, includeCaption);
        const [, result] = require('WAWebSendMsgChatAction').addAndSendMsgToChat(chat, copy);
        return result;
      }));
  });

  Sandbox.module('WAWebForwardMessagesToChat', (exports) => {
    exports.forwardMessagesToChats = async (msgs, chats, includeCaption) => {
      const { forwardMessages } = require('WAWebChatForwardMessage');
      for (const chat of chats) await forwardMessages({ chat, msgs, includeCaption });
      return true;
    };
  });
})();
