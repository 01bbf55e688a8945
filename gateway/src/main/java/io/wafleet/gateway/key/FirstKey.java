package io.wafleet.gateway.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an admin key when there has never been a key and none is configured: shown once, and kept in a file that only
 * its owner may read.
 *
 * <p>Failure policy: if the file cannot be written, no key is made; the reason is thrown, and the start tries again.
 */
@Component
public class FirstKey {

    private static final Logger log = LoggerFactory.getLogger(FirstKey.class);

    private final Keys keys;
    private final KeySettings settings;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FirstKey(Keys keys, KeySettings settings, JdbcClient database, TransactionTemplate transaction, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Two gateways that start at once make one key: the second waits, and sees that of the first. */
    public void makeIfNeeded() {
        String configured = settings.value();
        if (configured != null && !configured.isBlank()) {
            return;
        }
        Optional<KeySecret> made = Objects.requireNonNull(transaction.execute(status -> {
            database.sql("lock table gateway.api_key in share row exclusive mode")
                    .update();
            return keys.areThereAny() ? Optional.<KeySecret>empty() : Optional.of(make());
        }));
        made.ifPresent(key -> log.info(
                "\n\n  The admin API key of this installation, shown this once:\n\n    {}\n\n  It is kept in {}\n",
                key.text(),
                file()));
    }

    private KeySecret make() {
        KeySecret secret = KeySecret.make();
        keys.add(
                new ApiKey(secret.id(), "first admin key", List.of(Scope.ADMIN), List.of(), clock.instant(), null),
                secret.hash());
        write(secret);
        return secret;
    }

    private void write(KeySecret secret) {
        try {
            Files.createDirectories(settings.home());
            Path fresh = settings.home().resolve("api-key.new");
            Files.deleteIfExists(fresh);
            // The mode is set before the key is in it.
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, secret.text() + "\n", StandardOpenOption.WRITE);
            Files.move(fresh, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("The API key could not be written to " + file(), failed);
        }
    }

    private Path file() {
        return settings.home().resolve("api-key").toAbsolutePath().normalize();
    }
}
