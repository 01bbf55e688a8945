package io.wafleet.session.receive;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/** Asks Postgres something that may be repeated, until it answers; only what can never be stored is thrown. */
final class Patiently {

    private static final Logger log = LoggerFactory.getLogger(Patiently.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private Patiently() {}

    static <T> T ask(Supplier<T> statement) throws InterruptedException {
        while (true) {
            try {
                return statement.get();
            } catch (DataIntegrityViolationException unstorable) {
                throw unstorable;
            } catch (DataAccessException away) {
                log.atWarn()
                        .addKeyValue(
                                "error",
                                String.valueOf(away.getMostSpecificCause().getMessage()))
                        .log("media.delayed");
            }
            Thread.sleep(WAIT);
        }
    }
}
