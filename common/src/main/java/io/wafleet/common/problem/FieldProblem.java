package io.wafleet.common.problem;

/** One wrong field: a JSON pointer to it and what is wrong with it. */
public record FieldProblem(String pointer, String detail) {}
