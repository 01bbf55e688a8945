package io.wafleet.session.receive;

import io.wafleet.common.message.ContactCard;
import io.wafleet.session.browser.PageContact;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name and the number in a vCard, of version 2.1 to 4; all else in it is passed over.
 *
 * <p>Cards are written by strangers: what is not a card, or only half of one, gives what can be read of it.
 */
final class Vcard {

    /** A line that does not begin with white space, with those after it that do. */
    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");

    private static final Pattern WAID = Pattern.compile("(?i);waid=([0-9]{5,20})(?=[;:])");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([nN,;:\\\\])");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]");

    private @Nullable String fullName;
    private @Nullable String phone;
    private boolean phoneIsWhatsApps;

    private Vcard() {}

    /** Reads a card; where it has no name of its own, the one it was sent with counts. */
    static ContactCard read(PageContact contact) {
        Vcard card = new Vcard();
        FOLD.matcher(contact.vcard()).replaceAll("").lines().forEach(card::line);
        String name = Optional.ofNullable(card.fullName)
                .or(() -> Optional.ofNullable(contact.name()))
                .orElse("");
        return new ContactCard(name, card.phone);
    }

    private void line(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return;
        }
        String head = line.substring(0, colon + 1);
        String value = line.substring(colon + 1);
        String property =
                head.substring(head.indexOf('.') + 1).split("[;:]", 2)[0].toUpperCase(Locale.ROOT);
        if (property.equals("FN") && fullName == null && !value.isBlank()) {
            fullName = ESCAPED.matcher(value).replaceAll(Vcard::unescaped);
        } else if (property.equals("TEL") && !phoneIsWhatsApps) {
            number(head, value);
        }
    }

    /** The number that WhatsApp knows is worth more than the one that is shown. */
    private void number(String head, String value) {
        Matcher waid = WAID.matcher(head);
        if (waid.find()) {
            phone = waid.group(1);
            phoneIsWhatsApps = true;
            return;
        }
        String digits = NOT_DIGITS.matcher(value).replaceAll("");
        if (phone == null && digits.length() >= 5 && digits.length() <= 20) {
            phone = digits;
        }
    }

    private static String unescaped(java.util.regex.MatchResult escaped) {
        String character = escaped.group(1);
        return Matcher.quoteReplacement(character.equalsIgnoreCase("n") ? "\n" : character);
    }
}
