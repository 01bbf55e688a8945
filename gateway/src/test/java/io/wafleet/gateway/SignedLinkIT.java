package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.media.SignedLinks;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.RunningGateway;
import io.wafleet.standalone.testing.RealParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of a file in a webhook, against a gateway with two keys. */
class SignedLinkIT {

    private static final SignedLinks RELAY = new SignedLinks(List.of("the-key-with-which-the-relay-signs"));
    private static final SignedLinks EARLIER = new SignedLinks(List.of("the-key-with-which-it-signed-before"));
    private static final byte[] FILE = {1, 2, 3};

    private static RunningGateway gateway;
    private static Client anyone;

    @BeforeAll
    static void start(@TempDir Path secrets) throws IOException {
        // The views are there before this one starts.
        RunningGateway.fleet().views().media("med_signed", "log", "image/png", "a.png", FILE);
        RunningGateway.fleet().views().media("med_signed_other", "log", "image/png", "a.png", FILE);
        // As the Compose file gives them.
        Files.writeString(
                secrets.resolve("WAFLEET_MEDIA_KEYS"),
                "the-key-with-which-the-relay-signs,the-key-with-which-it-signed-before");
        gateway = RunningGateway.start(
                        RealParts.kafka(),
                        RunningGateway.shared().database(),
                        "--wafleet.gateway.key.value=" + RunningGateway.ADMIN_KEY,
                        "--spring.config.import=configtree:" + secrets + "/")
                .awaitReady();
        anyone = gateway.client("");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String link(SignedLinks links, String id, int seconds) {
        return "/api/media/" + id + "?"
                + links.query(id, Instant.now().plusSeconds(seconds)).orElseThrow();
    }

    @Test
    void aSignedAddressGivesTheFileWithoutAKey() {
        assertThat(anyone.get(link(RELAY, "med_signed", 60)).bytes()).isEqualTo(FILE);
        assertThat(anyone.get(link(EARLIER, "med_signed", 60)).bytes()).isEqualTo(FILE);
        Reply head = anyone.call("HEAD", link(RELAY, "med_signed", 60), null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("image/png");
    }

    @Test
    void aSignedAddressThatIsOverSaysSo() {
        Reply over = anyone.get(link(RELAY, "med_signed", -1));
        assertThat(over.status()).isEqualTo(403);
        assertThat(over.code()).isEqualTo("MEDIA_LINK_EXPIRED");
    }

    @Test
    void aSignatureIsForOneFileAndForReadingIt() {
        String query = link(RELAY, "med_signed", 60).replaceAll(".*[?]", "?");
        assertThat(anyone.get("/api/media/med_signed_other" + query).code()).isEqualTo("UNAUTHORIZED");
        for (String path : new String[] {"/api/accounts", "/api/media/med_signed/", "/api/media/med_signed;a=b", "/"}) {
            Reply reply = anyone.get(path + query);
            assertThat(reply.status()).as(path).isEqualTo(path.equals("/") ? 200 : 401);
        }
        assertThat(anyone.call("DELETE", "/api/media/med_signed" + query, null).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?signature=", "?signature=x&expires=9", "?signature=x&signature=y", "?expires=9", "?a=%00"})
    void whatIsNotASignatureIsRefused(String query) {
        Reply reply = anyone.get("/api/media/med_signed" + query);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void aKeyIsGoodWhateverTheSignatureIs() {
        assertThat(gateway.client().get(link(RELAY, "med_signed", -1)).bytes()).isEqualTo(FILE);
        assertThat(gateway.client("wrong").get(link(RELAY, "med_signed", 60)).status())
                .isEqualTo(401);
    }

    @Test
    void aGatewayWithoutKeysTakesNoSignature() {
        Client elsewhere = RunningGateway.shared().client("");
        assertThat(elsewhere.get(link(RELAY, "med_signed", 60)).code()).isEqualTo("UNAUTHORIZED");
    }
}
