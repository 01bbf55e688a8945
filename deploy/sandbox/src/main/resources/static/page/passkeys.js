/*
 * The passkey that some phones want to see before they link a page.
 *
 * The page asks the browser as any site would and hands the answer to the hub. Whatever goes wrong, it says so and shows a
 * new QR code.
 */
(function () {
  'use strict';

  Sandbox.module('SandboxPasskeys', (exports) => {
    const { encodeB64, decodeB64 } = require('WABase64');
    const { Socket } = require('WAWebSocketModel');
    const view = require('SandboxView');
    let prompt = null; // the one that waits

    const toBase64Url = (bytes) => encodeB64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    const fromBase64Url = (text) => decodeB64(text.replace(/-/g, '+').replace(/_/g, '/'));

    exports.ask = async (request) => {
      exports.end();
      const mine = new AbortController();
      prompt = mine;
      view.showPasskeyPrompt(true, null);
      Socket.set('state', 'PAIRING');
      try {
        const credential = await navigator.credentials.get({ publicKey: options(request), signal: mine.signal });
        await require('SandboxWire').request({ kind: 'passkey', assertion: asJson(credential) });
        finish(mine, null);
      } catch (error) {
        console.info('sandbox: the passkey was not accepted', error);
        if (finish(mine, `The passkey was not accepted: ${error.message}`)) require('WAWebCmd').Cmd.refreshQR();
      }
    };

    /** The page shows something else now. */
    exports.end = () => {
      const former = prompt;
      if (former && finish(former, null)) former.abort();
    };

    /** A prompt ends once. */
    function finish(mine, wrong) {
      if (mine !== prompt) return false;
      prompt = null;
      view.showPasskeyPrompt(false, wrong);
      return true;
    }

    const options = ({ challenge, allowCredentials, ...rest }) => ({
      ...rest,
      challenge: fromBase64Url(challenge),
      allowCredentials: allowCredentials.map(({ type, id }) => ({ type, id: fromBase64Url(id) })),
    });

    function asJson({ id, rawId, type, response }) {
      const { clientDataJSON, authenticatorData, signature, userHandle } = response;
      return {
        id,
        rawId: toBase64Url(rawId),
        type,
        response: {
          clientDataJSON: toBase64Url(clientDataJSON),
          authenticatorData: toBase64Url(authenticatorData),
          signature: toBase64Url(signature),
          userHandle: userHandle ? toBase64Url(userHandle) : undefined,
        },
      };
    }
  });
})();
