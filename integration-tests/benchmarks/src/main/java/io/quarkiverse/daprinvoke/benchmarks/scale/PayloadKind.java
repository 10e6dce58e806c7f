package io.quarkiverse.daprinvoke.benchmarks.scale;

/**
 * What the emitters of a generated application send and receive.
 */
enum PayloadKind {

    /** Text, which needs neither a reader nor a writer of JSON. */
    TEXT {
        @Override
        String type(int emitter) {
            return "String";
        }

        @Override
        String replyType() {
            return "String";
        }

        @Override
        String value(int emitter) {
            return "\"text\"";
        }
    },

    /** JSON of one type that all emitters share. */
    SHARED_JSON {
        @Override
        String type(int emitter) {
            return "Order";
        }
    },

    /** JSON, one in ten emitters with a payload type of its own. */
    MIXED {
        @Override
        String type(int emitter) {
            return emitter % 10 == 0 ? "Order" + emitter : "Order";
        }
    };

    abstract String type(int emitter);

    String replyType() {
        return "Receipt";
    }

    /**
     * @return an expression for a payload
     */
    String value(int emitter) {
        return "new " + type(emitter) + "(\"1\", 1)";
    }
}
