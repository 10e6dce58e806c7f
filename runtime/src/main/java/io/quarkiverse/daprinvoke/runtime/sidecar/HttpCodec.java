package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;

/**
 * Prevents that a call receives bytes of another call on an HTTP/1.1 connection. It replaces Netty's codec, because only the
 * codec knows where a response ends. It
 * <ul>
 * <li>drops interim responses (1xx), so that the final response counts,
 * <li>closes a connection that receives bytes without a request, before another request can use it,
 * <li>closes a connection whose response comes before the request is written, because the sidecar might not read the rest,
 * <li>refuses what RFC 9112 requires to be treated as an error, instead of guessing where the response ends.
 * </ul>
 */
public final class HttpCodec extends CombinedChannelDuplexHandler<HttpCodec.Responses, HttpCodec.Requests> {

    private static final String NAME = "codec";

    /** After this many milliseconds without a call a connection is checked before it is used. */
    private static final long LOOKED_AT_AFTER = 1;

    /** The decoder copies the whole value for each further line of a header, so many lines would block the event loop. */
    private static final int MAX_FOLDED_LINES = 100;

    // One call at a time: HTTP/1.1 connections are not pipelined
    private HttpMethod asked;
    private SidecarCall call;
    private Places places;
    private Channel channel;
    private ChannelHandlerContext context;
    // With TLS the channel stays active until the close notification is written
    private boolean closing;
    private long idleSince = System.nanoTime();

    private HttpCodec(HttpDecoderConfig config) {
        init(new Responses(config), new Requests());
    }

    /**
     * @return whether a failure means that the response could not be read
     */
    public static boolean isUnreadable(Throwable failure) {
        return failure instanceof DecoderException;
    }

