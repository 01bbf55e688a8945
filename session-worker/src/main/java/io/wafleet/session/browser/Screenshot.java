package io.wafleet.session.browser;

/** A PNG picture of a page, with its size in pixels. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Screenshot(byte[] png, int width, int height) {}
