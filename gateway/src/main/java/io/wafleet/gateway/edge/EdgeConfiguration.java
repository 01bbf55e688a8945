package io.wafleet.gateway.edge;

import com.fasterxml.jackson.annotation.Nulls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where blocking work runs, how large and how slow a request may come in, and how strictly its JSON is read. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    private static final Duration WHOLE_REQUEST = Duration.ofSeconds(60);

    /** A virtual thread for each piece of work that waits for the database. */
    @Bean(destroyMethod = "dispose")
    Scheduler blocking() {
        return Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "blocking");
    }

    @Bean
    BodiesInMemory bodiesInMemory(MeterRegistry metrics) {
        return BodiesInMemory.aFairShare().shownBy(metrics);
    }

    /** A client that drips its body byte by byte is cut off. */
    @Bean
    NettyServerCustomizer slowBodies() {
        return server -> server.requestTimeout(WHOLE_REQUEST);
    }

    /** No list or map of the API has a meaning for null elements. */
    @Bean
    JsonMapperBuilderCustomizer noNullElements() {
        return mapper -> mapper.changeDefaultNullHandling(handling -> handling.withContentNulls(Nulls.FAIL));
    }
}
