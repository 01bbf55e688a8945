package io.wafleet.standalone;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the command line asks for.
 *
 * @param parts the parts to run, before settings say that Kafka or Postgres is elsewhere
 * @param workers the numbers of the session-workers, from 1
 */
record Options(Action action, Set<PartName> parts, List<Integer> workers) {
    static final int MOST_WORKERS = 16;

    enum Action {
        UP,
        DOWN,
        HELP
    }

    /** A command line that cannot be understood; the message says why. */
    static final class Misunderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Misunderstood(String message) {
            super(message);
        }
    }

    static Options parse(String... arguments) {
        var action = Action.UP;
        Set<PartName> parts = EnumSet.allOf(PartName.class);
        var workers = List.of(1);
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help", "-h" -> action = Action.HELP;
                case "--down" -> action = Action.DOWN;
                case "--only" -> parts.retainAll(parts(value(arguments, ++i, "--only")));
                case "--without" -> parts.removeAll(parts(value(arguments, ++i, "--without")));
                case "--workers" -> {
                    int count = number(arguments, ++i, "--workers");
                    workers = IntStream.rangeClosed(1, count).boxed().toList();
                }
                case "--worker" -> {
                    workers = List.of(number(arguments, ++i, "--worker"));
                    parts.retainAll(Set.of(PartName.WORKER));
                }
                default -> throw new Misunderstood("unknown option " + arguments[i]);
            }
        }
        if (parts.isEmpty()) {
            throw new Misunderstood("these options leave no part to run");
        }
        return new Options(action, Set.copyOf(parts), workers);
    }

    private static String value(String[] arguments, int index, String option) {
        if (index >= arguments.length) {
            throw new Misunderstood(option + " needs a value");
        }
        return arguments[index];
    }

    private static Set<PartName> parts(String list) {
        var parts = EnumSet.noneOf(PartName.class);
        for (var name : list.split(",", -1)) {
            try {
                parts.add(PartName.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new Misunderstood("there is no part " + name + "; the parts are " + PartName.list());
            }
        }
        return parts;
    }

    private static int number(String[] arguments, int index, String option) {
        var number = value(arguments, index, option);
        if (!number.matches("\\d{1,3}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > MOST_WORKERS) {
            throw new Misunderstood(option + " takes a number from 1 to " + MOST_WORKERS);
        }
        return Integer.parseInt(number);
    }

    static String help() {
        return """
                Usage: deploy/up [options]

                Starts Wafleet on this machine and stops it with Ctrl-C.

                  --detach            return when everything is ready; deploy/down stops it
                  --without PART,...  leave parts out
                  --only PART,...     run these parts alone
                  --workers N         run N session-workers (1 to %d), on ports 10 apart
                  --worker N          run session-worker N alone, beside what runs already
                  --help              this text

                Parts: %s

                Environment (defaults):
                  WAFLEET_HOME                  data, logs and the API key (.wafleet)
                  WAFLEET_KAFKA                 bootstrap servers of your own Kafka; none is started then
                  WAFLEET_DATABASE_URL          JDBC URL of your own PostgreSQL; none is started then
                  WAFLEET_PORT                  gateway (8080)
                  WAFLEET_WORKER_PORT           session-worker, management only (8081)
                  WAFLEET_RELAY_PORT            webhook-relay, management only (8082)
                  WAFLEET_SANDBOX_PORT          sandbox (8090); WAFLEET_SANDBOX_TLS_PORT (8493)
                  WAFLEET_KAFKA_PORT            embedded Kafka (9092); WAFLEET_KAFKA_CONTROLLER_PORT (9093)
                  WAFLEET_POSTGRES_PORT         embedded PostgreSQL (54320)
                  WAFLEET_TRUSTED_NETWORKS      private networks that webhooks and media URLs may reach
                                                (127.0.0.0/8,::1/128)
                  WAFLEET_GATEWAY_JAVA_OPTIONS  more JVM options; also _WORKER_, _RELAY_ and _SANDBOX_
                """.formatted(MOST_WORKERS, PartName.list());
    }
}
