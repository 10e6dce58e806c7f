package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.Set;
import java.util.function.IntFunction;

import io.quarkiverse.daprinvoke.runtime.values.ArraySplitter;
import io.quarkiverse.daprinvoke.runtime.values.LineSplitter;
import io.quarkiverse.daprinvoke.runtime.values.SequenceSplitter;
import io.quarkiverse.daprinvoke.runtime.values.Splitter;

/**
 * The formats of streams of JSON values, apart from event streams, which contain more than values.
 */
enum StreamFormat {

    LINES(LineSplitter::new),
    SEQUENCE(SequenceSplitter::new),
    ARRAY(ArraySplitter::new);

    private static final String OF_LINES = "application/x-ndjson, application/jsonl, application/jsonlines, "
            + "application/stream+json, ";

    /** For messages. */
    static final String ALL = OF_LINES + "application/json-seq, application/json or text/event-stream";

    /** The array comes last, because many applications buffer a whole array before they send it. */
    static final String ACCEPT = OF_LINES + "application/json-seq, text/event-stream, application/json;q=0.9";

    private static final Set<String> LINE_TYPES = Set.of(OF_LINES.split(", "));

    private final IntFunction<? extends Splitter> splitter;

    StreamFormat(IntFunction<? extends Splitter> splitter) {
        this.splitter = splitter;
    }

    /**
     * @param mediaType in lower case
     * @return {@code null} if it is none of these
     */
    static StreamFormat of(String mediaType) {
        if (LINE_TYPES.contains(mediaType)) {
            return LINES;
        } else if (mediaType.equals("application/json") || mediaType.endsWith("+json")) {
            return ARRAY;
        }
        return mediaType.equals("application/json-seq") || mediaType.endsWith("+json-seq") ? SEQUENCE : null;
    }

    /**
     * @param maximum the maximum number of bytes of one value
     */
    Splitter splitter(int maximum) {
        return splitter.apply(maximum);
    }
}
