package io.wafleet.session.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LoadAttachmentTest {

    @Test
    void aFileIsNamedByTheLastPartOfItsAddress() {
        assertThat(LoadAttachment.nameIn(URI.create("http://h/files/M%C3%A4rz.pdf?x=/y")))
                .isEqualTo("März.pdf");
        assertThat(LoadAttachment.nameIn(URI.create("http://h/a%00b"))).isEqualTo("a\0b");
        assertThat(LoadAttachment.nameIn(URI.create("http://h/files/"))).isNull();
        assertThat(LoadAttachment.nameIn(URI.create("http://h"))).isNull();
    }

    /** As the container image is: without a locale, where a path takes no letter beyond ASCII. */
    @Test
    void aNameBeyondAsciiIsReadWithoutALocaleToo() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                InPlainLocale.class.getName());
        builder.environment().put("LC_ALL", "POSIX");
        Process process = builder.redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("8");
    }

    /** Says how long the name is that it read. */
    static final class InPlainLocale {

        private InPlainLocale() {}

        public static void main(String[] arguments) {
            String name = LoadAttachment.nameIn(URI.create("http://h/M%C3%A4rz.pdf"));
            System.out.print(String.valueOf(name).length());
        }
    }
}
