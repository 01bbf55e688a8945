package io.wafleet.gateway.media;

import org.jspecify.annotations.Nullable;

/** The name a file is saved under: without paths, control and direction marks, and not longer than disks take. */
final class SafeName {

    private static final int LONGEST = 120;

    private SafeName() {}

    static String of(@Nullable String claimed, String otherwise) {
        if (claimed == null) {
            return otherwise;
        }
        StringBuilder name = new StringBuilder();
        claimed.codePoints()
                .filter(SafeName::harmless)
                .limit(LONGEST)
                .forEach(character -> name.appendCodePoint("/\\:*?\"<>|".indexOf(character) >= 0 ? '_' : character));
        String kept = name.toString().replaceAll("^[. ]+|[. ]+$", "");
        return kept.isEmpty() ? otherwise : kept;
    }

    private static boolean harmless(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
