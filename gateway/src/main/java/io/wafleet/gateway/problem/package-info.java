/**
 * How a request fails: one body for every error, an RFC 9457 problem that also carries {@code success:false},
 * {@code code}, {@code message}, {@code error} and {@code timestamp} for clients that know nothing of problems.
 *
 * <p>{@link io.wafleet.gateway.problem.ApiException} is thrown wherever a request cannot be answered.
 * {@code WhatWentWrong} reads every other exception, of the framework, the database or the parser, and tells bad input
 * from our own faults: bad input is never a 500, and no answer ever shows a stack trace or SQL.
 */
@NullMarked
package io.wafleet.gateway.problem;

import org.jspecify.annotations.NullMarked;
