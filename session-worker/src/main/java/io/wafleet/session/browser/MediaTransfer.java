package io.wafleet.session.browser;

import io.wafleet.session.browser.PageException.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Moves one file into or out of a page in pieces, so that a large file is no long wait for the accounts beside it.
 *
 * <p>Failure policy: the whole transfer shares one deadline; what is left of a broken one is dropped.
 */
final class MediaTransfer {

    private static final int PIECE = 768 * 1024;
    private static final Duration CLEANUP_DEADLINE = Duration.ofSeconds(5);

    private final String id = UUID.randomUUID().toString();
    private final Bridge bridge;

    MediaTransfer(Bridge bridge) {
        this.bridge = bridge;
    }

    /** The name under which the bytes lie in the page. */
    String id() {
        return id;
    }

    /** Puts the bytes into the page; whoever does not come to use them drops them. */
    void upload(byte[] bytes, Deadline deadline) throws PageException {
        int offset = 0;
        do {
            byte[] piece = Arrays.copyOfRange(bytes, offset, Math.min(bytes.length, offset + PIECE));
            String data = Base64.getEncoder().encodeToString(piece);
            bridge.call("putPiece", Map.of("transferId", id, "data", data), deadline.left());
            offset += PIECE;
        } while (offset < bytes.length);
    }

    DownloadedMedia download(String messageId, long maxBytes, Deadline deadline) throws PageException {
        JsonNode opened = bridge.call(
                "openDownload",
                Map.of("transferId", id, "messageId", messageId, "maxBytes", maxBytes),
                deadline.left());
        try {
            long size = opened.path("size").asLong(0);
            if (size > maxBytes) {
                throw new PageException(Kind.REJECTED, "media_too_large");
            }
            byte[] bytes = pieces(new byte[Math.toIntExact(size)], deadline);
            return new DownloadedMedia(
                    bytes,
                    opened.path("mimetype").asString("application/octet-stream"),
                    BridgeBatch.textOrNull(opened, "filename"));
        } finally {
            drop();
        }
    }

    /** Fills the bytes, which are as many as the page said there are. */
    private byte[] pieces(byte[] bytes, Deadline deadline) throws PageException {
        int filled = 0;
        while (filled < bytes.length) {
            JsonNode piece = bridge.call(
                    "getPiece", Map.of("transferId", id, "offset", filled, "length", PIECE), deadline.left());
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

    /** Lets go of what lies in the page, at the latest when it comes back from where it hangs. */
    void drop() {
        bridge.tell("dropTransfer", Map.of("transferId", id), CLEANUP_DEADLINE);
    }
}
