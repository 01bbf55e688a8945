/* Finding what was written before: messages around another one, and the one that was quoted. */
(function () {
  'use strict';

  Sandbox.module('WAWebGetSearchContext', (exports) => {
    exports.getSearchContext = ({ chat }) =>
      ({ collection: Object.assign(chat.msgs, { loadAroundPromise: Promise.resolve() }) });
  });

  Sandbox.module('WAWebDBMessageFindLocal', (exports) => {
    const around = (anchor) => {
      const chat = require('SandboxChats').existing(anchor.remote);
      const messages = chat ? chat.msgs.toArray() : [];
      const index = messages.findIndex((message) => String(message.id) === String(anchor));
      return index < 0
        ? { before: messages, after: [] }
        : { before: messages.slice(0, index), after: messages.slice(index + 1) };
    };
    const newest = (messages, count) => (count > 0 ? messages.slice(-Math.min(count, messages.length)) : []);

    exports.msgFindBefore = async ({ anchor, count }) => ({ messages: newest(around(anchor).before, count) });
    exports.msgFindAfter = async ({ anchor, count }) => ({ messages: around(anchor).after.slice(0, count) });
    exports.msgFindByDirection = (query) =>
      (query.direction === 'after' ? exports.msgFindAfter(query) : exports.msgFindBefore(query));
    exports.msgFindMedia = async (query) => {
      const { messages } = await exports.msgFindByDirection({ ...query, count: Infinity });
      return { messages: newest(messages.filter((message) => message.isMedia), query.count) };
    };
    exports.msgFindCallLog = async () => [];
  });

  Sandbox.module('WAWebQuotedMsgModelUtils', (exports) => {
    exports.getQuotedMsgObj = (message) => {
      const chat = require('SandboxChats').existing(message.id.remote);
      return chat && chat.msgs.findFirst((candidate) => candidate.id.id === message.quotedStanzaID);
    };
  });
})();