    /** Has no effect on HTTP/2. */
    static void replaceIn(ChannelPipeline pipeline, int maxHeaderSize) {
        if (pipeline.get(NAME) instanceof HttpClientCodec) {
            pipeline.replace(NAME, NAME, new HttpCodec(new HttpDecoderConfig().setMaxInitialLineLength(maxHeaderSize)
                    .setMaxHeaderSize(maxHeaderSize)));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        this.context = context;
        channel = context.channel();
    }

    /**
     * @return whether something can be sent. After a pause, the connection is checked again, because a busy event loop may not
     *         have noticed that the sidecar closed it
     */
    boolean isUsable() {
        boolean idle = System.nanoTime() - idleSince >= TimeUnit.MILLISECONDS.toNanos(LOOKED_AT_AFTER);
        return !closing && (idle ? isActive(channel) : channel.isActive()) && !closing;
    }

    /**
     * @return whether a channel is still active after all received data is read, including a close by the sidecar
     */
    static boolean isActive(Channel channel) {
        if (channel.isActive() && channel.unsafe() instanceof AbstractNioChannel.NioUnsafe nio) {
            nio.read();
        }
        return channel.isActive();
    }

    /** Closes the connection without reading any further. */
    private void close(ByteBuf in) {
        closing = true;
        in.skipBytes(in.readableBytes());
        channel.close();
    }

    /**
     * Closes the connection at once. Vert.x closes it only after everything is written, which never happens if the sidecar does
     * not read.
     */
    void abort() {
        closing = true;
        context.close();
    }

    /**
     * @return whether a part of the request still waits until the sidecar reads
     */
    private boolean isWriting() {
        ChannelOutboundBuffer unwritten = channel.unsafe().outboundBuffer();
        return unwritten != null && !unwritten.isEmpty();
    }

    /** The next response is for this call. */
    void begin(SidecarCall call) {
        this.call = call;
        if (places == null) {
            Places ofSidecar = call.places();
            places = ofSidecar;
            ofSidecar.connectionOpened();
            channel.closeFuture().addListener(closed -> ofSidecar.connectionClosed());
        }
    }

    /** Remembers the request of the next response. */
    final class Requests extends HttpRequestEncoder {

        @Override
        protected void encode(ChannelHandlerContext context, Object message, List<Object> out) throws Exception {
            if (message instanceof HttpRequest request) {
                asked = request.method();
            }
            super.encode(context, message, out);
        }
    }

    final class Responses extends HttpResponseDecoder {

        private boolean interim;
        private boolean lengthRead;
        // The part that is being decoded, and whether further lines of a header may follow
        private ByteBuf received;
        private boolean inHeader;
        private int foldedLines;

        Responses(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected HttpMessage createMessage(String[] initialLine) {
            if (initialLine[1].length() != 3) {
                // The decoder would accept a sign and leading zeros
                throw new IllegalArgumentException("The status of the response does not have three digits");
            }
            lengthRead = false;
            return super.createMessage(initialLine);
        }

        @Override
        protected AsciiString splitHeaderName(byte[] line, int start, int length) {
            if (line[start + length] != ':') {
                // The decoder would end the name at white space and ignore the rest
                throw new IllegalArgumentException("A header of the response has white space in or after its name");
            }
            inHeader = true;
            foldedLines = 0;
            checkFoldedLines();
            AsciiString name = super.splitHeaderName(line, start, length);
            if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
                if (lengthRead) {
                    // The decoder would use the first one in an HTTP/1.0 response
                    throw new IllegalArgumentException("The response has more than one content length");
                }
                lengthRead = true;
            }
            return name;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return HttpMethod.HEAD.equals(asked) || super.isContentAlwaysEmpty(message);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("The response has a content length and a transfer encoding");
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            if (closing || asked == null) {
                close(in);
                return;
            }
            received = in;
            if (inHeader) {
                checkFoldedLines();
            }
            int before = out.size();
            super.decode(context, in, out);
            inHeader &= out.size() == before;
            for (int i = before; i < out.size(); i++) {
                if (isLeftOut((HttpObject) out.get(i))) {
                    ReferenceCountUtil.release(out.remove(i--));
                }
            }
            if (asked == null && (in.isReadable() || isWriting() || places.hasTooManyConnections())) {
                // Bytes after the end of the response belong to no call, and no call must wait for the request of another
                close(in);
            }
        }

        /** Counts the complete lines, which the decoder reads at once. */
        private void checkFoldedLines() {
            int line = received.readerIndex();
            int end;
            while (line < received.writerIndex() && (received.getByte(line) == ' ' || received.getByte(line) == '\t')
                    && (end = received.indexOf(line, received.writerIndex(), (byte) '\n')) >= 0) {
                if (++foldedLines > MAX_FOLDED_LINES) {
                    close(received);
                    throw new IllegalArgumentException("A header of the response has too many lines");
                }
                line = end + 1;
            }
        }

        /** Ends a response that ends with the connection. */
        @Override
        protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            int before = out.size();
            super.decodeLast(context, in, out);
            SslHandler tls = context.pipeline().get(SslHandler.class);
            if (tls != null && !tls.sslCloseFuture().isSuccess()) {
                // Without the close notification of TLS, an attacker may have truncated it (RFC 9112, 8)
                while (out.size() > before) {
                    ReferenceCountUtil.release(out.remove(out.size() - 1));
                }
            }
        }

        private boolean isLeftOut(HttpObject object) {
            if (object instanceof HttpResponse response && object.decoderResult().isSuccess()) {
                int status = response.status().code();
                interim = status >= 100 && status < 200 && status != 101;
                if (!interim) {
                    check(response);
                }
            }
            boolean leftOut = interim;
            if (object instanceof LastHttpContent) {
                if (!interim) {
                    asked = null;
                    idleSince = System.nanoTime();
                    call.received();
                    call = null;
                }
                interim = false;
            }
            return leftOut;
        }

        private void check(HttpResponse response) {
            int status = response.status().code();
            if (status < 200) {
                refuse(response, "The response has the status " + status);
            } else if (response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) && !HttpHeaderValues.CHUNKED
                    .contentEqualsIgnoreCase(String.join(",", response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING)))) {
                refuse(response, "The response has a transfer encoding other than chunked");
            } else if (response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
                // The client recognizes the token only if it is the only one
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }

        private static void refuse(HttpResponse response, String why) {
            response.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(why)));
        }
    }
}
