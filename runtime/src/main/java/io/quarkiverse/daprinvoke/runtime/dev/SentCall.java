package io.quarkiverse.daprinvoke.runtime.dev;

import java.util.List;

/**
 * The outcome of a call from the Dev UI.
 *
 * @param millis its duration in milliseconds
 * @param status the status, {@code null} if there was no response
 * @param headers the headers of the response, one {@code name: value} for each
 * @param body the body of the response as text, {@code null} if there is none to show
 * @param note a note for a body that is not shown completely, {@code null} for none
 * @param failure the simple name of the failure of the call, {@code null} if there was none
 * @param message its message
 * @param errorCode the error code of Dapr's error JSON, {@code null} for none
 */
public record SentCall(double millis, Integer status, List<String> headers, String body, String note, String failure,
        String message, String errorCode) {
}
