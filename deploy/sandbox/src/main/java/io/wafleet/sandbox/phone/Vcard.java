package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/** Contact cards as WhatsApp writes them: a vCard with one number and its WhatsApp id. */
final class Vcard {

    private static final Pattern WHATSAPP_ID = Pattern.compile("(?m)^(?:item\\d+\\.)?TEL[^:\\n]*?waid=(\\d{5,15})");
    private static final Pattern NUMBER = Pattern.compile("(?m)^(?:item\\d+\\.)?TEL[^:\\n]*:([^\\n]+)");

    private Vcard() {}

    static String of(String name, PhoneNumber phone) {
        return """
                BEGIN:VCARD
                VERSION:3.0
                N:;%1$s;;;
                FN:%1$s
                TEL;type=CELL;type=VOICE;waid=%2$s:+%2$s
                END:VCARD""".formatted(escaped(name), phone);
    }

    static Optional<String> phone(String vcard) {
        var id = WHATSAPP_ID.matcher(vcard);
        if (id.find()) {
            return Optional.of(id.group(1));
        }
        var number = NUMBER.matcher(vcard);
        return number.find() ? Optional.of(number.group(1).replaceAll("[^0-9]", "")) : Optional.empty();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }
}
