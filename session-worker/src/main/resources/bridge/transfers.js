/* Files go through in pieces: one big answer would hold up every account's. */

const TRANSFER_LIFE_MS = 10 * 60 * 1000;

const transfers = new Map();

function transfer(id) {
  const found = transfers.get(id);
  if (!found) throw new Failure('PROTOCOL', 'no such transfer');
  return found;
}

function newTransfer(id) {
  const now = Date.now();
  for (const [old, { born }] of transfers) if (now - born > TRANSFER_LIFE_MS) transfers.delete(old);
  const made = { born: now, pieces: [], blob: null };
  transfers.set(id, made);
  return made;
}

function putPiece({ transferId, data }) {
  const binary = atob(data);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  (transfers.get(transferId) ?? newTransfer(transferId)).pieces.push(bytes);
}

function takeFile({ transferId, mimetype, filename, as }) {
  const { pieces } = transfer(transferId);
  transfers.delete(transferId);
  return new File(pieces, filename ?? as.toLowerCase(), { type: mimetype });
}

async function openDownload({ transferId, messageId, maxBytes }) {
  requireReady();
  const message = await messageBy(messageId);
  if (Number(message.size) > maxBytes) throw new Failure('REJECTED', 'media_too_large');
  const blob = await WPP.chat.downloadMedia(message.id.toString());
  if (blob.size > maxBytes) throw new Failure('REJECTED', 'media_too_large');
  newTransfer(transferId).blob = blob;
  return {
    size: blob.size,
    mimetype: message.mimetype || blob.type || 'application/octet-stream',
    filename: message.filename ?? null,
  };
}

function getPiece({ transferId, offset, length }) {
  const piece = transfer(transferId).blob.slice(offset, offset + length);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(piece);
  });
}

function dropTransfer({ transferId }) {
  transfers.delete(transferId);
}

offer({ putPiece, openDownload, getPiece, dropTransfer });
