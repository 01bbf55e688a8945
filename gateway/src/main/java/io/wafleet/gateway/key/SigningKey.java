package io.wafleet.gateway.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs on every gateway alike: the key is in the database, made by the first that needs it.
 *
 * <p>Failure policy: while the database is away and the key has not been read yet, it throws.
 */
@Component
public class SigningKey {

    private final JdbcClient database;
    private volatile byte @Nullable [] bytes;

    SigningKey(JdbcClient database) {
        this.database = database;
    }

    /**
     * The HMAC-SHA256 of the text, 32 bytes.
     *
     * @param purpose keeps signatures for one thing from being good for another
     */
    public byte[] sign(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(), "HmacSHA256"));
            return mac.doFinal((purpose + "\n" + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            database.sql("insert into gateway.signing_key (id, bytes) values (1, :bytes) on conflict do nothing")
                    .param("bytes", random)
                    .update();
            known = database.sql("select bytes from gateway.signing_key where id = 1")
                    .query((row, index) -> row.getBytes(1))
                    .single();
            bytes = known;
        }
        return known;
    }
}
