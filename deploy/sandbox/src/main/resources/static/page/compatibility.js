/*
 * Parts of WhatsApp Web that this page has no use for, but that wa-js asks for or wraps as soon as it is ready; where one
 * is missing it writes an error to the console. Each does the least that is true here: nothing, or "there is none".
 */
(function () {
  'use strict';

  const VERSION = '2.3000.1045220589';
  const nothing = async () => {};

  const part = (moduleId, members) => Sandbox.module(moduleId, (exports) => Object.assign(exports, members));

  part('WAWebBuildConstants', { VERSION_STR: VERSION, SANITIZED_VERSION_STR: VERSION });
  part('WAWebOfficialClient', { isOfficialClient: false });
  part('WAWebABProps', { getABPropConfigValue: () => 0 });
  part('WAWebPrimaryFeatures', { primaryFeatureEnabled: () => false });
  part('WAWebLid1X1MigrationGating', {
    Lid1X1MigrationUtils: {
      isLidMigrated: () => window.SandboxSettings.lidMode,
      isSyncdSessionMigrated: () => window.SandboxSettings.lidMode,
      shouldApplyNonMigratedMessagingRules: () => !window.SandboxSettings.lidMode,
    },
  });

  // Links in texts: found, never previewed.
  Sandbox.module('WALinkify', (exports) => {
    exports.findLinks = (text) =>
      [...String(text || '').matchAll(/https?:\/\/\S+/g)].map(([href]) => ({ href, url: href }));
    exports.findLink = (text) => exports.findLinks(text)[0];
    exports.findFirstWebLink = exports.findLink;
  });
  part('WAWebLinkPreviewChatAction', { getLinkPreview: async () => null });
  part('WAWebLinkPreviewMinimal', { genMinimalLinkPreview: async () => null });

  // WhatsApp's own wire format, which the sandbox does not speak.
  part('WAWebMsgProtobuf', { createMsgProtobuf: () => ({}) });
  part('WAWebBackendJobsCommon', { mediaTypeFromProtobuf: () => null });
  part('WAWebE2EProtoUtils', { typeAttributeFromProtobuf: () => 'text' });
  part('WAWebEncodeMaybeMediaType', { encodeMaybeMediaType: (type) => type });
  part('WAWebCreateFanoutMsgStanza', { createFanoutMsgStanza: async () => ({}) });

  // Things that do not happen here yet.
  part('WAWebGetEphemeralFieldsMsgActionsUtils', { getEphemeralFields: () => ({}) });
  part('WAWebApiChat', { createChatRecord: nothing });
  part('WAWebLabelSync', { addToLabelCollection: nothing, removeLabelFromCollection: nothing });
  part('WAWebGetNumChatsPinned', { getNumChatsPinned: () => 0 });
  part('WAWebChatSearchQuery', {
    SearchQuery: class SearchQuery {
      updateLabelQuery() {}
    },
    isFilterExcludedFromSearchTreatmentInInboxFlow: () => false,
  });
  part('WAWebVideoThumbs', { generateVideoThumbsAndDuration: async () => ({ duration: 0, thumbs: [] }) });
  part('WAWebProcessRawSticker', { processRawSticker: async () => ({}), isAnimatedWebp: () => false });

  window.Debug = { VERSION };
})();
