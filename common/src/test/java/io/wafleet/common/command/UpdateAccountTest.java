package io.wafleet.common.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.json.ContractJson;
import io.wafleet.common.problem.FieldProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateAccountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"enabled\":\"yes\"} | /pacing/enabled",
                "{\"per_minute\":0} | /pacing/per_minute",
                "{\"per_hour\":-1} | /pacing/per_hour",
                "{\"per_day\":100001} | /pacing/per_day",
                "{\"per_day\":99999999999} | /pacing/per_day",
                "{\"per_minute\":\"20\"} | /pacing/per_minute",
                "{\"per_minute\":1.5} | /pacing/per_minute",
                "{\"per_minute\":{}} | /pacing/per_minute",
                "{\"gap_max_ms\":60001} | /pacing/gap_max_ms",
                "{\"gap_min_ms\":3000,\"gap_max_ms\":2000} | /pacing/gap_min_ms"
            })
    void aPaceThatMakesNoSenseIsRefusedFieldByField(String pacing, String pointer) throws Exception {
        assertThat(read(pacing).problems()).extracting(FieldProblem::pointer).containsExactly(pointer);
    }

    @Test
    void aFieldThatIsNullIsNotOneThatIsAbsent() throws Exception {
        UpdateAccount update = read("{\"per_minute\":null,\"per_hour\":50,\"nonsense\":1}");
        assertThat(update.problems()).isEmpty();
        assertThat(update.pacing().fields())
                .containsOnlyKeys("per_minute", "per_hour")
                .containsEntry("per_minute", null);
        Command again = new Command("1", new AccountId("a"), java.time.Instant.EPOCH, "test", update);
        assertThat(ContractJson.readCommand(ContractJson.write(again)).data()).isEqualTo(update);
    }

    @Test
    void aBlankNameAndMetadataThatIsTooMuchAreRefused() {
        UpdateAccount update = new UpdateAccount(" ", Map.of("all", List.of("x".repeat(20_000))), null);
        assertThat(update.problems()).extracting(FieldProblem::pointer).containsExactly("/name", "/metadata");
    }

    private static UpdateAccount read(String pacing) throws Exception {
        String json = "{\"id\":\"1\",\"type\":\"update\",\"account_id\":\"a\",\"data\":{\"pacing\":" + pacing + "}}";
        return (UpdateAccount) ContractJson.readCommand(json.getBytes()).data();
    }
}
