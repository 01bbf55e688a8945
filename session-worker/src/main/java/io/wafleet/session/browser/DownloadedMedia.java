package io.wafleet.session.browser;

import org.jspecify.annotations.Nullable;

/** Media fetched through the page and decrypted there; type and name are the sender's claims. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; copying megabytes would serve no one
public record DownloadedMedia(
        byte[] bytes, String mimetype, @Nullable String filename) {}
