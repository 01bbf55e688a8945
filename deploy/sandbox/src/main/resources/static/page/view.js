/* What a person, or a snapshot, sees: the QR code, then the chats and one conversation. Texts only ever as textContent. */
(function () {
  'use strict';

  /** Slow enough that a page with much traffic has its time for the traffic. */
  const REPAINT_MS = 250;
  const QR_PIXELS = 264;
  const SHOWN_MESSAGES = 40;
  const SHOWN_CHATS = 40;
  const TICKS = { '-1': '!', 0: '…', 1: '✓', 2: '✓✓', 3: '✓✓', 4: '✓✓' };
  const READ = 3;

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  Sandbox.module('SandboxView', (exports) => {
    const { ChatCollection } = require('WAWebChatCollection');
    const { ContactCollection } = require('WAWebContactCollection');
    const { Socket } = require('WAWebSocketModel');
    const summary = require('SandboxSummary');
    const app = document.getElementById('app');
    let shownChat = null;
    let qr = null;
    let linkCode = null;
    let passkeyAsked = false;
    let problem = null;
    let repainting = null;

    exports.changed = () => {
      if (repainting === null) repainting = setTimeout(repaint, REPAINT_MS);
    };

    exports.show = (chat) => {
      shownChat = chat || shownChat;
      exports.changed();
    };

    /** The hub works out the squares of the code, so that the page carries no encoder. */
    exports.showQr = async (text) => {
      const { rows } = await require('SandboxWire').request({ kind: 'qr', text });
      qr = { text, rows };
      repaint();
    };

    /** The code to type into the phone, or that there is none (any more). */
    exports.showLinkCode = (code) => {
      linkCode = code;
      exports.changed();
    };

    /** Whether the page waits for a passkey, and what was wrong with the last one. */
    exports.showPasskeyPrompt = (asked, wrong) => {
      passkeyAsked = asked;
      problem = wrong;
      exports.changed();
    };

    function repaint() {
      repainting = null;
      const login = require('SandboxLogin').current();
      app.replaceChildren(login ? conversations(login) : landing());
      const messages = app.querySelector('.messages');
      if (messages) messages.scrollTop = messages.scrollHeight;
    }

    function landing() {
      const canvas = element('canvas');
      canvas.setAttribute('aria-label', 'Scan this QR code to link a device!');
      canvas.width = QR_PIXELS;
      canvas.height = QR_PIXELS;
      const holder = element('div', 'qr', canvas);
      if (qr) {
        holder.dataset.ref = qr.text;
        paint(canvas, qr.rows);
      }
      if (passkeyAsked) holder.hidden = true;
      const idle = Socket.state === 'UNPAIRED_IDLE';
      if (idle) holder.append(reload());
      return element('div', 'landing',
        element('div', 'landing-wrapper',
          element('h1', '', 'Sandbox'),
          element('p', 'note', 'This is a test page and not WhatsApp. No phone and no message is real.'),
          problem ? alert(problem) : null,
          holder,
          linkCode ? typedCode(linkCode) : null,
          element('p', 'note', waitingFor(idle))));
    }

    function waitingFor(idle) {
      if (passkeyAsked) return 'Confirm with the passkey of your phone.';
      return idle ? 'The code is no longer valid.' : 'Waiting for a phone to scan.';
    }

    function alert(text) {
      const shown = element('p', 'problem', text);
      shown.setAttribute('role', 'alert');
      return shown;
    }

    function reload() {
      const button = element('button', '', 'Reload the code');
      button.onclick = () => require('WAWebCmd').Cmd.refreshQR();
      return button;
    }

    function typedCode(code) {
      const shown = element('div', 'link-code', `${code.slice(0, 4)}-${code.slice(4)}`);
      shown.dataset.linkCode = [...code].join(',');
      return element('div', '', element('p', 'note', 'Or type this code into the phone:'), shown);
    }

    function paint(canvas, rows) {
      const square = Math.floor(QR_PIXELS / (rows.length + 8));
      const margin = Math.floor((QR_PIXELS - square * rows.length) / 2);
      const brush = canvas.getContext('2d');
      brush.fillStyle = '#fff';
      brush.fillRect(0, 0, QR_PIXELS, QR_PIXELS);
      brush.fillStyle = '#111';
      rows.forEach((row, y) => [...row].forEach((dark, x) => {
        if (dark === '1') brush.fillRect(margin + x * square, margin + y * square, square, square);
      }));
    }

    function conversations(login) {
      if (!shownChat) shownChat = ChatCollection.head() || null;
      const list = element('div', 'chats', ...ChatCollection.slice(0, SHOWN_CHATS).map(chatRow));
      const side = element('div', 'app two side',
        element('header', '', element('b', '', login.name), element('span', 'note', `+${login.number}`)), list);
      side.tabIndex = -1;
      side.id = 'side';
      return element('div', 'main', side, shownChat ? conversation(shownChat) : element('div', 'empty', 'No chats yet'));
    }

    function chatRow(chat) {
      const row = element('button', chat === shownChat ? 'chat shown' : 'chat',
        element('b', '', chat.formattedTitle),
        chat.unreadCount > 0 ? element('i', 'unread', String(chat.unreadCount)) : null,
        element('span', 'preview', chat.msgs.last() ? summary.of(chat.msgs.last()) : ''));
      row.onclick = () => exports.show(chat);
      return row;
    }

    function conversation(chat) {
      return element('section', 'conversation',
        element('header', '', element('b', '', chat.formattedTitle), element('span', 'note', String(chat.id))),
        element('div', 'messages', ...chat.msgs.slice(-SHOWN_MESSAGES).map(bubble)));
    }

    function bubble(message) {
      const author = message.author && ContactCollection.get(message.author);
      const time = new Date(message.t * 1000).toTimeString().slice(0, 5);
      const ticks = element('span', message.ack >= READ ? 'ticks read' : 'ticks', TICKS[message.ack] || '');
      return element('div', message.id.fromMe ? 'bubble mine' : 'bubble',
        message.author ? element('b', 'author', (author && author.name) || `+${message.author.user}`) : null,
        message.quotedMsg ? element('div', 'quoted', message.quotedMsg.body || '') : null,
        preview(message),
        element('div', 'text', summary.of(message)),
        message.hasReaction ? element('div', 'reactions', summary.reactionsOn(message)) : null,
        element('div', 'time', message.latestEditMsgKey ? 'edited ' : '', time, ' ', message.id.fromMe ? ticks : null));
    }

    /** Pictures that this page has sent carry a small copy of themselves. */
    function preview(message) {
      if (message.type !== 'image' || !message.body) return null;
      const picture = element('img', 'picture');
      picture.src = `data:image/jpeg;base64,${message.body}`;
      return picture;
    }
  });
})();
