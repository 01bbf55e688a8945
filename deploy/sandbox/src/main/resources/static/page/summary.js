/* What a message says in one line, for the list of chats and for what has no picture. */
(function () {
  'use strict';

  const NAMES = {
    image: 'Photo', video: 'Video', audio: 'Audio', ptt: 'Voice message', document: 'Document', sticker: 'Sticker',
    location: 'Location', vcard: 'Contact', poll_creation: 'Poll', call_log: 'Missed call' };

  const place = ({ loc, lat, lng }) => (loc ? loc.replace('\n', ', ') : `${lat}, ${lng}`);
  const poll = ({ pollName, pollOptions }) => `${pollName} (${pollOptions.map((option) => option.name).join(' / ')})`;
  const people = (wids) => (wids || []).map((wid) => `+${String(wid).split('@')[0]}`).join(', ');

  /** What belongs behind the name of the type. */
  function detail(message) {
    switch (message.type) {
      case 'location': return place(message);
      case 'vcard': return message.vcardFormattedName || '';
      case 'poll_creation': return poll(message);
      case 'document': return message.filename || '';
      default: return '';
    }
  }

  Sandbox.module('SandboxSummary', (exports) => {
    exports.of = (message) => {
      if (message.type === 'chat') return message.body || '';
      if (message.type === 'revoked') return 'This message was deleted';
      if (message.type === 'gp2') return `${message.subtype} ${message.body || people(message.recipients)}`;
      const label = [NAMES[message.type] || message.type, detail(message)].filter(Boolean).join(': ');
      return message.caption && message.caption !== message.filename ? `[${label}] ${message.caption}` : `[${label}]`;
    };

    /** The emojis that others and oneself have put on it. */
    exports.reactionsOn = (message) => {
      const found = require('WAWebReactionsCollection').ReactionsCollection.get(message.id);
      return found ? found.reactions.map(({ aggregateEmoji }) => aggregateEmoji).join(' ') : '';
    };
  });
})();
