package io.wafleet.session;

import com.zaxxer.hikari.HikariDataSource;
import io.wafleet.standalone.testing.RealParts;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A new database with this module's schema. */
public record DatabaseForTests(HikariDataSource source, JdbcClient jdbc, TransactionTemplate transaction)
        implements AutoCloseable {

    public static DatabaseForTests fresh() {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(RealParts.postgres());
        source.setMaximumPoolSize(8);
        Flyway.configure()
                .dataSource(source)
                .schemas("session")
                .defaultSchema("session")
                .load()
                .migrate();
        return new DatabaseForTests(
                source, JdbcClient.create(source), new TransactionTemplate(new JdbcTransactionManager(source)));
    }

    @Override
    public void close() {
        source.close();
    }
}
