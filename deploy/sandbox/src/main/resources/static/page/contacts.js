/* Who is on WhatsApp, which number belongs to which LID, and how a name is shown. */
(function () {
  'use strict';

  Sandbox.module('WAWebLidPnCache', (exports) => {
    const { createWid } = require('WAWebWidFactory');
    const numberOfLid = new Map();
    const lidOfNumber = new Map();
    exports.lidPnCache = {
      remember(number, lid) {
        numberOfLid.set(lid, createWid(number));
        lidOfNumber.set(number, createWid(lid));
      },
      getPhoneNumber: (wid) => numberOfLid.get(String(wid)),
      getCurrentLid: (wid) => lidOfNumber.get(String(wid)),
    };
  });

  Sandbox.module('WAWebApiContact', (exports) => {
    const cache = () => require('WAWebLidPnCache').lidPnCache;
    exports.getCurrentLid = (wid) => cache().getCurrentLid(wid);
    exports.getPhoneNumber = (wid) => cache().getPhoneNumber(wid);
    exports.getAlternateUserWid = (wid) => (wid.isLid() ? exports.getPhoneNumber(wid) : exports.getCurrentLid(wid));
  });

  Sandbox.module('WAWebQueryExistsJob', (exports) => {
    const { createWid } = require('WAWebWidFactory');
    exports.queryWidExists = async (wid) => {
      const answer = await require('SandboxWire').request({ kind: 'exists', wid: String(wid) });
      if (!answer.exists) return null;
      require('WAWebLidPnCache').lidPnCache.remember(answer.wid, answer.lid);
      return { wid: createWid(answer.wid), lid: createWid(answer.lid), biz: false, disappearingMode: undefined };
    };
    exports.queryPhoneExists = (wid) => exports.queryWidExists(wid);
  });

  Sandbox.module('SandboxContacts', (exports) => {
    const { createWid } = require('WAWebWidFactory');
    exports.add = ({ id, lid, name }) => {
      require('WAWebLidPnCache').lidPnCache.remember(id, lid);
      const { ContactCollection } = require('WAWebContactCollection');
      for (const wid of [id, lid]) {
        ContactCollection.add(
          { id: createWid(wid), name: name || undefined, pushname: name || undefined, isBusiness: false },
          { merge: true });
      }
    };
  });

  Sandbox.module('WAWebFrontendVcardUtils', (exports) => {
    const escaped = (text) =>
      text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll('\n', '\\n');

    exports.vcardFromContactModel = (contact) => {
      const number = (contact.phoneNumber || contact.id).user;
      const displayName = contact.formattedName || contact.name || contact.pushname || `+${number}`;
      const lines = [
        'BEGIN:VCARD', 'VERSION:3.0', `N:;${escaped(displayName)};;;`, `FN:${escaped(displayName)}`,
        `TEL;type=CELL;type=VOICE;waid=${number}:+${number}`, 'END:VCARD'];
      return { displayName, vcard: lines.join('\n'), isMultiVcard: false };
    };
    exports.mergeVcards = (vcards) => ({ vcard: vcards.map(({ vcard }) => vcard).join('\n'), isMultiVcard: true });
  });

  Sandbox.module('WAWebContactGetters', (exports) => {
    const name = (contact) => contact.name || contact.pushname || contact.id.user;
    const user = (contact) => contact.id.user;
    const never = () => false;
    Object.assign(exports, {
      getIsMyContact: (contact) => Boolean(contact.name),
      getName: (contact) => contact.name,
      getShortName: (contact) => contact.name,
      getPushname: (contact) => contact.pushname,
      getVerifiedName: () => undefined,
      getVerifiedLevel: () => undefined,
      getStatusMute: never,
      getIsEnterprise: never,
      getNotifyName: (contact) => contact.pushname,
      getMentionName: name,
      getPremiumMessageName: name,
      getSearchName: name,
      getSearchVerifiedName: () => '',
      getHeader: name,
      getFormattedName: name,
      getFormattedShortName: name,
      getFormattedShortNameWithNonBreakingSpaces: name,
      getDisplayNameOrPnForLid: name,
      getPnForLid: (contact) => contact.phoneNumber,
      getFormattedPhone: (contact) => `+${user(contact)}`,
      getFormattedUser: user,
      getUserid: user,
      getUserhash: user,
      getIsMe: (contact) => require('WAWebUserPrefsMeUser').isMeAccount(contact.id),
      getIsUser: (contact) => contact.id.isUser(),
      getIsGroup: (contact) => contact.id.isGroup(),
      getIsBroadcast: (contact) => contact.id.isBroadcast(),
      getIsNewsletter: (contact) => contact.id.isNewsletter(),
      getIsPSA: (contact) => contact.id.isPSA(),
      getIsWAContact: () => true,
      getIsIAS: never,
      getIsSupportAccount: never,
      getCanRequestPhoneNumber: never,
      getIsDisplayNameApproved: never,
      getShowBusinessCheckmarkAsPrimary: never,
      getShowBusinessCheckmarkAsSecondary: never,
      getShowBusinessCheckmarkInChatlist: never,
      getShouldForceBusinessUpdate: never,
    });
  });

  Sandbox.module('WAWebFrontendContactGetters', (exports) => {
    Object.assign(exports, require('WAWebContactGetters'), {
      getPhoneNumber: (contact) => contact.phoneNumber,
      getTextStatusString: () => '',
    });
  });
})();
