/*
 * Linking by a code of eight characters that a person types into the phone, instead of a QR code.
 *
 * As on the real site the page makes up the code. It is good for one phone number and three minutes; then the hub says so,
 * and whoever drives the page may ask for another.
 */
(function () {
  'use strict';

  const CODE_LENGTH = 8;
  const CODE_CHARACTERS = '123456789ABCDEFGHJKLMNPQRSTVWXYZ';

  Sandbox.module('WAWebPairingType', (exports) => {
    exports.PairingType = { QR_CODE: 'QR_CODE', ALT_DEVICE_LINKING: 'ALT_DEVICE_LINKING' };
  });

  Sandbox.module('WAWebLinkDeviceEvents', (exports) => {
    const EventEmitter = require('WAWebEventEmitter');
    exports.WAWebLinkDeviceEvents = new EventEmitter();
  });

  Sandbox.module('WAWebAltDeviceLinkingApi', (exports) => {
    const { PairingType } = require('WAWebPairingType');
    let pairingType = PairingType.QR_CODE;
    let prepared = false;

    const newCode = () =>
      [...crypto.getRandomValues(new Uint8Array(CODE_LENGTH))]
        .map((byte) => CODE_CHARACTERS[byte % CODE_CHARACTERS.length])
        .join('');

    exports.getPairingType = () => pairingType;
    exports.setPairingType = (type) => { pairingType = type; };

    exports.initializeAltDeviceLinking = async () => {
      prepared = true;
      exports.setPairingType(PairingType.ALT_DEVICE_LINKING);
    };

    exports.initializeQRLinking = async () => {
      prepared = false;
      exports.setPairingType(PairingType.QR_CODE);
      require('SandboxView').showLinkCode(null);
    };

    exports.startAltLinkingFlow = async (phone, _showPushNotification) => {
      if (!prepared) throw new Error('alt pairing: the flow was not initialized');
      const code = newCode();
      await require('SandboxWire').request({ kind: 'link-code', phone: String(phone), code });
      require('SandboxView').showLinkCode(code);
      return code;
    };
  });

  Sandbox.module('WAWebLinkDeviceAction', (exports) => {
    const { WAWebLinkDeviceEvents } = require('WAWebLinkDeviceEvents');
    const { PairingType } = require('WAWebPairingType');
    const told = (name) => () => WAWebLinkDeviceEvents.trigger(`link_device_events:${name}`);

    exports.genLinkDeviceCodeForPhoneNumber = (phone, showPushNotification) =>
      require('WAWebAltDeviceLinkingApi').startAltLinkingFlow(phone, showPushNotification);
    exports.resetLinkDeviceState = async ({ linkDeviceMethod }) => {
      require('WAWebCmd').Cmd.refreshQR();
      const api = require('WAWebAltDeviceLinkingApi');
      if (linkDeviceMethod === PairingType.ALT_DEVICE_LINKING) await api.initializeAltDeviceLinking();
      else await api.initializeQRLinking();
    };
    exports.refreshAltLinkingCode = told('refresh_alt_linking_code');
    exports.forceManualRefresh = told('force_manual_refresh');
    exports.errorAltLinking = told('error_alt_linking');
    exports.primaryHelloReceivedAltLinking = told('primary_hello_received');
  });

  Sandbox.module('WAWebLaunchSocketUtils', (exports) => {
    exports.refreshQR = () => require('WAWebCmd').Cmd.refreshQR();
  });

  Sandbox.module('SandboxLinking', (exports) => {
    /** The code that this page shows is no longer valid. */
    exports.codeExpired = () => {
      require('SandboxView').showLinkCode(null);
      require('WAWebLinkDeviceAction').refreshAltLinkingCode();
    };

    /** A person has typed the code into the phone. */
    exports.codeTyped = () => {
      require('SandboxView').showLinkCode(null);
      require('WAWebLinkDeviceAction').primaryHelloReceivedAltLinking();
    };
  });
})();
