package io.quarkiverse.daprinvoke.runtime.dev;

import java.util.List;

/**
 * What became of a call that was made from the Dev UI.
 *
 * @param millis how long it took
 * @param status the status, {@code null} if none was answered
 * @param headers the headers of the answer, one {@code name: value} for each
 * @param body the body of the answer as text, {@code null} if there is none to show
 * @param note what the body does not say by itself, {@code null} if nothing
 * @param failure the simple name of the failure that the application would have seen, {@code null} if there was none
 * @param message its message
 * @param errorCode the error code of Dapr's error JSON, {@code null} for none
 */
public record SentCall(double millis, Integer status, List<String> headers, String body, String note, String failure,
        String message, String errorCode) {
}
