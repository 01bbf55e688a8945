package io.wafleet.session.history;

import io.wafleet.session.browser.PageMessage;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The newest of many messages, within bounds of number, size and age. */
final class Newest {

    /** Strangers write them, and each may be long. */
    private static final long MAX_CHARACTERS = 16_000_000;

    private static final Comparator<Placed> BY_AGE = Comparator.comparingLong(
                    (Placed placed) -> placed.message().timestamp())
            .thenComparingInt(Placed::place);

    private record Placed(PageMessage message, int place) {

        long characters() {
            return length(message.body())
                    + length(message.caption())
                    + message.contacts().stream()
                            .mapToLong(contact -> contact.vcard().length())
                            .sum();
        }

        private static long length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    private final int most;
    private final long oldest;
    private final PriorityQueue<Placed> kept = new PriorityQueue<>(BY_AGE);
    private long characters;
    private int added;

    /**
     * Keeps none yet.
     *
     * @param oldest how old one may be, in seconds of WhatsApp's clock
     */
    Newest(int most, long oldest) {
        this.most = most;
        this.oldest = oldest;
    }

    /** Of one chat, the newer is added first. */
    void add(PageMessage message) {
        added++;
        if (message.timestamp() < oldest) {
            return;
        }
        Placed placed = new Placed(message, -added);
        kept.add(placed);
        characters += placed.characters();
        while (kept.size() > most || characters > MAX_CHARACTERS) {
            characters -= kept.remove().characters();
        }
    }

    List<PageMessage> oldestFirst() {
        return kept.stream().sorted(BY_AGE).map(Placed::message).toList();
    }

    int size() {
        return kept.size();
    }

    /** How many of those added were not within the bounds. */
    int leftOut() {
        return added - kept.size();
    }
}
