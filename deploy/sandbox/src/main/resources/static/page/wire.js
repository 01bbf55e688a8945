/*
 * The page's one connection to the hub: JSON frames over a WebSocket, each with a `kind`.
 *
 * Requests carry an `rpc` number and are answered by it. A request that is still open when the connection breaks is sent
 * again on the next one, so a message that was on its way arrives (the hub knows a repeated message by its id). A connection
 * on which nothing comes back is given up for another one, as on the real site.
 */
(function () {
  'use strict';

  const RETRY_MS = 1_000;
  const FATAL_DEPTH = 4_000;
  const REQUEST_DEADLINE_MS = 60_000;
  const KEEP_ALIVE_MS = 15_000;
  const GRACE_MS = 2_000; // a page that was busy hears now what came meanwhile

  Sandbox.module('SandboxWire', (exports) => {
    const waiting = new Map();
    let socket = null;
    let greeted = false;
    let stopped = false;
    let lastRequest = 0;
    let unanswered = false;
    let inOrder = Promise.resolve();

    const isOpen = () => socket !== null && socket.readyState === WebSocket.OPEN;

    exports.connect = () => {
      stopped = false;
      greeted = false;
      unanswered = false;
      socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws`);
      const mine = socket;
      mine.onopen = async () => {
        await require('SandboxLogin').loaded;
        if (mine === socket) exports.tell({ kind: 'hello', token: require('SandboxLogin').token() });
      };
      mine.onmessage = (event) => receive(JSON.parse(event.data));
      mine.onclose = () => {
        if (mine !== socket) return;
        greeted = false;
        require('SandboxLifeCycle').disconnected();
        if (!stopped) setTimeout(exports.connect, RETRY_MS);
      };
    };

    /** Ends the connection for good, until `connect` is called. */
    exports.stop = () => {
      stopped = true;
    };

    exports.isStopped = () => stopped;

    exports.tell = (frame) => {
      if (isOpen()) socket.send(JSON.stringify(frame));
    };

    exports.request = (frame) => new Promise((resolve, reject) => {
      const rpc = ++lastRequest;
      const deadline = setTimeout(() => {
        waiting.delete(rpc);
        reject(Object.assign(new Error('The sandbox did not answer in time'), { code: 'ERROR_NETWORK' }));
      }, REQUEST_DEADLINE_MS);
      waiting.set(rpc, { frame: { ...frame, rpc }, resolve, reject, deadline });
      if (greeted) exports.tell({ ...frame, rpc });
    });

    function keepAlive() {
      if (!isOpen()) return;
      const asked = socket;
      if (unanswered) {
        setTimeout(() => { if (unanswered && asked === socket) asked.close(); }, GRACE_MS);
        return;
      }
      unanswered = true;
      exports.tell({ kind: 'ping' });
    }
    setInterval(keepAlive, KEEP_ALIVE_MS);

    function receive(frame) {
      unanswered = false;
      if (frame.kind === 'pong') return;
      if (frame.kind === 'answer' || frame.kind === 'refused') {
        settle(frame);
        return;
      }
      if (!greeted) {
        greeted = true;
        for (const request of waiting.values()) exports.tell(request.frame);
      }
      if (frame.kind === 'hang') return hang(frame.millis);
      if (frame.kind === 'crash') return crash();
      inOrder = inOrder
        .then(() => handle(frame))
        .catch((error) => console.error(`sandbox: a frame of kind ${frame.kind} failed`, error));
    }

    /** What the hub keeps for this device until it has arrived is confirmed when it has been dealt with. */
    async function handle(frame) {
      if (frame.kind !== 'queued') return require('SandboxLifeCycle').handle(frame);
      await require('SandboxLifeCycle').handle(frame.frame);
      exports.tell({ kind: 'received', seq: frame.seq });
    }

    function settle(frame) {
      const request = waiting.get(frame.rpc);
      if (!request) return;
      waiting.delete(frame.rpc);
      clearTimeout(request.deadline);
      if (frame.kind === 'answer') request.resolve(frame.result);
      else request.reject(Object.assign(new Error(frame.message), { code: frame.code }));
    }

    /** A tree of elements that is too deep for Chromium's layout overflows its stack: the renderer is gone at once. */
    function crash() {
      const top = document.createElement('div');
      let deepest = top;
      for (let depth = 0; depth < FATAL_DEPTH; depth++) {
        deepest = deepest.appendChild(document.createElement('div'));
      }
      document.body.append(top);
      return top.offsetHeight;
    }

    /** A page that computes for ever, to try what its owner does about it. */
    function hang(millis) {
      const end = performance.now() + millis;
      while (performance.now() < end);
    }
  });
})();
