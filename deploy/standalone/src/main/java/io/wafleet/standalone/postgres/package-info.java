/**
 * A real PostgreSQL for one machine.
 *
 * <p>The server's own binaries come as Maven artifacts and are unpacked once beside the data ({@link
 * io.wafleet.standalone.postgres.PostgresBinaries}). {@link
 * io.wafleet.standalone.postgres.EmbeddedPostgres} makes the cluster on first start, runs the server in
 * the foreground as a child process and stops it with a fast shutdown. Commits are durable: fsync and
 * synchronous_commit are on. PostgreSQL refuses to run as root, so {@code ServerUser} finds another
 * identity for it. A server that an earlier run left behind is found by {@code LeftBehind} and stopped
 * before a new one opens the same files. It listens on 127.0.0.1 only and trusts who reaches it there.
 */
@NullMarked
package io.wafleet.standalone.postgres;

import org.jspecify.annotations.NullMarked;
