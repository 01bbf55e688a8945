package io.wafleet.session.receive;

import io.wafleet.common.account.AccountId;
import io.wafleet.session.browser.PageMessage;
import io.wafleet.session.receive.NewsMarks.Mark;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of one account that were told as news during one ownership: up to when, and which of the last minute, since
 * WhatsApp may hand over a message after a slightly newer one.
 */
final class ToldNews {

    private static final long OVERLAP_SECONDS = 60;
    private static final int MAX_KNOWN = 1000;
    /** A page that has just come back may get what is older after what is new. */
    static final Duration SETTLES_IN = Duration.ofMinutes(1);

    private final AccountId account;
    private final long epoch;
    private final long since;
    /** Those after the mark, and of the last minute before it; by key, in the order in which they were told. */
    private final Map<String, Long> known = new LinkedHashMap<>();

    private long until;
    private long newest;
    private boolean follows;
    private long followsSince;
    private int version;
    private int written;

    ToldNews(AccountId account, long epoch, long since, long until, Map<String, Long> known) {
        this.account = account;
        this.epoch = epoch;
        this.since = since;
        this.until = until;
        this.newest = until;
        this.known.putAll(known);
    }

    /** What the table is to say. */
    record Row(String account, long epoch, long until, Map<String, Long> known, int version) {}

    /** Whoever writes a message chooses its id, so that its chat belongs to it. */
    static String key(PageMessage message) {
        return message.chatId() + "/" + message.id();
    }

    long epoch() {
        return epoch;
    }

    synchronized Mark mark() {
        return new Mark(Math.max(since, until - OVERLAP_SECONDS), until, Set.copyOf(known.keySet()));
    }

    /** The mark stays, although more is told. */
    synchronized void stop() {
        follows = false;
    }

    /** The mark follows what is told, once the page has settled. */
    synchronized void follow(long nanoTime) {
        follows = true;
        followsSince = nanoTime;
    }

    /** A message from the future does not move the mark there. */
    synchronized void add(PageMessage message, long now) {
        newest = Math.max(newest, Math.min(message.timestamp(), now));
        known.put(key(message), message.timestamp());
        if (known.size() > MAX_KNOWN) {
            Iterator<String> oldest = known.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        version++;
    }

    /** What has changed since it was written last. */
    synchronized Optional<Row> unwritten(long nanoTime) {
        if (follows && until < newest && nanoTime - followsSince > SETTLES_IN.toNanos()) {
            until = newest;
            known.values().removeIf(timestamp -> timestamp < until - OVERLAP_SECONDS);
            version++;
        }
        return version != written
                ? Optional.of(new Row(account.value(), epoch, until, Map.copyOf(known), version))
                : Optional.empty();
    }

    synchronized void written(Row row) {
        if (row.epoch() == epoch) {
            written = row.version();
        }
    }
}
