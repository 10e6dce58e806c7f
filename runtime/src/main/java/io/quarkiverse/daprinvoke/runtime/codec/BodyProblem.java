package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;

/**
 * Why a payload cannot become a body, or a body a response, in words that the failure of the call repeats: unlike those of
 * Jackson
 * they quote nothing of either.
 */
public final class BodyProblem extends IOException {

    private static final long serialVersionUID = 1L;

    public BodyProblem(String message) {
        super(message);
    }

    BodyProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
