package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageScriptsTest {

    @Test
    void theOriginIsWrittenAsThePageWritesIt() {
        assertThat(PageScripts.originOf(URI.create("https://web.whatsapp.com"))).isEqualTo("https://web.whatsapp.com");
        assertThat(PageScripts.originOf(URI.create("https://web.whatsapp.com:443/?x=1")))
                .isEqualTo("https://web.whatsapp.com");
        assertThat(PageScripts.originOf(URI.create("http://127.0.0.1:8090/"))).isEqualTo("http://127.0.0.1:8090");
    }

    @Test
    void settingsComeBeforeWaJsAndWaJsBeforeTheBridge() {
        List<String> scripts = PageScripts.load().forSite(URI.create("https://web.whatsapp.com/"));

        assertThat(scripts).hasSize(3);
        assertThat(scripts.get(0)).contains("disableGoogleAnalytics").contains("\"https://web.whatsapp.com\"");
        assertThat(scripts.get(1)).hasSizeGreaterThan(400_000);
        assertThat(scripts.get(2)).contains("wafleetBridge");
    }

    @Test
    void numbersAreMaskedInWhatAFailureSays() {
        assertThat(new PageException(PageException.Kind.PROTOCOL, "no chat 15551234567@c.us"))
                .hasMessage("no chat 1555***@c.us");
    }
}
