package io.wafleet.common.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wafleet.common.media.SignedLinks.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedLinksTest {

    private static final String OLD = "an-old-key-of-thirty-two-letters";
    private static final String NEW = "the-new-key-of-thirty-two-letters";
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private record Link(String expires, String signature) {}

    private static Link link(SignedLinks links, String id) {
        String[] parts = links.query(id, LATER).orElseThrow().split("[=&]");
        return new Link(parts[1], parts[3]);
    }

    private static Verdict judge(SignedLinks links, String id, Link link, Instant now) {
        return links.judge(id, link.expires(), link.signature(), now);
    }

    @Test
    void anAddressIsGoodUntilItsTimeAndForItsFileOnly() {
        SignedLinks links = new SignedLinks(List.of(OLD));
        Link link = link(links, "med_1");
        assertThat(judge(links, "med_1", link, NOW)).isEqualTo(Verdict.GENUINE);
        assertThat(judge(links, "med_1", link, LATER.minusSeconds(1))).isEqualTo(Verdict.GENUINE);
        assertThat(judge(links, "med_1", link, LATER)).isEqualTo(Verdict.EXPIRED);
        assertThat(judge(links, "med_2", link, NOW)).isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1795186800", "99999999999", "-1", "", "1e9", "٣", "9999999999999999999999"})
    void aTimeThatWasNotSignedIsForged(String expires) {
        SignedLinks links = new SignedLinks(List.of(OLD));
        Link link = link(links, "med_1");
        assertThat(link.expires()).isNotEqualTo(expires);
        assertThat(links.judge("med_1", expires, link.signature(), NOW)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void aKeyIsReplacedWithoutBreakingTheAddressesThatAreOut() {
        Link before = link(new SignedLinks(List.of(OLD)), "med_1");
        SignedLinks during = new SignedLinks(List.of(NEW, OLD));
        SignedLinks after = new SignedLinks(List.of(NEW));
        assertThat(judge(during, "med_1", before, NOW)).isEqualTo(Verdict.GENUINE);
        assertThat(judge(after, "med_1", link(during, "med_1"), NOW)).isEqualTo(Verdict.GENUINE);
        assertThat(judge(after, "med_1", before, NOW)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void withoutAKeyNothingIsSignedAndNothingIsGenuine() {
        SignedLinks none = new SignedLinks(List.of());
        assertThat(none.query("med_1", LATER)).isEmpty();
        assertThat(judge(none, "med_1", link(new SignedLinks(List.of(OLD)), "med_1"), NOW))
                .isEqualTo(Verdict.FORGED);
        assertThat(none.judge("med_1", "1795186800", "", NOW)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void aKeyThatCouldBeGuessedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedLinks(List.of("secret")))
                .withMessageContaining("32");
    }
}
