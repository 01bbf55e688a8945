package io.wafleet.session.browser;

import io.wafleet.session.browser.PageException.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Moves bytes into and out of a page in pieces, so that a large file is no long wait for the accounts beside it.
 *
 * <p>Failure policy: the whole transfer shares one deadline; what is left of a broken one is dropped by the page.
 */
final class MediaTransfer {

    private static final int PIECE = 768 * 1024;
    private static final Duration CLEANUP_DEADLINE = Duration.ofSeconds(5);

    private final Bridge bridge;

    MediaTransfer(Bridge bridge) {
        this.bridge = bridge;
    }

    /** Puts the bytes into the page and returns the name under which they lie there. */
    String upload(byte[] bytes, Deadline deadline) throws PageException {
        String transfer = UUID.randomUUID().toString();
        int offset = 0;
        do {
            byte[] piece = Arrays.copyOfRange(bytes, offset, Math.min(bytes.length, offset + PIECE));
            String data = Base64.getEncoder().encodeToString(piece);
            bridge.call("putPiece", Map.of("transferId", transfer, "data", data), deadline.left());
            offset += PIECE;
        } while (offset < bytes.length);
        return transfer;
    }

    DownloadedMedia download(String messageId, long maxBytes, Deadline deadline) throws PageException {
        String transfer = UUID.randomUUID().toString();
        JsonNode opened = bridge.call(
                "openDownload",
                Map.of("transferId", transfer, "messageId", messageId, "maxBytes", maxBytes),
                deadline.left());
        try {
            long size = opened.path("size").asLong(0);
            if (size > maxBytes) {
                throw new PageException(Kind.REJECTED, "media_too_large");
            }
            byte[] bytes = pieces(transfer, new byte[Math.toIntExact(size)], deadline);
            return new DownloadedMedia(
                    bytes,
                    opened.path("mimetype").asString("application/octet-stream"),
                    BridgeBatch.textOrNull(opened, "filename"));
        } finally {
            drop(transfer);
        }
    }

    /** Fills the bytes, which are as many as the page said there are. */
    private byte[] pieces(String transfer, byte[] bytes, Deadline deadline) throws PageException {
        int filled = 0;
        while (filled < bytes.length) {
            JsonNode piece = bridge.call(
                    "getPiece", Map.of("transferId", transfer, "offset", filled, "length", PIECE), deadline.left());
            byte[] decoded = decode(piece.asString(""));
            if (decoded.length == 0 || decoded.length > bytes.length - filled) {
                throw new PageException(Kind.PROTOCOL, "the page gave other bytes than it said");
            }
            System.arraycopy(decoded, 0, bytes, filled, decoded.length);
            filled += decoded.length;
        }
        return bytes;
    }

    private static byte[] decode(String piece) throws PageException {
        try {
            return Base64.getDecoder().decode(piece);
        } catch (IllegalArgumentException e) {
            throw new PageException(Kind.PROTOCOL, "the page gave no base64", e);
        }
    }

    private void drop(String transfer) {
        try {
            bridge.call("dropTransfer", Map.of("transferId", transfer), CLEANUP_DEADLINE);
        } catch (PageException e) {
            // The page drops it after a while, or is gone.
            return;
        }
    }
}
