package io.wafleet.sandbox.outbox;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Lets one thing at a time happen to an account, so that its pages hear of it in the order in which it is kept. */
@Component
public class AccountOrder {

    private final Map<PhoneNumber, ReentrantLock> locks = new ConcurrentHashMap<>();

    public <T> T inOrder(PhoneNumber account, Supplier<T> action) {
        ReentrantLock lock = locks.computeIfAbsent(account, number -> new ReentrantLock());
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
