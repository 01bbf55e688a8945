/**
 * Files: encrypted by whoever sends them, kept as bytes the server cannot read, checked by whoever opens them.
 *
 * <p>The scheme is WhatsApp's own (HKDF, AES-256-CBC, a truncated HMAC, two hashes), so that a wrong key, a cut file or a
 * changed byte fails here as it would there.
 */
@NullMarked
package io.wafleet.sandbox.media;

import org.jspecify.annotations.NullMarked;
