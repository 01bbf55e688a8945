/*
 * Messages that change an earlier one: an edit, a revocation, a reaction, a vote. They travel like any other message and
 * never show up in a chat by themselves; `SandboxEdits`, `SandboxReactions` and `SandboxPolls` say what each does.
 */
(function () {
  'use strict';

  Sandbox.module('SandboxAdditions', (exports) => {
    const Msg = require('WAWebMsgModel');

    /** Sends an addition to a message; fails with the hub's code. Returns it as the hub took it. */
    exports.send = async (parent, attributes) => {
      const addition = new Msg({ ...require('SandboxMessages').outgoing(parent.id.remote), ...attributes });
      const { t } = await require('WAWebEncryptAndSendMsg').encryptAndSendMsg({ type: 'addon', data: addition });
      addition.set({ t, ack: 1 });
      return addition;
    };

    exports.messageOf = (key) => require('WAWebMsgCollection').MsgCollection.get(key);

    /** Who has sent it, by the id that the chat uses. */
    exports.senderOf = ({ author, id, from }) =>
      author || (id.fromMe ? require('SandboxMessages').ownWid(id.remote) : from);
  });
})();
