package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * Which calls are answered, and how.
 *
 * @param appId the app ID
 * @param method the decoded path after {@code /method/}, without leading slash
 * @param verb the HTTP verb in upper case, {@code null} for any
 * @param headers the headers that a call must have
 * @param replies the replies in their order, the last of which repeats; never empty
 */
public record Stub(String appId, String method, String verb, List<Header> headers, List<Reply> replies) {
}
