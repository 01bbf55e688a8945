package io.wafleet.session.receive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What commands do to messages and chats that exist. What the page says meanwhile of the account's own doing is held
 * back, so that the command, which knows more, tells it, and it is told once.
 */
public final class Changes {

    private static final int REMEMBERED = 500;

    private final Map<String, UnderWay> underWay = new HashMap<>();
    /** What a command told last of a message or chat; the oldest is forgotten first. */
    private final Map<String, Fact> told = new LinkedHashMap<>();

    private record UnderWay(String self, List<Fact> held) {}

    /** A command is about to change the message or chat. */
    public synchronized void begin(String subject, String self) {
        underWay.putIfAbsent(subject, new UnderWay(self, new ArrayList<>()));
    }

    /**
     * The command has told what it did, or has given up.
     *
     * @return what the page said meanwhile and nobody has told
     */
    public synchronized List<Fact> end(String subject, @Nullable Fact done) {
        if (done != null) {
            remember(done);
        }
        UnderWay ended = underWay.remove(subject);
        return ended == null
                ? List.of()
                : ended.held().stream().filter(fact -> !isTold(fact)).toList();
    }

    /** Whether it is told by a command, or has been; the page may report a little later than it answers. */
    synchronized boolean holdBack(Fact fact) {
        UnderWay now = underWay.get(fact.subject());
        if (now != null && (fact.from() == null || fact.from().equals(now.self()))) {
            now.held().add(fact);
            return true;
        }
        return isTold(fact);
    }

    private boolean isTold(Fact fact) {
        Fact last = told.get(fact.subject());
        return last != null && last.saysTheSameAs(fact);
    }

    private void remember(Fact done) {
        told.remove(done.subject());
        told.put(done.subject(), done);
        if (told.size() > REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
    }
}
