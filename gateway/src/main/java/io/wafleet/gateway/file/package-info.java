/**
 * Where the bytes of files are, as the settings say: those of messages, which the session-worker keeps and the gateway
 * only reads, and those of uploads, which the gateway keeps for the session-worker.
 */
@NullMarked
package io.wafleet.gateway.file;

import org.jspecify.annotations.NullMarked;
