package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wafleet.session.browser.CdpConnection.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PageTargetsTest {

    private final List<String> unwanted = new ArrayList<>();
    private final PageTargets targets = new PageTargets(crashed -> {}, unwanted::add);

    private void came(String targetId, String address) {
        targets.on(new Notice(
                "Target.targetCreated",
                new JsonMapper()
                        .valueToTree(
                                Map.of("targetInfo", Map.of("targetId", targetId, "type", "page", "url", address)))));
    }

    @Test
    void aWindowThatComesAfterItWasGivenUpIsNotWanted() {
        assertThatThrownBy(() -> targets.await("data:,late", Duration.ZERO)).isInstanceOf(PageException.class);
        targets.abandon("data:,late");
        assertThat(unwanted).isEmpty();

        came("T1", "data:,late");
        came("T1", "data:,late");

        assertThat(unwanted).containsExactly("T1");
    }

    @Test
    void aWindowThatCameAndIsGivenUpIsNotWanted() throws Exception {
        targets.expect("data:,soon");
        came("T2", "data:,soon");
        assertThat(targets.await("data:,soon", Duration.ZERO)).isEqualTo("T2");

        targets.abandon("data:,soon");

        assertThat(unwanted).containsExactly("T2");
    }

    @Test
    void aWindowThatCameInTimeIsWanted() throws Exception {
        targets.expect("data:,soon");
        came("T3", "data:,soon");
        targets.await("data:,soon", Duration.ZERO);
        targets.forget("data:,soon");

        came("T3", "data:,soon");

        assertThat(unwanted).isEmpty();
    }
}
