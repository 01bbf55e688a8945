package io.wafleet.sandbox.passkey;

import io.wafleet.sandbox.identity.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The passkeys of the phones. */
@Component
class Passkeys {

    private final JdbcClient jdbc;

    Passkeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The key of this phone, made now if it has none yet. */
    synchronized Passkey of(PhoneNumber phone) {
        return jdbc.sql("select private_key, public_key from passkey where number = ?")
                .param(phone.digits())
                .query((row, index) -> Passkey.of(row.getBytes("private_key"), row.getBytes("public_key")))
                .optional()
                .orElseGet(() -> make(phone));
    }

    private Passkey make(PhoneNumber phone) {
        Passkey made = Passkey.generate();
        jdbc.sql("insert into passkey (number, private_key, public_key) values (?, ?, ?)")
                .params(phone.digits(), made.privateKey(), made.publicKey())
                .update();
        return made;
    }
}
