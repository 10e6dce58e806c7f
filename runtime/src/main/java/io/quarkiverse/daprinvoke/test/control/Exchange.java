package io.quarkiverse.daprinvoke.test.control;

/**
 * A call and its response.
 *
 * @param call the call
 * @param response the response of a stub, or of an application; {@code null} if there is none, or if it was not recorded
 *        completely
 */
public record Exchange(Call call, StubbedResponse reply) {
}
