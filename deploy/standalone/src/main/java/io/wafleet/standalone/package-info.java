/**
 * The whole fleet on one machine.
 *
 * <p>Everything here runs the real parts, each in its own process: Kafka's own broker, PostgreSQL's own
 * server, the packaged services and the sandbox. {@link io.wafleet.standalone.StandaloneApplication} is
 * what {@code deploy/up} and {@code deploy/down} run. {@code Fleet} says which parts there are and what
 * they are told, {@code Supervisor} starts them in the order of what needs what, {@code KeptRunning}
 * starts one again when it dies, and {@code RunDirectory} knows what runs already. Packages: {@code
 * process} keeps child processes from outliving their owner, {@code kafka} and {@code postgres} are the
 * embedded parts. The test jar of this module lends the same parts to the tests of the services.
 */
@NullMarked
package io.wafleet.standalone;

import org.jspecify.annotations.NullMarked;
