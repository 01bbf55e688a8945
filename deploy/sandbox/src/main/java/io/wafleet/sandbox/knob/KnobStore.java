package io.wafleet.sandbox.knob;

import io.wafleet.sandbox.identity.PhoneNumber;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The knobs as they are set now, for everybody and for each account that has some of its own. */
@Component
public class KnobStore {

    private static final String EVERYBODY = "";

    /** What is about pages that wait for a scan, which belong to no account. */
    private static final Set<String> OF_EVERYBODY = Set.of("qr_rotation_ms", "qr_refs", "link_code_life_ms");

    private final KnobJson json;
    private final JdbcClient jdbc;
    private final ObjectNode start;
    private final Map<String, ObjectNode> changes = new ConcurrentHashMap<>();
    private final Map<String, Knobs> effective = new ConcurrentHashMap<>();

    KnobStore(KnobSettings settings, KnobJson json, JdbcClient jdbc) {
        this.json = json;
        this.jdbc = jdbc;
        start = json.write(settings.knobs());
        json.read(start);
        jdbc.sql("select account, changes from knob")
                .query((row, index) -> changes.put(row.getString("account"), json.object(row.getString("changes"))))
                .list();
    }

    /** The knobs of everybody who has none of their own. */
    public Knobs everybody() {
        return effective.computeIfAbsent(EVERYBODY, all -> json.read(with(start, changesOf(EVERYBODY))));
    }

    public Knobs of(PhoneNumber account) {
        return effective.computeIfAbsent(
                account.digits(), digits -> json.read(with(with(start, changesOf(EVERYBODY)), changesOf(digits))));
    }

    /** Changes some knobs for everybody; null takes back what was changed before. */
    public synchronized void changeForEverybody(ObjectNode wanted) {
        keep(EVERYBODY, wanted, start);
    }

    /** Changes some knobs of one account; null takes back what was changed before. */
    public synchronized void change(PhoneNumber account, ObjectNode wanted) {
        wanted.propertyNames().stream()
                .filter(OF_EVERYBODY::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw new WrongKnob("\"" + name + "\" is about pages that wait, and cannot be set for one account");
                });
        keep(account.digits(), wanted, with(start, changesOf(EVERYBODY)));
    }

    public synchronized void clear() {
        jdbc.sql("delete from knob").update();
        changes.clear();
        effective.clear();
    }

    private void keep(String whose, ObjectNode wanted, ObjectNode base) {
        json.checkNames(wanted);
        ObjectNode kept = with(changesOf(whose), wanted);
        kept.propertyNames().stream()
                .filter(name -> kept.get(name).isNull())
                .toList()
                .forEach(kept::remove);
        json.read(with(base, kept));
        jdbc.sql("""
                        insert into knob (account, changes) values (?, ?)
                        on conflict (account) do update set changes = excluded.changes""").params(whose, kept.toString()).update();
        changes.put(whose, kept);
        effective.clear();
    }

    private ObjectNode changesOf(String whose) {
        return changes.getOrDefault(whose, json.object("{}"));
    }

    private static ObjectNode with(ObjectNode base, ObjectNode changes) {
        ObjectNode both = base.deepCopy();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            both.set(change.getKey(), change.getValue());
        }
        return both;
    }
}
