package io.wafleet.session.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.blob.BlobStore;
import io.wafleet.common.message.Media;
import io.wafleet.session.DatabaseForTests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Files leave when their time is over, from either store. */
@ParameterizedClass
@EnumSource
class MediaRetentionIT {

    private static final AccountId ACCOUNT = new AccountId("keeper");

    @Parameter
    BlobStore.Kind kind;

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private DatabaseForTests database;
    private BlobStore files;
    private PostgresMediaStore store;

    @BeforeEach
    void open() {
        database = DatabaseForTests.fresh();
        files = BlobStore.open(kind, "session", database.source(), directory);
        store = new PostgresMediaStore(database.jdbc(), files, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Media keep(String id, String content) {
        Media media = new Media(id, Media.Status.PENDING, "text/plain", "a.txt", null, null, null);
        store.expect(ACCOUNT, "3EB0" + id, "1@c.us", media);
        return store.complete(media, content.getBytes(StandardCharsets.UTF_8));
    }

    private void age(Duration age) {
        database.jdbc()
                .sql("update session.media set created_at = now() - ? * interval '1 second'")
                .param(age.toSeconds())
                .update();
    }

    /** An hour after everything so far was put. */
    private void sweepAfter(Duration time) {
        MediaSettings settings = new Binder(
                        new MapConfigurationPropertySource(Map.of("wafleet.session.media.retention", "30d")))
                .bindOrCreate("wafleet.session.media", MediaSettings.class);
        new MediaRetention(database.jdbc(), files, settings, Clock.offset(Clock.systemUTC(), time), meters).sweep();
    }

    private List<String> rows() {
        return database.jdbc()
                .sql("select id || ' ' || status || ' ' || (sha256 is not null) || ' ' || (removed_at is not null)"
                        + " from session.media order by id")
                .query(String.class)
                .list();
    }

    @Test
    void theBytesOfAnOldFileGoAndItsRowSaysThatItWasThere() {
        Media old = keep("med_old", "old");
        age(Duration.ofDays(31));
        Media young = keep("med_young", "young");

        sweepAfter(Duration.ofHours(2));

        assertThat(files.read(old.sha256())).isEmpty();
        assertThat(store.sent("med_old")).isEmpty();
        assertThat(files.read(young.sha256())).hasValue("young".getBytes(StandardCharsets.UTF_8));
        assertThat(rows()).containsExactly("med_old ready false true", "med_young ready true false");
        assertThat(meters.counter("wafleet.media.removed").count()).isEqualTo(1);
    }

    @Test
    void bytesThatAYoungerMessageHasTooStay() {
        Media old = keep("med_old", "same");
        age(Duration.ofDays(31));
        keep("med_young", "same");

        sweepAfter(Duration.ofHours(2));

        assertThat(files.read(old.sha256())).isPresent();
        assertThat(rows()).containsExactly("med_old ready false true", "med_young ready true false");
    }

    @Test
    void bytesThatNoRowNamesGoAfterAnHour() {
        String unnamed = files.put(new byte[] {1});
        sweepAfter(Duration.ofMinutes(50));
        assertThat(files.read(unnamed)).isPresent();
        sweepAfter(Duration.ofMinutes(70));
        assertThat(files.read(unnamed)).isEmpty();
    }

    @Test
    void aYearLaterTheRowIsForgottenAndOneThatNeverHadBytesAtOnce() {
        keep("med_done", "done");
        store.expect(
                ACCOUNT, "3EB0", "1@c.us", new Media("med_lost", Media.Status.PENDING, null, null, null, null, null));
        age(Duration.ofDays(31));
        sweepAfter(Duration.ZERO);
        assertThat(rows()).containsExactly("med_done ready false true");
        age(Duration.ofDays(30 + 366));
        sweepAfter(Duration.ZERO);
        assertThat(rows()).isEmpty();
    }

    @Test
    void moreThanOneBatchOfOldFilesGoes() {
        for (int i = 0; i < 620; i++) {
            keep("med_" + i, "content " + i % 3);
        }
        age(Duration.ofDays(31));
        sweepAfter(Duration.ofHours(2));
        assertThat(rows()).hasSize(620).allMatch(row -> row.endsWith("ready false true"));
        assertThat(meters.counter("wafleet.media.removed").count()).isEqualTo(3);
    }
}
