/* Receipts: the phones of the other side say that a message was delivered or read. */
(function () {
  'use strict';

  Sandbox.module('SandboxReceipts', (exports) => {
    const { createWid } = require('WAWebWidFactory');
    const ACK_STRINGS = { 2: 'delivery', 3: 'read', 4: 'played' };

    /** Hands a receipt of the hub to the handler that WhatsApp Web has for it, so that wa-js's hook on it is heard. */
    exports.receive = ({ chat, ids, ack, participant, messageAck }) => {
      const from = createWid(chat);
      const receipt = {
        ack,
        messageAck,
        ackString: ACK_STRINGS[ack],
        from,
        externalIds: ids,
        participant: participant ? createWid(participant) : undefined,
        ts: Math.floor(Date.now() / 1000),
      };
      return from.isGroup()
        ? require('WAWebHandleGroupChatReceipt').handleGroupSimpleReceipt(receipt)
        : require('WAWebHandleDirectChatReceipt').handleChatSimpleReceipt(receipt);
    };

    /** A message to a group is only where the last of its members is. */
    exports.apply = ({ messageAck, from, externalIds }) => {
      const chat = require('SandboxChats').existing(from);
      if (!chat) return;
      const acknowledged = chat.msgs.filter((message) => message.id.fromMe && externalIds.includes(message.id.id));
      for (const message of acknowledged) message.updateAck(messageAck);
      require('SandboxView').changed();
    };
  });

  Sandbox.module('WAWebHandleDirectChatReceipt', (exports) => {
    exports.handleChatSimpleReceipt = async (receipt) => require('SandboxReceipts').apply(receipt);
  });

  Sandbox.module('WAWebHandleGroupChatReceipt', (exports) => {
    exports.handleGroupSimpleReceipt = async (receipt) => require('SandboxReceipts').apply(receipt);
  });

  Sandbox.module('WAWebHandleStatusReceipt', (exports) => {
    exports.handleStatusSimpleReceipt = async (receipt) => require('SandboxReceipts').apply(receipt);
  });
})();
