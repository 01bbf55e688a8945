package io.wafleet.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.blob.BlobStore;
import io.wafleet.gateway.testing.RunningGateway;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

class UploadRetentionIT {

    private static final UploadSettings SETTINGS = new UploadSettings(DataSize.ofMegabytes(1), Duration.ofHours(24));

    private final JdbcClient database = RunningGateway.fleet().views().database();

    @TempDir
    Path directory;

    private BlobStore open(BlobStore.Kind kind) {
        return BlobStore.open(kind, "gateway", RunningGateway.fleet().views().source(), directory);
    }

    private String upload(BlobStore files, String account, Duration age, byte... bytes) {
        Clock then = Clock.offset(Clock.systemUTC(), age.negated());
        return new Uploads(database, files, SETTINGS, then).keep(new AccountId(account), bytes, null, "a.bin");
    }

    private SimpleMeterRegistry sweep(BlobStore files, Duration later) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new UploadRetention(database, files, SETTINGS, Clock.offset(Clock.systemUTC(), later), meters).sweep();
        return meters;
    }

    private List<String> hashes(String account) {
        return database.sql("select sha256 from gateway.upload where account_id = ? order by created_at")
                .param(account)
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @EnumSource
    void anUploadThatNobodySentGoesAfterItsDayWithItsBytes(BlobStore.Kind kind) {
        BlobStore files = open(kind);
        String account = "forgetful-" + kind.name().toLowerCase();
        upload(files, account, Duration.ofHours(25), (byte) 1, (byte) kind.ordinal());
        upload(files, account, Duration.ofHours(20), (byte) 2, (byte) kind.ordinal());
        List<String> before = hashes(account);

        SimpleMeterRegistry meters = sweep(files, Duration.ofHours(2));

        assertThat(hashes(account)).containsExactly(before.getLast());
        assertThat(files.read(before.getFirst())).isEmpty();
        assertThat(files.read(before.getLast())).isPresent();
        assertThat(meters.counter("wafleet.gateway.upload.removed").count()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void bytesThatAnotherUploadHasTooStay() {
        BlobStore files = open(BlobStore.Kind.FILE);
        upload(files, "sharing-1", Duration.ofHours(25), (byte) 5);
        upload(files, "sharing-2", Duration.ofHours(1), (byte) 5);

        sweep(files, Duration.ofHours(2));

        assertThat(hashes("sharing-1")).isEmpty();
        assertThat(files.read(hashes("sharing-2").getFirst())).isPresent();
    }
}
