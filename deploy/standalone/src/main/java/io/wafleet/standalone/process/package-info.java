/**
 * Child processes that never outlive their owner.
 *
 * <p>A part of the fleet is an ordinary operating-system process. Two things go wrong with those: the
 * owner is killed and leaves them behind, or a number in a pid file is reused by somebody else. {@link
 * io.wafleet.standalone.process.Lifeline} ties a process to the standard input that its owner holds
 * open, so the kernel itself tells the child when the owner is gone, even after {@code kill -9}. Ports
 * that tests use are found in {@link io.wafleet.standalone.process.Ports}. Nothing here knows what the
 * processes do; start reading with {@code Lifeline}.
 */
@NullMarked
package io.wafleet.standalone.process;

import org.jspecify.annotations.NullMarked;
