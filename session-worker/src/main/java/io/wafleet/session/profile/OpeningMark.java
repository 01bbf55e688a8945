package io.wafleet.session.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file in a local profile with the epochs of the ownership that opened it last, and of the one that is about to.
 *
 * <p>Both, because this file and the row in the database cannot be written in one step: whichever of the two the row
 * names, nobody has opened the account elsewhere since.
 */
final class OpeningMark {

    private static final String NAME = "wafleet-opened";

    private OpeningMark() {}

    /** The epochs; empty where there is no mark. */
    static Set<Long> read(Path profile) throws IOException {
        try {
            String text = Files.readString(profile.resolve(NAME));
            return Arrays.stream(text.split(" "))
                    .filter(epoch -> epoch.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (NoSuchFileException unmarked) {
            return Set.of();
        }
    }

    /** Writes the mark, durably. */
    static void write(Path profile, Long... epochs) throws IOException {
        Files.createDirectories(profile);
        Path fresh = profile.resolve(NAME + ".new");
        String text = List.of(epochs).stream().map(String::valueOf).collect(Collectors.joining(" "));
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(fresh, profile.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(profile)) {
            names.force(true);
        }
    }
}
