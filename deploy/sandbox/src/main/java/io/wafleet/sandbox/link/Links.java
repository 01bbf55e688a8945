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

/** Which devices the phone of which number has linked. */
@Component
public class Links {

    /** As many devices as a phone links at one time. */
    public static final int MOST_DEVICES = 4;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    Links(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Links one more device. Its number is one that no device of this phone has had before. */
    public Link add(PhoneNumber number, String name) {
        byte[] secret = new byte[24];
        RANDOM.nextBytes(secret);
        return jdbc.sql("""
                        insert into device (token, number, device, name, linked_at)
                        select :token, :number, coalesce(max(device), 0) + 1, :name, :now from device
                        where number = :number
                        returning *""")
                .param("token", HexFormat.of().formatHex(secret))
                .param("number", number.digits())
                .param("name", name)
                .param("now", clock.millis())
                .query(Links::link)
                .single();
    }

    public Optional<Link> byToken(String token) {
        return jdbc.sql("select * from device where token = ? and unlinked_at is null")
                .param(token)
                .query(Links::link)
                .optional();
    }

    /** The devices of a phone, the oldest first. */
    public List<Link> of(PhoneNumber number) {
        return jdbc.sql("select * from device where number = ? and unlinked_at is null order by device")
                .param(number.digits())
                .query(Links::link)
                .list();
    }

    public List<Link> all() {
        return jdbc.sql("select * from device where unlinked_at is null order by linked_at, device")
                .query(Links::link)
                .list();
    }

    /** Unlinks a device; whoever comes back with its token is told so. */
    public void remove(Link link) {
        jdbc.sql("update device set unlinked_at = ? where token = ?")
                .params(clock.millis(), link.token())
                .update();
        jdbc.sql("delete from outbox where token = ?").param(link.token()).update();
    }

    private static Link link(ResultSet row, int index) throws SQLException {
        return new Link(
                row.getString("token"),
                new PhoneNumber(row.getString("number")),
                row.getInt("device"),
                row.getString("name"));
    }
}
