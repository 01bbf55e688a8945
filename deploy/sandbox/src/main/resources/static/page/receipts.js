/* Receipts: the phones of the other side say that a message was delivered or read. */
(function () {
  'use strict';

  Sandbox.module('SandboxReceipts', (exports) => {
    const { createWid } = require('WAWebWidFactory');
    const READ = 3;

    /** Hands a receipt of the hub to the handler that WhatsApp Web has for it, so that wa-js's hook on it is heard. */
    exports.receive = ({ chat, ids, ack, participant }) => {
      const from = createWid(chat);
      const receipt = {
        ack,
        ackString: ack >= READ ? 'read' : 'delivery',
        from,
        externalIds: ids,
        participant: participant ? createWid(participant) : undefined,
        ts: Math.floor(Date.now() / 1000),
      };
      return from.isGroup()
        ? require('WAWebHandleGroupChatReceipt').handleGroupSimpleReceipt(receipt)
        : require('WAWebHandleDirectChatReceipt').handleChatSimpleReceipt(receipt);
    };

    exports.apply = ({ ack, from, externalIds }) => {
      const chat = require('SandboxChats').existing(from);
      if (!chat) return;
      const acknowledged = chat.msgs.filter((message) => message.id.fromMe && externalIds.includes(message.id.id));
      for (const message of acknowledged) message.updateAck(ack);
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
