package io.wafleet.standalone.testing;

import java.util.function.Function;

/** Containers, and the embedded parts where an engine answers but its images cannot be had. */
final class DockerElseEmbedded implements Parts {
    private final Parts embedded = new EmbeddedParts();
    private Parts taken = new DockerParts();

    @Override
    public String kafka() {
        return ask(Parts::kafka);
    }

    @Override
    public String newDatabase() {
        return ask(Parts::newDatabase);
    }

    private synchronized String ask(Function<Parts, String> question) {
        try {
            return question.apply(taken);
        } catch (RuntimeException failed) {
            if (taken == embedded) {
                throw failed;
            }
            LOG.atWarn()
                    .addKeyValue("taken", "EmbeddedParts")
                    .addKeyValue("reason", failed.getMessage())
                    .log("test.parts");
            taken = embedded;
            return question.apply(embedded);
        }
    }
}
