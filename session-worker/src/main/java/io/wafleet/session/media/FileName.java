package io.wafleet.session.media;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a file name from outside harmless to show and to store. */
public final class FileName {

    private static final int MAX_CODE_POINTS = 100;
    private static final int MAX_EXTENSION = 12;
    /** Controls, and the marks that make text read in another direction than it is written. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u061C\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]");

    private static final Pattern RESERVED = Pattern.compile("[<>:\"|?*]");
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.DOTALL);

    private FileName() {}

    /** The last part of the name without what could mislead, at most 100 characters; null if nothing is left. */
    public static @Nullable String clean(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String visible = INVISIBLE.matcher(name).replaceAll("");
        String last = visible.substring(Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\')) + 1);
        String plain = RESERVED.matcher(last).replaceAll("_").strip().replaceAll("^\\.+|[. ]+$", "");
        if (DEVICE.matcher(plain).matches()) {
            plain = "_" + plain;
        }
        return plain.isEmpty() ? null : shortened(plain);
    }

    /** Cuts in the middle of the name, not in its extension. */
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= MAX_CODE_POINTS) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        int keep = MAX_CODE_POINTS - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, keep)) + extension;
    }
}
