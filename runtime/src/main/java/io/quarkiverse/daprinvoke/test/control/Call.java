package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * A call that the sidecar received.
 *
 * @param verb the HTTP verb
 * @param appId the app ID
 * @param method the decoded path after {@code /method/}, without leading slash
 * @param query the query as it was sent, {@code null} if there was none
 * @param headers the headers in their order, without the API token
 * @param body the recorded body, which can be its beginning only
 * @param complete whether {@code body} is complete
 * @param status the status of the response, 0 if there is none yet
 */
public record Call(String verb, String appId, String method, String query, List<Header> headers, byte[] body,
        boolean complete, int status) {
}
