package io.wafleet.standalone.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Makes databases in one server, named {@code test_1}, {@code test_2} and so on. */
final class Databases {
    private final UnaryOperator<String> urlOf;
    private final AtomicInteger made = new AtomicInteger();

    Databases(UnaryOperator<String> urlOf) {
        this.urlOf = urlOf;
    }

    String make() {
        var name = "test_" + made.incrementAndGet();
        try (var connection = DriverManager.getConnection(urlOf.apply("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException problem) {
            throw new IllegalStateException("cannot make the database " + name, problem);
        }
        return urlOf.apply(name);
    }
}
