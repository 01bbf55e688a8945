package io.wafleet.session.lifecycle;

import io.wafleet.session.ownership.OwnershipLost;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is put in one by one, in order, on a virtual thread that lives only while there is something to do. */
final class Mailbox {

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    /** What the mailbox does. */
    interface Action {
        void run() throws Exception;
    }

    private final String name;
    private final Deque<Action> waiting = new ArrayDeque<>();
    private @Nullable Thread worker;

    Mailbox(String name) {
        this.name = name;
    }

    /** Puts in what nobody waits for. */
    void post(Action action) {
        synchronized (waiting) {
            waiting.addLast(action);
            if (worker == null) {
                worker = Thread.ofVirtual().name(name).start(this::work);
            }
        }
    }

    /** Puts in what somebody waits for. */
    <T> CompletableFuture<T> ask(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        post(() -> {
            try {
                answer.complete(question.call());
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private void work() {
        while (true) {
            Action action;
            synchronized (waiting) {
                Action next = waiting.pollFirst();
                if (next == null) {
                    worker = null;
                    return;
                }
                action = next;
            }
            try {
                action.run();
            } catch (OwnershipLost gone) {
                log.atDebug().addKeyValue("mailbox", name).log("session.left");
            } catch (Exception | Error failure) {
                log.atError().addKeyValue("mailbox", name).setCause(failure).log("session.action_failed");
            }
        }
    }
}
