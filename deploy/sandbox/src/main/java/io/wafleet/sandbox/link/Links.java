package io.wafleet.sandbox.link;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which devices are linked to which numbers; one device for each number for now, the latest. */
@Component
public class Links {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    Links(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Links a new device; the one that was linked before is no longer. */
    public Link add(PhoneNumber number, String name) {
        byte[] secret = new byte[24];
        RANDOM.nextBytes(secret);
        int device = jdbc.sql("""
                        insert into link (number, token, device, name, linked_at) values (?, ?, 1, ?, ?)
                        on conflict (number) do update set
                            token = excluded.token, device = link.device + 1,
                            name = excluded.name, linked_at = excluded.linked_at
                        returning device""")
                .params(number.digits(), HexFormat.of().formatHex(secret), name, clock.millis())
                .query(Integer.class)
                .single();
        return new Link(HexFormat.of().formatHex(secret), number, device, name);
    }

    public Optional<Link> byToken(String token) {
        return jdbc.sql("select * from link where token = ?")
                .param(token)
                .query(Links::link)
                .optional();
    }

    public Optional<Link> byNumber(PhoneNumber number) {
        return jdbc.sql("select * from link where number = ?")
                .param(number.digits())
                .query(Links::link)
                .optional();
    }

    public List<Link> all() {
        return jdbc.sql("select * from link order by linked_at")
                .query(Links::link)
                .list();
    }

    /** Forgets a device; a token that is no longer linked is told so when it comes back. */
    public void remove(PhoneNumber number) {
        jdbc.sql("delete from link where number = ?").param(number.digits()).update();
    }

    private static Link link(ResultSet row, int index) throws SQLException {
        return new Link(
                row.getString("token"),
                new PhoneNumber(row.getString("number")),
                row.getInt("device"),
                row.getString("name"));
    }
}
