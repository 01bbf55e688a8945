/**
 * The contract that holds the services together, and nothing else.
 *
 * <p>Whoever wants a change to an account publishes a {@link io.wafleet.common.command.Command} on the topic
 * {@code wafleet.commands}; whoever wants a change to a webhook endpoint publishes a
 * {@link io.wafleet.common.relay.RelayCommand} on {@code wafleet.relay-commands}. Whatever happens is an
 * {@link io.wafleet.common.event.Event} on {@code wafleet.events}. All of them are JSON in one envelope, written and
 * read by {@link io.wafleet.common.json.ContractJson}, and described by the JSON Schemas beside it.
 *
 * <p>The names of the topics and the shard of an account are in {@code topic}, the error codes in {@code problem}.
 * What a webhook endpoint may ask for is in {@code webhook}, and which addresses the services may dial for strangers is
 * in {@code egress}.
 */
@NullMarked
package io.wafleet.common;

import org.jspecify.annotations.NullMarked;
