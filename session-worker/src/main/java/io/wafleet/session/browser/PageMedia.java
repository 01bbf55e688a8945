package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/**
 * What a message says about its media before it is fetched; the sender's claims.
 *
 * @param size bytes, 0 when not told
 * @param sha256 of the plain bytes, base64 as WhatsApp writes it, when known
 */
public record PageMedia(
        @Nullable String mimetype,
        @Nullable String filename,
        long size,
        @Nullable String sha256) {}
