package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.message.Ack;
import io.wafleet.common.message.Media;
import io.wafleet.common.message.PastMessage;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.media.MediaIds;
import io.wafleet.session.media.MediaStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Messages that stood in a chat before. Their files are not fetched: one that is not in the store already is absent.
 *
 * <p>Failure policy: a {@code DataAccessException} means try again with the same.
 */
@Component
public class PastMessages {

    private final MediaStore media;

    PastMessages(MediaStore media) {
        this.media = media;
    }

    /** As the contract says them, those that no person wrote left out. */
    public List<PastMessage> of(AccountId account, List<PageMessage> seen) {
        List<PageMessage> written =
                seen.stream().filter(MessageShapes::isOfAChat).toList();
        Map<String, Media> known = media.find(written.stream()
                .filter(message -> message.media() != null)
                .map(message -> MediaIds.of(account, message.id()))
                .toList());
        return written.stream()
                .map(message -> new PastMessage(
                        MessageShapes.shape(message, file(account, message, known)), message.fromMe(), ack(message)))
                .toList();
    }

    private static @Nullable Media file(AccountId account, PageMessage message, Map<String, Media> known) {
        if (message.media() == null) {
            return null;
        }
        Media claims = MediaClaims.of(account, message, Media.Status.ABSENT);
        return Objects.requireNonNullElse(known.get(claims.id()), claims);
    }

    /** WhatsApp's server has what others wrote. */
    private static Ack ack(PageMessage message) {
        Ack unsaid = message.fromMe() ? Ack.PENDING : Ack.SENT;
        return MessageShapes.ackOf(message.ack()).orElse(unsaid);
    }
}
