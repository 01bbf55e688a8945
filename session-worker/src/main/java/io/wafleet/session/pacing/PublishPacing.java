package io.wafleet.session.pacing;

import io.wafleet.common.account.Network;
import io.wafleet.common.json.ContractJson;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets the readers of accounts know how fast those send that ask for nothing else, and warns where nothing holds any back.
 *
 * <p>Failure policy: while Postgres is away the readers see what was published before; the next time makes up for it.
 */
@Component
class PublishPacing {

    private static final Logger log = LoggerFactory.getLogger(PublishPacing.class);

    private final JdbcClient jdbc;
    private final PacingSettings settings;

    PublishPacing(JdbcClient jdbc, PacingSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
        if (!settings.enabled()) {
            log.atWarn()
                    .addKeyValue("risk", "WhatsApp bans accounts that send as fast as a machine")
                    .log("pacing.off");
        }
    }

    @Scheduled(fixedDelayString = "PT5M")
    void publish() {
        Map<String, Pace> byNetwork = Arrays.stream(Network.values())
                .collect(Collectors.toMap(network -> network.name().toLowerCase(Locale.ROOT), settings::of));
        jdbc.sql("""
                        insert into session.pacing_setting (by_network, above_all) values (?::jsonb, ?::jsonb)
                        on conflict (one) do update
                            set by_network = excluded.by_network, above_all = excluded.above_all
                        """)
                .param(ContractJson.mapper().writeValueAsString(byNetwork))
                .param(settings.enabled() ? "{}" : "{\"enabled\":false}")
                .update();
    }
}
