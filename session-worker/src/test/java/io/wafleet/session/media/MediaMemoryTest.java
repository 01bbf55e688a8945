package io.wafleet.session.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MediaMemoryTest {

    private final MediaMemory memory = new MediaMemory(100 * 1024);

    private CompletableFuture<MediaMemory.Share> wants(long bytes) {
        CompletableFuture<MediaMemory.Share> got = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                got.complete(memory.take(bytes));
            } catch (InterruptedException stopped) {
                got.completeExceptionally(stopped);
            }
        });
        await().until(() -> got.isDone() || asking.getState() == Thread.State.WAITING);
        return got;
    }

    @Test
    void whoFindsTooLittleLeftWaitsUntilOthersAreDone() throws Exception {
        CompletableFuture<MediaMemory.Share> first = wants(60 * 1024);
        CompletableFuture<MediaMemory.Share> second = wants(60 * 1024);
        assertThat(first).isDone();
        assertThat(second).isNotDone();

        first.get().close();

        await().until(second::isDone);
    }

    @Test
    void aFileThatIsLargerThanAllOfItGoesAlone() throws Exception {
        CompletableFuture<MediaMemory.Share> huge = wants(1L << 40);
        assertThat(huge).isDone();
        CompletableFuture<MediaMemory.Share> small = wants(1);
        assertThat(small).isNotDone();

        huge.get().close();

        await().until(small::isDone);
    }
}
