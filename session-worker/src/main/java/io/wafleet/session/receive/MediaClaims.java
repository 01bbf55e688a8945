package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.message.Media;
import io.wafleet.session.browser.PageMedia;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.media.FileName;
import io.wafleet.session.media.MediaIds;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message says about its file, made safe to pass on; the bytes may turn out otherwise. */
final class MediaClaims {

    private static final Pattern MIMETYPE = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,63}/[a-z0-9][a-z0-9.+-]{0,95}");

    private MediaClaims() {}

    /** What is to be fetched. */
    static Media of(AccountId account, PageMessage message) {
        return of(account, message, Media.Status.PENDING);
    }

    static Media of(AccountId account, PageMessage message, Media.Status status) {
        PageMedia claimed = Objects.requireNonNull(message.media());
        return new Media(
                MediaIds.of(account, message.id()),
                status,
                mimetype(claimed.mimetype()),
                FileName.clean(claimed.filename()),
                claimed.size() > 0 ? claimed.size() : null,
                sha256(claimed.sha256()),
                message.caption() == null ? null : message.caption().replace("\0", ""));
    }

    static @Nullable String mimetype(@Nullable String claimed) {
        if (claimed == null) {
            return null;
        }
        String bare = claimed.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return MIMETYPE.matcher(bare).matches() ? bare : null;
    }

    private static @Nullable String sha256(@Nullable String base64) {
        try {
            byte[] hash = base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
            return hash.length == 32 ? HexFormat.of().formatHex(hash) : null;
        } catch (IllegalArgumentException garbage) {
            return null;
        }
    }
}
