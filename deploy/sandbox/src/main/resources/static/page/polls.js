/* Votes on polls. The last vote of each person counts; it names all the options that are chosen then. */
(function () {
  'use strict';

  Sandbox.module('WAWebPollsVotesSchema', (exports) => {
    const rows = new Map();
    const table = {
      put: (row) => rows.set(`${row.parentMsgKey} ${row.sender}`, row),
      equals: async ([column], value) => [...rows.values()].filter((row) => row[column] === value),
      anyOf: async ([column], values) => [...rows.values()].filter((row) => values.includes(row[column])),
    };
    const tables = { 'poll-votes': table };
    // wa-js knows this function by the name of the table in its source, in these quotes.
    exports.getTable = () => tables["poll-votes"];
  });

  Sandbox.module('WAWebPollsDbSerialization', (exports) => {
    const MsgKey = require('WAWebMsgKey');
    const { createWid } = require('WAWebWidFactory');
    exports.voteToDbRow = (vote) => ({
      ...vote, msgKey: String(vote.msgKey), parentMsgKey: String(vote.parentMsgKey), sender: String(vote.sender) });
    exports.voteFromDbRow = (row) => ({
      ...row,
      msgKey: MsgKey.fromString(row.msgKey),
      parentMsgKey: MsgKey.fromString(row.parentMsgKey),
      sender: createWid(row.sender),
    });
  });

  Sandbox.module('WAWebDBPollsUpsertVotes', (exports) => {
    exports.upsertVotesDb = async (votes) => {
      for (const vote of votes) {
        require('WAWebPollsVotesSchema').getTable().put(require('WAWebPollsDbSerialization').voteToDbRow(vote));
      }
    };
  });

  Sandbox.module('WAWebAddonPollVoteTableMode', (exports) => {
    const asVote = ({ id, pollUpdateParentKey, from, selectedOptionLocalIds, senderTimestampMs, ack }) =>
      ({ msgKey: id, parentMsgKey: pollUpdateParentKey, sender: from, selectedOptionLocalIds, senderTimestampMs, ack });
    exports.pollVoteTableMode = {
      bulkUpsert: (updates) => require('WAWebDBPollsUpsertVotes').upsertVotesDb(updates.map(asVote)),
    };
  });

  Sandbox.module('SandboxPolls', (exports) => {
    const updateOf = (vote) => ({
      ...vote,
      from: require('SandboxAdditions').senderOf(vote),
      selectedOptionLocalIds: vote.selectedOptionLocalIds || [],
      senderTimestampMs: vote.t * 1000,
    });

    /** A vote that is news, by whomever. */
    exports.take = async (_chat, vote) => {
      await require('WAWebAddonPollVoteTableMode').pollVoteTableMode.bulkUpsert([updateOf(vote)]);
      require('SandboxView').changed();
    };

    /** A vote that was there before this page was: kept, and no news. */
    exports.remember = (vote) => {
      const { id, pollUpdateParentKey, from, selectedOptionLocalIds, senderTimestampMs, ack } = updateOf(vote);
      require('WAWebPollsVotesSchema').getTable().put(require('WAWebPollsDbSerialization').voteToDbRow({
        msgKey: id, parentMsgKey: pollUpdateParentKey, sender: from, selectedOptionLocalIds, senderTimestampMs, ack }));
    };
  });

  Sandbox.module('WAWebPollsSendVoteMsgAction', (exports) => {
    exports.sendVote = async (poll, localIds) => {
      const vote = await require('SandboxAdditions').send(poll, {
        type: 'poll_update', pollUpdateParentKey: poll.id, selectedOptionLocalIds: [...localIds] });
      await require('SandboxPolls').take(null, vote.attributes);
      return { messageSendResult: 'OK' };
    };
  });
})();
