/* Reactions: who thinks what of a message. The last reaction of each person counts, and an empty one takes it back. */
(function () {
  'use strict';

  Sandbox.module('WAWebReactionsCollection', (exports) => {
    const { BaseModel } = require('WAWebBaseModel');
    const { BaseCollection } = require('WAWebBaseCollection');
    const isMe = (jid) => require('WAWebUserPrefsMeUser').isMeAccount(require('WAWebWidFactory').createWid(jid));

    class Sender extends BaseModel {}
    Sender.prototype.proxyName = 'reactions-senders';
    class SenderCollection extends BaseCollection {}
    SenderCollection.model = Sender;

    /** One emoji and everybody who chose it. */
    class AggReactions extends BaseModel {
      constructor(attributes) {
        super({ senders: new SenderCollection(), hasReactionByMe: false, ...attributes });
      }
    }
    AggReactions.prototype.proxyName = 'agg-reactions';
    class AggReactionsCollection extends BaseCollection {}
    AggReactionsCollection.model = AggReactions;

    class Reactions extends BaseModel {
      constructor(attributes) {
        super({ reactions: new AggReactionsCollection(), reactionByMe: undefined, ...attributes });
      }
    }
    Reactions.prototype.proxyName = 'reactions';

    class ReactionsCollection extends BaseCollection {
      addOrUpdateReaction(row) {
        const reactions = this.gadd(row.parentMsgKey);
        this.takeBack(reactions, row.senderUserJid);
        if (row.reactionText) {
          const aggregate = reactions.reactions.gadd(row.reactionText, { aggregateEmoji: row.reactionText });
          aggregate.senders.add({ id: row.senderUserJid, ...row });
          if (isMe(row.senderUserJid)) aggregate.set('hasReactionByMe', true);
        }
        if (isMe(row.senderUserJid)) reactions.set('reactionByMe', row.reactionText ? row : undefined);
        return reactions;
      }

      takeBack(reactions, sender) {
        for (const aggregate of reactions.reactions.toArray()) {
          aggregate.senders.remove(sender);
          if (isMe(sender)) aggregate.set('hasReactionByMe', false);
          if (aggregate.senders.length === 0) reactions.reactions.remove(aggregate);
        }
      }
    }
    ReactionsCollection.model = Reactions;
    exports.ReactionsCollection = new ReactionsCollection();
  });

  Sandbox.module('WAWebReactionsMsgAction', (exports) => {
    exports.addOrUpdateReactionsModelCollection = async (row) => {
      const { reactions } = require('WAWebReactionsCollection').ReactionsCollection.addOrUpdateReaction(row);
      const parent = require('SandboxAdditions').messageOf(row.parentMsgKey);
      if (parent) parent.set('hasReaction', reactions.length > 0);
      require('SandboxView').changed();
    };
  });

  Sandbox.module('SandboxReactions', (exports) => {
    const additions = require('SandboxAdditions');

    const rowOf = (reaction) => ({
      msgKey: String(reaction.id),
      parentMsgKey: String(reaction.reactionParentKey),
      senderUserJid: String(additions.senderOf(reaction)),
      reactionText: reaction.reactionText,
      timestamp: reaction.t * 1000,
      orphan: 0,
      read: reaction.id.fromMe,
      ack: reaction.ack,
    });

    /** A reaction that is news, by whomever. */
    exports.take = async (_chat, reaction) => {
      await require('WAWebAddonReactionTableMode').reactionTableMode.bulkUpsert([{
        ...reaction,
        from: additions.senderOf(reaction),
        reactionTimestamp: reaction.t * 1000,
        orphan: 0,
        read: reaction.id.fromMe,
      }]);
      const row = rowOf(reaction);
      await require('WAWebReactionsMsgAction').addOrUpdateReactionsModelCollection(
        row, { allowNotify: !reaction.id.fromMe });
    };

    /** A reaction that was there before this page was: kept, and no news. */
    exports.remember = (reaction) => {
      require('WAWebReactionsCollection').ReactionsCollection.addOrUpdateReaction(rowOf(reaction));
      const parent = additions.messageOf(reaction.reactionParentKey);
      if (parent) parent.set('hasReaction', true);
    };
  });

  /** The table behind the collection; here the collection keeps everything, and this is where others listen. */
  Sandbox.module('WAWebAddonReactionTableMode', (exports) => {
    exports.reactionTableMode = { bulkUpsert: async () => {} };
  });

  Sandbox.module('WAWebDBGetReactions', (exports) => {
    exports.getReactions = async (key) => {
      const found = require('WAWebReactionsCollection').ReactionsCollection.get(key);
      if (!found) return { reactionByMe: undefined, reactions: [] };
      return { reactionByMe: found.reactionByMe, reactions: found.reactions.serialize() };
    };
  });

  Sandbox.module('WAWebSendReactionMsgAction', (exports) => {
    /** As on the real site: nothing comes back when it has worked, and an error when it has not. */
    exports.sendReactionToMsg = async (message, reactionText) => {
      const reaction = await require('SandboxAdditions').send(
        message, { type: 'reaction', reactionParentKey: message.id, reactionText });
      await require('SandboxReactions').take(null, reaction.attributes);
    };
  });
})();
