package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.gateway.testing.RunningGateway;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class SetupIT {

    @Test
    void aHomeThatCannotBeWrittenIsNamedAndTriedAgain(@TempDir Path directory, CapturedOutput output) throws Exception {
        Path inTheWay = Files.createFile(directory.resolve("home"));
        try (RunningGateway gateway = RunningGateway.startIn(inTheWay, RealParts.kafka(), RealParts.postgres())) {
            Awaitility.await().until(() -> output.getOut().contains("could not be written to " + inTheWay));
            assertThat(gateway.client().get("/readyz").status()).isEqualTo(503);
            Files.delete(inTheWay);
            gateway.awaitReady();
            assertThat(inTheWay.resolve("api-key")).exists();
        }
    }

    @Test
    void aSchemaThatIsNotTheGatewaysOwnIsNotCalledAnUnreachableDatabase(CapturedOutput output) {
        String url = RealParts.postgres();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        JdbcClient database = JdbcClient.create(source);
        database.sql("create schema gateway").update();
        database.sql("create table gateway.api_key (id text)").update();
        try (RunningGateway gateway = RunningGateway.start(RealParts.kafka(), url)) {
            Awaitility.await().until(() -> output.getOut().contains("non-empty schema"));
            assertThat(output.getOut().lines().filter(line -> line.contains("setup.failed")))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("unreachable"));
            database.sql("drop schema gateway cascade").update();
            gateway.awaitReady();
        }
    }
}
