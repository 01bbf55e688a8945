package io.wafleet.gateway.media;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Which types a file may be served as; everything else, and above all HTML and SVG, is just bytes. */
final class SafeType {

    private static final Set<String> SHOWN = Set.of(
            "image/jpeg",
            "image/png",
            "image/gif",
            "image/webp",
            "video/mp4",
            "video/3gpp",
            "video/webm",
            "audio/ogg",
            "audio/mpeg",
            "audio/mp4",
            "audio/aac",
            "audio/amr",
            "audio/webm");
    private static final Set<String> SAVED = Set.of("application/pdf");

    private SafeType() {}

    static MediaType of(@Nullable String claimed) {
        String bare = bare(claimed);
        return SHOWN.contains(bare) || SAVED.contains(bare)
                ? MediaType.parseMediaType(bare)
                : MediaType.APPLICATION_OCTET_STREAM;
    }

    static boolean isShown(@Nullable String claimed) {
        return SHOWN.contains(bare(claimed));
    }

    private static String bare(@Nullable String claimed) {
        if (claimed == null) {
            return "";
        }
        int end = claimed.indexOf(';');
        return (end < 0 ? claimed : claimed.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
