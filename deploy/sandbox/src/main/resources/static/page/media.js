/*
 * Media the way WhatsApp carries it: encrypted in the page (HKDF, AES-256-CBC and a truncated HMAC), stored by the server
 * as bytes it cannot read, and checked against its hashes on the way back.
 */
(function () {
  'use strict';

  const MAC_BYTES = 10;
  const CACHE_BYTES = 48 * 1024 * 1024;
  const KEY_LABELS = {
    image: 'WhatsApp Image Keys', sticker: 'WhatsApp Image Keys', video: 'WhatsApp Video Keys',
    audio: 'WhatsApp Audio Keys', ptt: 'WhatsApp Audio Keys', document: 'WhatsApp Document Keys' };

  const { encodeB64, decodeB64 } = importNamespace('WABase64');
  const sha256 = async (bytes) => encodeB64(await crypto.subtle.digest('SHA-256', bytes));
  const join = (...parts) => new Blob(parts).arrayBuffer();
  const asPathSegment = (base64) => base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

  Sandbox.module('SandboxMediaCipher', (exports) => {
    async function keysFor(mediaKey, type) {
      const source = await crypto.subtle.importKey('raw', mediaKey, 'HKDF', false, ['deriveBits']);
      const info = new TextEncoder().encode(KEY_LABELS[type] || KEY_LABELS.document);
      const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
      const bytes = await crypto.subtle.deriveBits(derivation, source, 112 * 8);
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      return {
        iv: bytes.slice(0, 16),
        cipher: await crypto.subtle.importKey('raw', bytes.slice(16, 48), 'AES-CBC', false, ['encrypt', 'decrypt']),
        mac: await crypto.subtle.importKey('raw', bytes.slice(48, 80), hmac, false, ['sign']),
      };
    }

    async function macOf(keys, encrypted) {
      const full = await crypto.subtle.sign('HMAC', keys.mac, await join(keys.iv, encrypted));
      return full.slice(0, MAC_BYTES);
    }

    exports.encrypt = async (plain, mediaKey, type) => {
      const keys = await keysFor(mediaKey, type);
      const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: keys.iv }, keys.cipher, plain);
      return join(encrypted, await macOf(keys, encrypted));
    };

    exports.decrypt = async (carried, mediaKey, type) => {
      const keys = await keysFor(mediaKey, type);
      const encrypted = carried.slice(0, -MAC_BYTES);
      if (encodeB64(await macOf(keys, encrypted)) !== encodeB64(carried.slice(-MAC_BYTES))) {
        throw new Error('The media was changed on the way');
      }
      return crypto.subtle.decrypt({ name: 'AES-CBC', iv: keys.iv }, keys.cipher, encrypted);
    };
  });

  Sandbox.module('WAMediaCalculateFilehash', (exports) => {
    exports.calculateFilehashFromBlob = async (blob) => sha256(await blob.arrayBuffer());
  });

  Sandbox.defaultModule('WAWebMediaOpaqueData', () => class OpaqueData {
    constructor(blob, mimetype) {
      this.blob = blob;
      this.mimetype = mimetype;
    }

    static async createFromData(data, mimetype) {
      return new OpaqueData(data instanceof Blob ? data : new Blob([data], { type: mimetype }), mimetype);
    }

    type() {
      return this.mimetype;
    }

    size() {
      return this.blob.size;
    }

    forceToBlob() {
      return this.blob;
    }

    url() {
      return URL.createObjectURL(this.blob);
    }

    retain() {}

    release() {}

    autorelease() {}

    formData() {
      return this.blob;
    }
  });

  /** Decrypted media, the least recently used first to go, so that a page's memory stays bounded. */
  Sandbox.module('WAWebLruMediaStore', (exports) => {
    const kept = new Map();
    let bytes = 0;
    const forget = (hash) => {
      if (!kept.has(hash)) return;
      bytes -= kept.get(hash).byteLength;
      kept.delete(hash);
    };
    exports.LruMediaStore = {
      async get(hash) {
        const buffer = kept.get(hash);
        if (buffer) {
          kept.delete(hash);
          kept.set(hash, buffer);
        }
        return buffer;
      },
      async put(hash, buffer) {
        forget(hash);
        kept.set(hash, buffer);
        bytes += buffer.byteLength;
        for (const oldest of kept.keys()) {
          if (bytes <= CACHE_BYTES || oldest === hash) break;
          forget(oldest);
        }
      },
      async del(hash) {
        forget(hash);
      },
      async clear() {
        kept.clear();
        bytes = 0;
      },
      count: async () => kept.size,
      has: async (hash) => kept.has(hash),
    };
  });

  Sandbox.module('WAWebMediaInMemoryBlobCache', (exports) => {
    exports.InMemoryMediaBlobCacheImpl = class InMemoryMediaBlobCache extends Map {};
    exports.InMemoryMediaBlobCache = new exports.InMemoryMediaBlobCacheImpl();
  });

  Sandbox.module('WAWebMediaGatingUtils', (exports) => {
    exports.getUploadLimit = () => window.SandboxSettings.maxMediaBytes;
  });

  /** What the page knows of a file, by its hash: how it is described, and its bytes until they are uploaded. */
  Sandbox.module('WAWebMediaStorage', (exports) => {
    const { BaseModel } = require('WAWebBaseModel');
    class MediaObject extends BaseModel {
      consolidate(described) {
        this.set(described);
        return this;
      }
    }
    const objects = new Map();
    exports.getOrCreateMediaObject = (filehash) => {
      if (!objects.has(filehash)) objects.set(filehash, new MediaObject({ filehash, contentInfo: {} }));
      return objects.get(filehash);
    };
    exports.forget = (filehash) => objects.delete(filehash);
  });

  Sandbox.module('WAWebMmsMediaTypes', (exports) => {
    exports.msgToMediaType = ({ type, isGif }) => (isGif ? 'gif' : type);
    exports.castToV4 = (type) => type;
  });

  Sandbox.module('WAWebMediaDataUtils', (exports) => {
    exports.shouldUseMediaCache = () => false;
  });

  Sandbox.module('WAWebUploadManager', (exports) => {
    exports.encryptAndUpload = async ({ blob, type }) => {
      const mediaKey = crypto.getRandomValues(new Uint8Array(32));
      const encrypted = await require('SandboxMediaCipher').encrypt(await blob.arrayBuffer(), mediaKey, type);
      const encFilehash = await sha256(encrypted);
      const directPath = `/mms/${asPathSegment(encFilehash)}`;
      const response = await fetch(directPath, { method: 'POST', body: encrypted });
      if (!response.ok) {
        throw Object.assign(new Error(`The upload was answered ${response.status}`), { code: 'ERROR_UPLOAD' });
      }
      return {
        url: new URL(directPath, location.href).href,
        directPath,
        encFilehash,
        mediaKey: encodeB64(mediaKey),
        mediaKeyTimestamp: Math.floor(Date.now() / 1000),
      };
    };
  });

  Sandbox.module('WAWebMediaMmsV4Upload', (exports) => {
    exports.uploadMedia = async ({ mediaObject, mediaType }) => {
      const blob = mediaObject.mediaBlob.forceToBlob();
      const { url, ...entry } = await require('WAWebUploadManager').encryptAndUpload({ blob, type: mediaType });
      await require('WAWebLruMediaStore').LruMediaStore.put(mediaObject.filehash, await blob.arrayBuffer());
      require('WAWebMediaStorage').forget(mediaObject.filehash);
      return { kind: 'success', mediaEntry: { ...entry, mmsUrl: url, uploadHash: entry.encFilehash } };
    };
  });

  Sandbox.module('WAWebDownloadManager', (exports) => {
    exports.downloadManager = {
      /** The plain bytes, from what was downloaded before or from the media server. */
      async downloadAndMaybeDecrypt({ directPath, mediaKey, type, filehash }) {
        const { LruMediaStore } = require('WAWebLruMediaStore');
        const kept = await LruMediaStore.get(filehash);
        if (kept) return kept;
        const response = await fetch(directPath);
        if (!response.ok) {
          throw Object.assign(new Error(`The media server answered ${response.status}`), { status: response.status });
        }
        const carried = await response.arrayBuffer();
        const plain = await require('SandboxMediaCipher').decrypt(carried, decodeB64(mediaKey), type);
        if ((await sha256(plain)) !== filehash) throw new Error('The media is not what the message promised');
        await LruMediaStore.put(filehash, plain);
        return plain;
      },

      async download(message) {
        message.mediaData.set('mediaStage', 'FETCHING');
        try {
          await exports.downloadManager.downloadAndMaybeDecrypt(message);
          message.mediaData.set('mediaStage', 'RESOLVED');
        } catch (error) {
          message.mediaData.set('mediaStage', 'ERROR_MISSING');
          throw error;
        }
      },
    };
  });

  Sandbox.module('WAWebPrepRawMedia', (exports) => {
    const MediaData = require('WAWebMediaDataModel');
    const THUMBNAIL_PIXELS = 72;

    const typeOf = (mimetype, options) => {
      if (options.asDocument) return 'document';
      if (options.asSticker) return 'sticker';
      if (options.isPtt) return 'ptt';
      const family = mimetype.split('/')[0];
      return ['image', 'video', 'audio'].includes(family) ? family : 'document';
    };

    async function thumbnailOf(blob) {
      try {
        const picture = await createImageBitmap(blob);
        const scale = Math.min(1, THUMBNAIL_PIXELS / Math.max(picture.width, picture.height));
        const canvas = new OffscreenCanvas(
          Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
        canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
        const small = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.5 });
        return { width: picture.width, height: picture.height, preview: encodeB64(await small.arrayBuffer()) };
      } catch {
        return {}; // a picture that this browser cannot draw is sent without a preview
      }
    }

    async function describe(opaqueData, options) {
      const blob = opaqueData.forceToBlob();
      const type = typeOf(opaqueData.type() || '', options);
      return new MediaData({
        type,
        mimetype: opaqueData.type(),
        filename: type === 'document' ? blob.name : undefined,
        size: blob.size,
        filehash: await sha256(await blob.arrayBuffer()),
        mediaBlob: opaqueData,
        mediaStage: 'PREPARING',
        ...(type === 'image' ? await thumbnailOf(blob) : {}),
        ...(options.precomputedFields || {}),
      });
    }

    async function upload(mediaData) {
      mediaData.set('mediaStage', 'UPLOADING');
      const mediaObject = require('WAWebMediaStorage').getOrCreateMediaObject(mediaData.filehash);
      mediaObject.consolidate({ mediaBlob: mediaData.mediaBlob });
      const { mediaEntry } = await require('WAWebMediaMmsV4Upload').uploadMedia(
        { mediaObject, mediaType: mediaData.type });
      mediaData.set({ mediaStage: 'RESOLVED', mediaBlob: undefined });
      return mediaEntry;
    }

    exports.MediaPrep = class MediaPrep {
      constructor(described) {
        this.described = described;
      }

      async waitForPrep() {
        this.mediaData = await this.described;
        return this.mediaData;
      }

      async sendToChat({ chat, options }) {
        const media = await this.waitForPrep();
        const entry = await upload(media).catch(() => null);
        const raw = {
          filename: media.filename,
          ...(options.productMsgOptions || {}),
          ...(entry || {}),
          type: media.type,
          body: media.preview,
          caption: options.caption,
          mimetype: media.mimetype,
          size: media.size,
          filehash: media.filehash,
          width: media.width,
          height: media.height,
          duration: media.duration,
          mediaData: media,
          mediaObject: { type: media.type.toUpperCase(), filehash: media.filehash },
        };
        if (entry === null) return require('SandboxMessages').addFailed(chat, raw, 'ERROR_UPLOAD');
        const [, result] = require('WAWebSendMsgChatAction').addAndSendMsgToChat(chat, raw);
        return result;
      }
    };
    exports.prepRawMedia = (opaqueData, options = {}) => new exports.MediaPrep(describe(opaqueData, options));
    exports.uploadProductImage = async () => {};
  });
})();
