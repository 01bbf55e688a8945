package io.wafleet.session.profile;

import io.wafleet.session.profile.BrokenArchive.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bytes of archives, as rows of a megabyte: no more of one is in memory at a time. */
record Chunks(JdbcClient jdbc) {

    private static final int BYTES = 1 << 20;

    Writer writer(UUID archive) {
        return new Writer(archive);
    }

    InputStream reader(Archive archive) {
        return new Reader(archive);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes row after row. */
    final class Writer extends OutputStream {

        private final UUID archive;
        private final MessageDigest digest = sha256();
        private final byte[] chunk = new byte[BYTES];
        private int filled;
        private int chunks;
        private long size;

        private Writer(UUID archive) {
            this.archive = archive;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int done = 0;
            while (done < length) {
                int part = Math.min(length - done, BYTES - filled);
                System.arraycopy(bytes, from + done, chunk, filled, part);
                filled += part;
                done += part;
                if (filled == BYTES) {
                    flushChunk();
                }
            }
        }

        /** Writes what is left, and tells what all of it was. */
        Archive.Content end() {
            if (filled > 0) {
                flushChunk();
            }
            return new Archive.Content(size, chunks, HexFormat.of().formatHex(digest.digest()));
        }

        private void flushChunk() {
            byte[] bytes = Arrays.copyOf(chunk, filled);
            jdbc.sql("insert into session.profile_chunk (archive_id, number, bytes) values (?, ?, ?)")
                    .params(archive, chunks, bytes)
                    .update();
            digest.update(bytes);
            size += filled;
            chunks++;
            filled = 0;
        }
    }

    /** Reads row after row; says so when one is missing, or all together are not what was written. */
    private final class Reader extends InputStream {

        private final Archive archive;
        private final MessageDigest digest = sha256();
        private byte[] chunk = new byte[0];
        private int next;
        private int chunks;
        private boolean compared;

        private Reader(Archive archive) {
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            while (next == chunk.length) {
                if (chunks == archive.content().chunks()) {
                    compare();
                    return -1;
                }
                readChunk();
            }
            int part = Math.min(length, chunk.length - next);
            System.arraycopy(chunk, next, into, from, part);
            next += part;
            return part;
        }

        private void readChunk() throws IOException {
            chunk = jdbc.sql("select bytes from session.profile_chunk where archive_id = ? and number = ?")
                    .params(archive.id(), chunks)
                    .query((row, number) -> row.getBytes(1))
                    .optional()
                    .orElseThrow(() -> new BrokenArchive(
                            Flaw.TRUNCATED,
                            "part " + chunks + " of " + archive.content().chunks() + " is missing"));
            digest.update(chunk);
            next = 0;
            chunks++;
        }

        private void compare() throws IOException {
            if (!compared
                    && !HexFormat.of()
                            .formatHex(digest.digest())
                            .equals(archive.content().sha256())) {
                throw new BrokenArchive(Flaw.CHANGED, "its checksum is another one");
            }
            compared = true;
        }
    }
}
