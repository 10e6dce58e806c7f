package io.quarkiverse.daprinvoke.test.control;

/**
 * A call, and what it was answered with.
 *
 * @param call the call
 * @param response the response of a stub, or of an application; {@code null} if there is none, or if it is not known to its end
 */
public record Exchange(Call call, StubbedResponse reply) {
}
