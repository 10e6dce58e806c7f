package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;

/**
 * The reason why a payload cannot be encoded, or a body cannot be read. The failure of the call repeats the message. Unlike
 * messages of Jackson, it quotes neither the payload nor the body.
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
