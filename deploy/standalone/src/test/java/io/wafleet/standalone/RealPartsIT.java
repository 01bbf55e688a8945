package io.wafleet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.standalone.testing.RealParts;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class RealPartsIT {
    @Test
    void theBrokerTakesTopics() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", RealParts.kafka()))) {
            admin.createTopics(List.of(new NewTopic("lent", 3, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            await().untilAsserted(() -> assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS))
                    .containsExactly("lent"));
        }
    }

    @Test
    void everyCallGetsItsOwnEmptyDatabase() throws Exception {
        var first = RealParts.postgres();
        try (var connection = DriverManager.getConnection(first);
                var statement = connection.createStatement()) {
            statement.execute("create table mine(id int)");
        }
        try (var connection = DriverManager.getConnection(RealParts.postgres());
                var statement = connection.createStatement();
                var found = statement.executeQuery("select to_regclass('mine') is null")) {
            found.next();
            assertThat(found.getBoolean(1)).isTrue();
        }
    }
}
