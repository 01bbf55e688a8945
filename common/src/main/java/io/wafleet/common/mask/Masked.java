package io.wafleet.common.mask;

import org.jspecify.annotations.Nullable;

/** Hides the greater part of what identifies a person. */
public final class Masked {

    private Masked() {}

    /** The first four digits of a number or chat id; enough to find a case, too little to find a person. */
    public static String number(@Nullable String number) {
        if (number == null || number.isEmpty()) {
            return "-";
        }
        return number.substring(0, Math.min(4, number.length())).replaceAll("[^0-9]", "") + "***";
    }
}
