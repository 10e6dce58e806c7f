package io.quarkiverse.daprinvoke.runtime.call;

import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.vertx.core.http.HttpClientResponse;

/**
 * Decides where the body of a response goes.
 */
final class ResponseBodies {

    private ResponseBodies() {
    }

    /**
     * @param response a response whose head has been received
     */
    static <R> ResponseSink sink(Exchange<R> exchange, Call<R> call, ResponseType<R> reply, HttpClientResponse response) {
        int status = response.statusCode();
        boolean wanted = reply.accepts(status);
        if (wanted && reply.streamsBody(status)) {
            return new StreamedResponse<>(exchange, call, reply);
        } else if (wanted && reply.storesBody(status)) {
            return new FileSink<>(exchange, call, reply);
        }
        return new ResponseBody<>(exchange, call, reply, response, wanted);
    }
}
