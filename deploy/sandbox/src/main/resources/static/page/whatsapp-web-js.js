/*
 * What whatsapp-web.js asks for by name and wa-js does not: it takes modules with `require`, where wa-js looks for what
 * they export.
 */
(function () {
  'use strict';

  const part = (moduleId, members) => Sandbox.module(moduleId, (exports) => Object.assign(exports, members));

  /** The page's stores under their short names. */
  Sandbox.module('WAWebCollections', (exports) => {
    Object.assign(exports, {
      Blocklist: require('WAWebBlocklistCollection').BlocklistCollection,
      BusinessProfile: require('WAWebBusinessProfileCollection').BusinessProfileCollection,
      Chat: require('WAWebChatCollection').ChatCollection,
      Contact: require('WAWebContactCollection').ContactCollection,
      GroupMetadata: require('WAWebGroupMetadataCollection'),
      Label: require('WAWebLabelCollection').LabelCollection,
      Msg: require('WAWebMsgCollection').MsgCollection,
      Presence: require('WAWebPresenceCollection').PresenceCollection,
      ProfilePicThumb: require('WAWebProfilePicThumbCollection').ProfilePicThumbCollection,
      Reactions: require('WAWebReactionsCollection').ReactionsCollection,
      WAWebNewsletterCollection: require('WAWebNewsletterCollection'),
    });
  });

  // Before the login.
  part('WAWebCompanionRegClientUtils', { DEVICE_PLATFORM: '1' });
  Sandbox.defaultModule('WAWebMiscBrowserUtils', () => ({
    info: () => ({ os: 'Sandbox', name: 'Chrome', version: '1', ua: navigator.userAgent }),
  }));

  // The hub sends what has waited without saying how much it is.
  part('WAWebOfflineHandler', { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } });
  part('WAWebSyncGatingUtils', { isPlaceholderMessageResendEnabled: () => false });

  part('WAWebStartMediaUploadQpl', { startMediaUploadQpl: () => ({}) });

  // Nobody here has a picture.
  part('WAWebContactProfilePicThumbBridge', { requestProfilePicFromServer: async () => null });
  part('WAWebPhoneUtils', { formattedPhoneNumber: (jid) => `+${String(jid).split('@')[0]}` });

  part('WAWebVcardParsingUtils', { parseVcard: (text) => ({ name: (/^FN:([^\r\n]*)/m.exec(text) || [])[1] }) });
  part('WAWebVcardGetNameFromParsed', { vcardGetNameFromParsed: ({ name }) => name });

  Sandbox.module('WAWebLidMigrationUtils', (exports) => {
    exports.toPn = (wid) => (wid.isLid() ? require('WAWebApiContact').getPhoneNumber(wid) : wid);
    exports.toLid = (wid) => (wid.isLid() ? wid : require('WAWebApiContact').getCurrentLid(wid));
  });
})();
