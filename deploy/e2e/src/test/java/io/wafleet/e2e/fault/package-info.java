/**
 * What happens when processes die, freeze, come and go: real processes, real signals, and the sandbox's phones as the
 * witness. One class for each fault; {@code FaultSuite} hands all of them one fleet and one report. Each runs a few times
 * with every build and often with {@code deploy/faults}, which prints the table of docs/guarantees.md.
 */
package io.wafleet.e2e.fault;
