package io.wafleet.common.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.wafleet.common.problem.FieldProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the sends of one account are to be paced from now on. A field that is absent stays as it is; one that is null goes
 * back to the worker's settings.
 *
 * @param fields {@code enabled}; {@code per_minute} (1 to 1,000), {@code per_hour} (to 10,000) and {@code per_day} (to
 *     100,000); {@code gap_min_ms} and {@code gap_max_ms} (0 to 60,000), between which the pause after a send lies.
 *     Others are dropped.
 */
public record PacingChange(@JsonValue Map<String, @Nullable Object> fields) {

    private static final String ENABLED = "enabled";
    private static final String GAP_MIN = "gap_min_ms";
    private static final String GAP_MAX = "gap_max_ms";
    private static final Map<String, Bounds> NUMBERS = Map.of(
            "per_minute",
            new Bounds(1, 1_000),
            "per_hour",
            new Bounds(1, 10_000),
            "per_day",
            new Bounds(1, 100_000),
            GAP_MIN,
            new Bounds(0, 60_000),
            GAP_MAX,
            new Bounds(0, 60_000));

    private record Bounds(int low, int high) {

        boolean hold(Object value) {
            return value instanceof Integer number && number >= low && number <= high;
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PacingChange {
        Map<String, @Nullable Object> known = new LinkedHashMap<>(fields);
        known.keySet().removeIf(name -> !name.equals(ENABLED) && !NUMBERS.containsKey(name));
        fields = Collections.unmodifiableMap(known);
    }

    /** Everything back to the settings. */
    public static PacingChange reset() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put(ENABLED, null);
        NUMBERS.keySet().forEach(name -> all.put(name, null));
        return new PacingChange(all);
    }

    /** What is wrong with its fields, below this one. */
    List<FieldProblem> problems(String below) {
        List<FieldProblem> problems = new ArrayList<>();
        Object enabled = fields.get(ENABLED);
        if (enabled != null && !(enabled instanceof Boolean)) {
            problems.add(problem(below, ENABLED, "is true, false or null"));
        }
        NUMBERS.forEach((name, bounds) -> {
            Object value = fields.get(name);
            if (value != null && !bounds.hold(value)) {
                problems.add(problem(
                        below, name, "is a whole number, " + bounds.low() + " to " + bounds.high() + ", or null"));
            }
        });
        if (problems.isEmpty()
                && fields.get(GAP_MIN) instanceof Integer min
                && fields.get(GAP_MAX) instanceof Integer max
                && min > max) {
            problems.add(gapProblem(below));
        }
        return problems;
    }

    /** The shortest pause is longer than the longest. */
    public static FieldProblem gapProblem(String below) {
        return problem(below, GAP_MIN, "is more than '" + GAP_MAX + "'");
    }

    private static FieldProblem problem(String below, String name, String what) {
        return new FieldProblem("/" + below + "/" + name, "'" + name + "' " + what);
    }
}
