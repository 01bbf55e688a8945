package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.blob.BlobStore;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.RunningGateway;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files from either store, over real HTTP. */
class MediaIT {

    private static final byte[] FILE = new byte[3_000_000];
    private static String hash;

    @TempDir
    static Path directory;

    private static RunningGateway withDirectory;

    @BeforeAll
    static void start() {
        new Random(7).nextBytes(FILE);
        hash = RunningGateway.fleet().views().media("med_large", "files", "video/mp4", "a.mp4", FILE);
        withDirectory = RunningGateway.start(
                        RealParts.kafka(),
                        RunningGateway.shared().database(),
                        "--wafleet.gateway.key.value=" + RunningGateway.ADMIN_KEY,
                        "--WAFLEET_MEDIA_STORE=file",
                        "--WAFLEET_MEDIA_DIRECTORY=" + directory)
                .awaitReady();
        open("session").put(FILE);
    }

    @AfterAll
    static void stop() {
        withDirectory.close();
    }

    private static BlobStore open(String owner) {
        return BlobStore.open(BlobStore.Kind.FILE, owner, new PGSimpleDataSource(), directory);
    }

    private static Client client(BlobStore.Kind kind) {
        return (kind == BlobStore.Kind.FILE ? withDirectory : RunningGateway.shared()).client();
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfManyPiecesComesWholeAndWithItsLength(BlobStore.Kind kind) {
        Reply whole = client(kind).get("/api/media/med_large");
        assertThat(whole.bytes()).isEqualTo(FILE);
        assertThat(whole.header("Content-Length")).isEqualTo("3000000");
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        Reply head = client(kind).call("HEAD", "/api/media/med_large", null);
        assertThat(head.header("Content-Length")).isEqualTo("3000000");
        assertThat(head.bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,        0,       1",
        "bytes=100-200099, 100,     200100",
        "bytes=2999999-,   2999999, 3000000",
        "bytes=-5,         2999995, 3000000",
        "bytes=5-99999999, 5,       3000000"
    })
    void aPartComesAsAPart(String range, int from, int to) {
        for (BlobStore.Kind kind : BlobStore.Kind.values()) {
            Reply part = client(kind).get("/api/media/med_large", "Range", range);
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(FILE, from, to));
            assertThat(part.header("Content-Range")).isEqualTo("bytes %d-%d/3000000".formatted(from, to - 1));
        }
    }

    @Test
    void aPartThatThereIsNotIsRefused() {
        Reply beyond = client(BlobStore.Kind.FILE).get("/api/media/med_large", "Range", "bytes=3000000-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */3000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Range|lines=1-2", "Range|bytes=5-1", "Range|bytes=0-1,5-6", "Range|bytes=x", "If-Range|\"other\""
            })
    void whatIsNotOnePartOfThisVersionGetsTheWhole(String header, String value) {
        Client client = client(BlobStore.Kind.POSTGRES);
        Reply reply = header.equals("Range")
                ? client.get("/api/media/med_large", "Range", value)
                : client.get("/api/media/med_large", "Range", "bytes=0-1", header, value);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.bytes()).hasSize(3_000_000);
    }

    @Test
    void aPartOfThisVersionComesThoughItIsAskedForOnThatCondition() {
        Reply part = client(BlobStore.Kind.POSTGRES)
                .get("/api/media/med_large", "Range", "bytes=0-1", "If-Range", '"' + hash + '"');
        assertThat(part.status()).isEqualTo(206);
    }

    @Test
    void aFileWhoseTimeIsOverIsGoneAndOneThatIsLostIsNotFound() {
        RunningGateway.fleet().views().removedMedia("med_removed", "files");
        Reply gone = client(BlobStore.Kind.POSTGRES).get("/api/media/med_removed");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.code()).isEqualTo("MEDIA_GONE");
        assertThat(gone.json().path("message").asString()).contains("2026-11-20");

        RunningGateway.fleet().views().pendingMedia("med_missing", "files", "image/png", null);
        RunningGateway.fleet().views().readyMedia("med_missing", "ab".repeat(32), 9);
        for (BlobStore.Kind kind : BlobStore.Kind.values()) {
            Reply missing = client(kind).get("/api/media/med_missing");
            assertThat(missing.code()).isEqualTo("MEDIA_NOT_FOUND");
        }
    }

    @Test
    void anUploadIsInTheDirectoryAndNotInTheDatabase() {
        RunningGateway.fleet().views().account("filer", "READY", null);
        byte[] file = {9, 8, 7};
        Reply sent = withDirectory
                .client()
                .post(
                        "/api/accounts/filer/messages/send",
                        Map.of(
                                "to",
                                "15551234567",
                                "media_base64",
                                Base64.getEncoder().encodeToString(file)));
        assertThat(sent.status()).as(sent.text()).isEqualTo(200);
        JdbcClient database = RunningGateway.fleet().views().database();
        String kept = database.sql("select sha256 from gateway.upload_view where account_id = 'filer'")
                .query(String.class)
                .single();
        assertThat(open("gateway").read(kept)).hasValue(file);
        assertThat(database.sql("select count(*) from gateway.blob where sha256 = ?")
                        .param(kept)
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
