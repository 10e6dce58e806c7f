package io.quarkiverse.daprinvoke.torture.replies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.torture.replies.OddReply.Kind;
import io.quarkiverse.daprinvoke.torture.replies.RawServer.End;
import io.quarkiverse.daprinvoke.torture.replies.RawServer.Play;
import io.quarkiverse.daprinvoke.torture.replies.RawServer.Reads;

/**
 * Each odd response has one outcome, the calls after it get their own responses, nothing is logged, and nothing is left over:
 * for each type that it is read as, each way that it is delivered, and each place where it breaks off.
 */
abstract class OddRepliesCases extends OddConnectionsCases {

    /** Up to this size a response is cut within its parts, and comes byte by byte. */
    private static final int SMALL = 200;

    /** One call, with what is written for it. */
    private record Attempt(OddReply reply, ReplyKind type, int length, boolean byteByByte, End end) {

        String expected() {
            return reply.kind() == Kind.ENDLESS && end == End.OPEN ? "InvocationTimeoutException" : reply.outcome(type, length);
        }

        /** A call that comes at the same time could be sent on the connection that is closed, as with any server. */
        boolean closesAfterTheReply() {
            return end == End.CLOSED && reply.kind() == Kind.COMPLETE
                    && length >= reply.head().length() + reply.body().length();
        }

        boolean staysOpen() {
            return end == End.OPEN && reply.reused();
        }
    }

    /** A call that has been started. */
    private record Started(Attempt attempt, Play play, CompletableFuture<String> outcome) {
    }

    /** At which bytes a small response is cut: at each, each second... */
    abstract int cutEach();

    static Stream<OddReply> replies() {
        return Stream.of(Framing.contentLengths(), Framing.transferEncodings(), Framing.chunks(), Framing.trailers(),
                Framing.withoutBody(), Framing.untilTheEnd(), Heads.statusLines(), Heads.headers(), Heads.interim(),
                Heads.connections(), Heads.encodings()).flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void hasOneOutcome(OddReply reply) {
        List<Attempt> attempts = attempts(reply);
        List<Attempt> alone = attempts.stream().filter(Attempt::closesAfterTheReply).toList();
        attempts.removeAll(alone);
        alone.forEach(attempt -> run(List.of(attempt)));
        for (int i = 0; i < attempts.size(); i += atOnce()) {
            run(attempts.subList(i, Math.min(i + atOnce(), attempts.size())));
        }
    }

    private List<Attempt> attempts(OddReply reply) {
        List<Attempt> attempts = new ArrayList<>();
        End end = reply.kind() == Kind.UNTIL_CLOSE ? End.CLOSED : End.OPEN;
        for (ReplyKind type : ReplyKind.values()) {
            if (reply.kind() != Kind.ENDLESS || type == ReplyKind.TEXT) {
                attempts.add(new Attempt(reply, type, reply.length(), false, end));
            }
        }
        if (reply.length() <= SMALL && reply.kind() != Kind.ENDLESS) {
            attempts.add(new Attempt(reply, ReplyKind.BYTES, reply.length(), true, end));
        }
        for (int length : cuts(reply)) {
            ReplyKind type = ReplyKind.values()[length % ReplyKind.values().length];
            if (!reply.encoded() || type.takesEncoded()) {
                attempts.add(new Attempt(reply, type, length, false, End.CLOSED));
            }
        }
        return attempts;
    }

    /** Every n-th byte of a small response whose parts are read, and the ends of the parts of all. */
    private Set<Integer> cuts(OddReply reply) {
        Set<Integer> cuts = new TreeSet<>();
        if (reply.length() <= SMALL && reply.kind() != Kind.UNREADABLE) {
            for (int length = reply.length() % cutEach(); length <= reply.length(); length += cutEach()) {
                cuts.add(length);
            }
        }
        int body = reply.head().length();
        for (int end : new int[] { 0, body / 2, body, body + reply.body().length(), reply.length() }) {
            for (int length = Math.max(0, end - 1); length <= Math.min(end + 1, reply.length()); length++) {
                cuts.add(length);
            }
        }
        return cuts;
    }

    private void run(List<Attempt> attempts) {
        List<Started> started = new ArrayList<>();
        for (Attempt attempt : attempts) {
            started.add(start(attempt));
        }
        List<CompletableFuture<String>> others = new ArrayList<>();
        // With one connection they would wait for the end of the others
        for (int i = 0; atOnce() > 1 && i < attempts.size() / 2; i++) {
            others.add(echo("meanwhile " + i));
        }
        for (Started call : started) {
            String outcome = get(call.outcome());
            assertThat(outcome).as("%s", call.attempt()).isEqualTo(call.attempt().expected());
        }
        for (Started call : started) {
            if (!call.attempt().staysOpen()) {
                // Otherwise the next call could be on its way when the connection is closed
                assertThat(call.play().closed()).as("%s", call.attempt()).succeedsWithin(Duration.ofSeconds(60));
            }
        }
        for (int i = 0; i < others.size(); i++) {
            assertThat(get(others.get(i))).as("meanwhile %s", attempts).isEqualTo("=meanwhile " + i);
        }
        List<CompletableFuture<String>> next = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            next.add(echo("next " + i));
        }
        for (int i = 0; i < next.size(); i++) {
            assertThat(get(next.get(i))).as("after %s", attempts).isEqualTo("=next " + i);
        }
        for (Started call : started) {
            if (call.attempt().staysOpen()) {
                assertThat(call.play().closed()).as("%s", call.attempt()).isNotDone();
            }
        }
    }

    private Started start(Attempt attempt) {
        byte[] bytes = Arrays.copyOf(attempt.reply().bytes(), attempt.length());
        Play play = new Play(bytes, attempt.byteByByte(), Reads.FIRST, attempt.end());
        boolean timesOut = attempt.expected().equals("InvocationTimeoutException");
        return new Started(attempt, play, start(attempt.type(), play, InvokeMethodParameters.none()
                .httpVerb(attempt.reply().verb()).timeout(timesOut ? SHORT_TIMEOUT : TIMEOUT)));
    }
}
